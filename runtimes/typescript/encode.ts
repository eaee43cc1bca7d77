/** How queries and bodies are written. */

import { type Entry, type Operation, type Prepared, text } from "./operation.js";

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

/** A body ready for `fetch`, and its media type where `fetch` can not know it. */
export interface Encoded {
  readonly body?: BodyInit;
  readonly media?: string;
}

/** Write the body of a request as its operation says. */
export function encodeBody(operation: Operation<never, unknown>, request: Prepared): Encoded {
  const { method, encoding, media } = operation;
  if (encoding === "none" || request.content === null) return {};
  if (encoding === "form") return { body: pairs(request.fields) };
  if (encoding === "multipart") return { body: formData(request.fields) };
  if (encoding === "raw") return raw(request.content, media);
  const content = request.content ?? objectOf(method, request.fields);
  return content === undefined ? {} : { body: JSON.stringify(content), media: "application/json" };
}

function raw(content: unknown, media = "application/octet-stream"): Encoded {
  return content === undefined ? {} : { body: content as BodyInit, media };
}

function objectOf(method: string, fields: readonly Entry[]): object | undefined {
  const bodyless = method === "GET" || method === "HEAD" || method === "DELETE";
  return bodyless && fields.length === 0 ? undefined : Object.fromEntries(fields);
}

function formData(fields: readonly Entry[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item instanceof Blob) form.append(name, item);
      else if (item !== undefined && item !== null) form.append(name, text(item));
    }
  }
  return form;
}
