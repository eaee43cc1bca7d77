/** Where arguments travel that are neither in the query nor fields of the body. */

import { own } from "./json.js";
import { type Draft, type Entry, type Part, spelled } from "./operation.js";
import { inHeader, inPath, inQuery } from "./spelling.js";

/** In the path, where a value can not add or climb segments: what could is not filled in. */
export function path(draft: Draft, part: Part): void {
  const value = spelled(inPath)(part).join("");
  if (!/^\.{0,2}$/.test(value)) {
    draft.path = draft.path.replaceAll(`{${part[0]}}`, () => value);
  }
}

/** A header. */
export function header(draft: Draft, part: Part): void {
  draft.headers.set(part[0], spelled(inHeader)(part).join(""));
}

/** A cookie: all of them are one header (RFC 6265, 4.2.1). */
export function cookie({ headers }: Draft, part: Part): void {
  const before = headers.get("cookie");
  const texts = [...(before === null ? [] : [before]), ...spelled(inQuery)(part)];
  if (texts.length > 0) headers.set("cookie", texts.join("; "));
}

/** The whole body. */
export function content(draft: Draft, [, value]: Part): void {
  draft.content = value;
}

/** Fields beside those of the body, which stand before them, so that none takes the place of another. */
export function more(draft: Draft, [, value]: Part): void {
  const fields = Object.entries(value as object) as Entry[];
  draft.body.unshift(...fields.map(([name, one]) => [name, one, ""] as const));
}

/** Throws a TypeError where one of the arguments is missing. */
export function together(names: readonly string[], params: object): void {
  const missing = names.filter((name) => own(params, name) === undefined);
  if (missing.length > 0) {
    throw new TypeError(`${missing.join(", ")}: needed where any of the body is given`);
  }
}
