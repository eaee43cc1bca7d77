/**
 * How values are written where a document says so: operations that need it hold these functions themselves.
 *
 * A spelling is a style of OpenAPI (3.1, 4.8.12), with `*` behind it where it is exploded and `+` before it where
 * reserved characters stay as they are, or a media type. The texts are those of RFC 6570, where it has the style.
 */

import type { Part } from "./operation.js";
import { escape, escaped, joined, plain, raw, text } from "./spelling.js";

/** In a query, a cookie or a form: delimited, of style deepObject, with reserved characters, or in a media type. */
export function inQuery([name, value, spelling]: Part): string[] {
  const style = bare(spelling);
  if (value === null || value === undefined) return [];
  if (style === "deepObject") return deep(name, value);
  if (style.includes("/")) return [`${escape(name)}=${escape(inMedia(value, style))}`];
  const items = escaped(value, spelling.startsWith("+") ? lightly : escape);
  if (typeof value !== "object" || spelling.endsWith("*")) {
    return items.map(([own, one]) => `${own || escape(name)}=${one}`);
  }
  const marks: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "%7C" };
  return items.length > 0 ? [`${escape(name)}=${joined(items, marks[style] ?? ",")}`] : [];
}

/** In a path: of style simple, label (`.a`) or matrix (`;name=a`), or in a media type. */
export function inPath([name, value, spelling]: Part): string[] {
  const style = bare(spelling);
  if (style.includes("/")) return [escape(inMedia(value, style))];
  const exploded = spelling.endsWith("*");
  const items = escaped(value);
  const list = (mark: string): string => (exploded ? joined(items, mark, "=") : joined(items, ","));
  if (style === "simple") return [list(",")];
  if (style === "label") return [`.${list(".")}`];
  const key = escape(name);
  if (exploded) return items.map(([own, one]) => `;${own || key}=${one}`);
  return [`;${key}`, list("") && `=${list("")}`];
}

/** In a header: an exploded object, or in a media type. */
export function inHeader([, value, spelling]: Part): string[] {
  if (spelling.includes("/")) return [inMedia(value, spelling)];
  return [joined(raw(value), ",", spelling.endsWith("*") ? "=" : ",")];
}

function bare(spelling: string): string {
  return spelling.replace(/^\+|\*$/g, "");
}

/** A value in a media type of its own: JSON, unless it is a text of another one. */
function inMedia(value: unknown, media: string): string {
  return /json *(;|$)/.test(media) ? JSON.stringify(value) : text(value);
}

/** Of RFC 3986's reserved characters those stay that mean nothing in a query. */
function lightly(one: string): string {
  return escape(one).replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B|3D)/g, decodeURIComponent);
}

/** `name[key]`, and so on for what is nested; items of lists by their numbers, as nothing else tells them apart. */
function deep(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || "toJSON" in value)
    return [`${escape(name)}=${escape(plain(value))}`];
  return Object.entries(value).flatMap(([key, one]) => deep(`${name}[${key}]`, one));
}
