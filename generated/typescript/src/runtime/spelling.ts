/**
 * How values are written where nothing else is said: in queries, cookies and forms each item by itself, in paths and
 * headers with commas (OpenAPI 3.1, 4.8.12; the texts are those of RFC 6570). `styles.ts` has all other ways.
 */

import type { Part } from "./operation.js";

export type Items = (readonly [key: string, text: string])[];

/** A value as it stands in a signature: all but text as JSON. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `name=value` pairs, escaped; also those of a form (`application/x-www-form-urlencoded`). */
export function inQuery([name, value]: Part): string[] {
  if (value === null || value === undefined) return [];
  return escaped(value).map(([own, one]) => `${own || escape(name)}=${one}`);
}

/** What stands in a path, escaped. */
export function inPath([, value]: Part): string[] {
  return [joined(escaped(value), ",")];
}

/** The value of a header, which nothing escapes. */
export function inHeader([, value]: Part): string[] {
  return [joined(raw(value), ",")];
}

/** The items of a list, the fields of an object by their names, or the one value; none that is null. */
export function raw(value: unknown): Items {
  if (typeof value !== "object" || value === null || "toJSON" in value) return [["", plain(value)]];
  return Object.entries(value)
    .filter(([, one]) => one !== undefined && one !== null)
    .map(([key, one]) => [Array.isArray(value) ? "" : key, plain(one)]);
}

/** A value as a text: all but text as JSON, and a `Date` as its ISO 8601 text, as in JSON. */
export function plain(value: unknown): string {
  return text(JSON.parse(JSON.stringify(value ?? null)));
}

export function escaped(value: unknown, write = escape): Items {
  return raw(value).map(([key, one]) => [escape(key), write(one)]);
}

/** RFC 3986: only letters, digits and `-._~` stay as they are. */
export function escape(one: string): string {
  return encodeURIComponent(one).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The items in one text, with another delimiter between a key and its value where one is given. */
export function joined(items: Items, delimiter: string, between = delimiter): string {
  return items.map(([key, one]) => (key && key + between) + one).join(delimiter);
}
