/**
 * How values are written in paths, queries, headers, cookies and forms.
 *
 * A spelling is a style of OpenAPI (3.1, 4.8.12), with `*` behind it where it is exploded and `+` before it where
 * reserved characters stay as they are, or a media type; an empty one is the usual one of its place. The texts are
 * those of RFC 6570, where it has the style.
 */

import type { Part } from "./operation.js";

type Items = (readonly [key: string, text: string])[];

/** A value as it stands in a query, a header, a form or a signature: all but text as JSON. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `name=value` pairs, escaped; also those of a form (`application/x-www-form-urlencoded`). */
export function inQuery([name, value, spelling]: Part): string[] {
  const style = bare(spelling, "form");
  if (value === null || value === undefined) return [];
  if (style === "deepObject") return deep(name, value);
  const key = escape(name);
  if (style.includes("/")) return [`${key}=${escape(inMedia(value, style))}`];
  const items = escaped(value, spelling.startsWith("+"));
  if (typeof value !== "object" || spelling === "" || spelling.endsWith("*")) {
    return items.map(([own, one]) => `${own || key}=${one}`);
  }
  const marks: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "%7C" };
  return items.length > 0 ? [`${key}=${joined(items, marks[style] ?? ",")}`] : [];
}

/** What stands in a path, escaped: of style simple, label (`.a`) or matrix (`;name=a`). */
export function inPath([name, value, spelling]: Part): string {
  const style = bare(spelling, "simple");
  const exploded = spelling.endsWith("*");
  if (style.includes("/")) return escape(inMedia(value, style));
  const items = escaped(value, false);
  if (style === "simple") return exploded ? pairs(items, ",") : joined(items, ",");
  if (style === "label") return `.${exploded ? pairs(items, ".") : joined(items, ",")}`;
  const key = escape(name);
  if (exploded) return items.map(([own, one]) => `;${own || key}=${one}`).join("");
  const one = joined(items, ",");
  return one === "" ? `;${key}` : `;${key}=${one}`;
}

/** The value of a header, which nothing escapes: a list has commas. */
export function inHeader([, value, spelling]: Part): string {
  if (spelling.includes("/")) return inMedia(value, spelling);
  const items = raw(value);
  return spelling.endsWith("*") ? pairs(items, ",") : joined(items, ",");
}

function bare(spelling: string, usual: string): string {
  return spelling.replace(/^\+|\*$/g, "") || usual;
}

/** A value in a media type of its own: JSON, unless it is a text of another one. */
function inMedia(value: unknown, media: string): string {
  return /json *(;|$)/.test(media) ? JSON.stringify(value) : text(value);
}

function raw(value: unknown): Items {
  const known = (one: unknown): boolean => one !== undefined && one !== null;
  if (Array.isArray(value)) return value.filter(known).map((one) => ["", text(one)]);
  if (typeof value !== "object" || value === null || "toJSON" in value) return [["", plain(value)]];
  const fields = Object.entries(value).filter(([, one]) => known(one));
  return fields.map(([key, one]) => [key, text(one)]);
}

/** A `Date` is its ISO 8601 text, as in JSON. */
function plain(value: unknown): string {
  const told = JSON.parse(JSON.stringify(value ?? null)) as unknown;
  return typeof value === "string" ? value : text(told);
}

function escaped(value: unknown, reserved: boolean): Items {
  return raw(value).map(([key, one]) => [escape(key), reserved ? lightly(one) : escape(one)]);
}

/** RFC 3986: only letters, digits and `-._~` stay as they are. */
function escape(one: string): string {
  return encodeURIComponent(one).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Of RFC 3986's reserved characters those stay that mean nothing in a query. */
function lightly(one: string): string {
  return escape(one).replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B|3D)/g, decodeURIComponent);
}

function joined(items: Items, delimiter: string): string {
  return items.flatMap(([key, one]) => (key === "" ? [one] : [key, one])).join(delimiter);
}

function pairs(items: Items, delimiter: string): string {
  return items.map(([key, one]) => (key === "" ? one : `${key}=${one}`)).join(delimiter);
}

/** `name[key]`, and so on for what is nested; items of lists by their numbers, as nothing else tells them apart. */
function deep(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || "toJSON" in value)
    return [`${escape(name)}=${escape(plain(value))}`];
  return Object.entries(value).flatMap(([key, one]) => deep(`${name}[${key}]`, one));
}
