/** Environment variables, where there is an environment. */

/** The value of a variable; undefined in a browser, or where it is empty. */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}

/** An option, else the variable of that name. Throws a TypeError that names both where neither is there. */
export function needed<K extends string>(
  options: { readonly [key in K]?: string | undefined },
  option: K,
  prefix: string,
): string {
  const variable = `${prefix}_${option.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
  const found = options[option] ?? environment(variable);
  if (!found) throw new TypeError(`No credentials: give the option ${option}, or set ${variable}`);
  return found;
}
