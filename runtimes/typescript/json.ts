/** JSON from a server, read so that it can not reach a prototype. */

const SUSPECT = /"(?:_|\\u005[fF]){2}(?:p|\\u0070)/;

/**
 * Parse JSON and drop every `__proto__` key, so that copying or merging the result can not change a prototype
 * (CWE-1321). Throws a SyntaxError on broken JSON.
 */
export function parseJson(source: string): unknown {
  return SUSPECT.test(source) ? JSON.parse(source, withoutProto) : JSON.parse(source);
}

function withoutProto(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

/** The own property of that name, or undefined; nothing inherited is seen. */
export function own(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** Follow a path of names through own properties. */
export function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce(own, value);
}

/** The own fields of an object, with another value where a path of names leads. */
export function put(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return leaf;
  const fields = typeof value === "object" ? value : {};
  return { ...fields, [name]: put(own(value, name), rest, leaf) };
}
