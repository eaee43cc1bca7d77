/** Environment variables, where there is an environment. */

/** The value of a variable; undefined in a browser, or where it is empty. */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}

/** An option, else a variable. Throws a TypeError that names both where neither is there. */
export function needed(option: string, value: string | undefined, variable: string): string {
  const found = value ?? environment(variable);
  if (found === undefined || found === "") {
    throw new TypeError(`No credentials: give the option ${option}, or set ${variable}`);
  }
  return found;
}
