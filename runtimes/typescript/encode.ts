/** How bodies are written. */

import { BODYLESS, type Encoded, type Prepared } from "./operation.js";
import { inQuery, text } from "./spelling.js";

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

/** `application/x-www-form-urlencoded`, which writes a space as `+` (URL Standard, 5.1). */
export function form({ fields }: Prepared): Encoded {
  const pairs = fields.flatMap(([name, value]) => inQuery([name, value, ""]));
  const body = pairs.join("&").replaceAll("%20", "+");
  return { body, media: "application/x-www-form-urlencoded" };
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
