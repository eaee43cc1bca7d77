/** One operation of the API as data, and how a caller's arguments become the parts of a request. */

import type { PagePromise, WithResponse } from "./promise.js";

/** Where an argument travels; `content` is the whole body. */
export type Place = "path" | "query" | "header" | "cookie" | "body" | "content";

/** An argument's name, where it travels, and its name there if that differs. */
export type Input = readonly [name: string, place: Place, wire?: string];

/**
 * One operation, with the types of its arguments and of its answer.
 *
 * An argument that `inputs` does not list travels in the query of GET, HEAD and DELETE, else in the body.
 */
export interface Operation<P, R> {
  readonly method: string;
  readonly path: string;
  readonly inputs?: readonly Input[];
  /** Writes the body; JSON where nothing is said. */
  readonly encoding?: Encoding;
  /** The media type of a `raw` body. */
  readonly media?: string;
  /** How the answer is read; JSON where nothing is said, `any` by its content type. */
  readonly answer?: "text" | "blob" | "any";
  /** Which schemes it asks for: `a+b|c` is a and b, or c; empty for none; the client's own if not given. */
  readonly security?: string;
  /** Arguments that the client itself fills in where the caller leaves them out. */
  readonly fills?: readonly string[];
  /** Never there; holds the types. */
  readonly types?: (params: P) => R;
}

/** A body ready for `fetch`, and its media type where `fetch` can not know it. */
export interface Encoded {
  readonly body?: BodyInit;
  readonly media?: string;
}

/** Writes a body. Operations hold the function itself, so that a bundle holds only those in use. */
export type Encoding = (request: Prepared, media?: string) => Encoded;

/** Makes calls with these arguments; `further` tells those after the first. */
export type Load<R> = (params: object, further: boolean) => Promise<WithResponse<R>>;

/** How an operation pages, in names of arguments and fields as they are sent. */
export interface Pages {
  /** Walks through the pages: `paged`, held by operations so that only bundles that page hold it. */
  readonly by: <R, I>(pages: Pages, params: object, load: Load<R>) => PagePromise<R, I>;
  /** What a page is asked for by; its number where nothing is said. */
  readonly kind?: "offset" | "cursor";
  /** Leads from the arguments to it; to `page` where nothing is said. */
  readonly start?: readonly string[];
  /** Leads from the answer to the items of a page; empty where the answer is the items. */
  readonly items: readonly string[];
  /** Leads to the number of items in all. */
  readonly total?: readonly string[];
  /** Leads to the cursor of the next page. */
  readonly next?: readonly string[];
}

/** An operation that answers page by page. */
export interface PagedOperation<P, R, I> extends Operation<P, R> {
  readonly pages: Pages;
  /** Never there; holds the type of an item. */
  readonly item?: () => I;
}

/** The arguments of an operation that takes none. */
export type NoParams = Record<string, never>;

export type Entry = readonly [name: string, value: unknown];

/** A request before authentication: nothing in it depends on the attempt. */
export interface Prepared {
  readonly method: string;
  /** The path with its parameters filled in and encoded. */
  readonly path: string;
  readonly query: readonly Entry[];
  readonly headers: readonly Entry[];
  /** The fields of the body; empty when the body is no object. */
  readonly fields: readonly Entry[];
  readonly content: unknown;
}

export const BODYLESS: ReadonlySet<string> = /* @__PURE__ */ new Set(["GET", "HEAD", "DELETE"]);

/** Sort the arguments to where they travel. Throws a TypeError when a path parameter does not fit. */
export function prepare(operation: Operation<never, unknown>, params: object): Prepared {
  const { path, query, header, cookie, body, content } = sortArguments(operation, params);
  const cookies = cookie.map(([name, value]) => `${name}=${encodeURIComponent(text(value))}`);
  if (cookies.length > 0) header.push(["cookie", cookies.join("; ")]);
  return {
    method: operation.method,
    path: fill(operation.path, new Map(path)),
    query,
    headers: header,
    fields: body,
    content: content[0]?.[1],
  };
}

function sortArguments(
  operation: Operation<never, unknown>,
  params: object,
): Record<Place, Entry[]> {
  const sorted: Record<Place, Entry[]> = {
    path: [],
    query: [],
    header: [],
    cookie: [],
    body: [],
    content: [],
  };
  const rest = BODYLESS.has(operation.method) ? "query" : "body";
  const listed = new Map(operation.inputs?.map((input) => [input[0], input]));
  for (const [name, value] of Object.entries(params) as Entry[]) {
    if (value === undefined) continue;
    const [, place, wire = name] = listed.get(name) ?? [name, rest];
    sorted[place].push([wire, value]);
  }
  return sorted;
}

/** Fill `{name}` in a path. A value can not add or climb segments. */
function fill(path: string, values: ReadonlyMap<string, unknown>): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = text(values.get(name) ?? "");
    if (value === "" || value === "." || value === "..") {
      throw new TypeError(`The path parameter ${name} must not be empty, "." or ".."`);
    }
    return encodeURIComponent(value);
  });
}

/** A value as it stands in a query, a header, a form or a signature: all but text as JSON. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
