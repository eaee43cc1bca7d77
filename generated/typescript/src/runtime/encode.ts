/** How bodies are written. */

import { type Encoded, type Draft, spelled } from "./operation.js";
import { inQuery, text } from "./spelling.js";

/** JSON: the whole body, else an object of the fields. */
export function json({ body, content }: Draft, media = "application/json"): Encoded {
  const known = Object.fromEntries(body.map(([name, value]) => [name, value]));
  return { body: JSON.stringify(content ?? known), media };
}

/** No body, whatever is given. */
export function none(): Encoded {
  return {};
}

/** `application/x-www-form-urlencoded`, which writes a space as `+` (URL Standard, 5.1). */
export function form({ body: fields }: Draft): Encoded {
  const pairs = fields.flatMap(spelled(inQuery));
  const body = pairs.join("&").replaceAll("%20", "+");
  return { body, media: "application/x-www-form-urlencoded" };
}

/** The body as it is given. */
export function raw({ content }: Draft, media = "application/octet-stream"): Encoded {
  return content === undefined ? {} : { body: content as BodyInit, media };
}

/** `multipart/form-data` (RFC 7578). */
export function multipart({ body: fields }: Draft): Encoded {
  const body = new FormData();
  for (const [name, value, media] of fields) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null) body.append(name, part(item, media));
    }
  }
  return { body };
}

/** Where the document names a media type, the part has it; a `FormData` can only say so of a file. */
function part(item: unknown, media: string): Blob | string {
  if (item instanceof Blob)
    return item.type === "" && media !== "" ? new Blob([item], { type: media }) : item;
  const written = /json *(;|$)/.test(media) ? JSON.stringify(item) : text(item);
  return media === "" ? written : new Blob([written], { type: media });
}
