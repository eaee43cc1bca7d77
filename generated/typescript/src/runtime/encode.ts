/** How queries and bodies are written. */

import { BODYLESS, type Encoded, type Entry, type Prepared, text } from "./operation.js";

/** `?a=1&b=2`, or nothing. An array repeats its name (OpenAPI: style form, explode). */
export function queryString(entries: readonly Entry[]): string {
  const query = pairs(entries).toString();
  return query === "" ? "" : `?${query}`;
}

function pairs(entries: readonly Entry[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of entries) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null) query.append(name, text(item));
    }
  }
  return query;
}

/** JSON: the whole body, else an object of the fields. */
export function json({ method, fields, content }: Prepared): Encoded {
  if (content === undefined && BODYLESS.has(method) && fields.length === 0) return {};
  const body = JSON.stringify(content ?? Object.fromEntries(fields));
  return { body, media: "application/json" };
}

/** No body, whatever is given. */
export function none(): Encoded {
  return {};
}

/** `application/x-www-form-urlencoded`. */
export function form(request: Prepared): Encoded {
  return { body: pairs(request.fields) };
}

/** The body as it is given. */
export function raw({ content }: Prepared, media = "application/octet-stream"): Encoded {
  return content === undefined ? {} : { body: content as BodyInit, media };
}

/** `multipart/form-data` (RFC 7578). */
export function multipart({ fields }: Prepared): Encoded {
  const body = new FormData();
  for (const [name, value] of fields) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item instanceof Blob) body.append(name, item);
      else if (item !== undefined && item !== null) body.append(name, text(item));
    }
  }
  return { body };
}
