/** One operation of the API as data, and how a caller's arguments become the parts of a request. */

import { own } from "./json.js";
import type { PagePromise, WithResponse } from "./promise.js";
import { inHeader, inPath, inQuery } from "./spelling.js";

/** Where an argument travels; `content` is the whole body, `more` are fields beside those of the body. */
export type Place = "path" | "query" | "header" | "cookie" | "body" | "more" | "content";

/**
 * An argument's name, where it travels, its spelling, and its name there, both empty where they are the usual ones; and
 * what writes it so, where that is not the usual function of its place.
 */
export type Input = readonly [
  name: string,
  place: Place,
  spelling?: string,
  wire?: string,
  by?: Spell,
];

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
  /** Is no body sent where nothing of it is given? Of GET, HEAD and DELETE it is not, if this does not say so. */
  readonly optional?: boolean;
  /** Arguments that must be there where any of the body is. */
  readonly together?: readonly string[];
  /** A base URL of its own. */
  readonly server?: string;
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

/** A name and a value; what more there is tells how it is written. */
export type Entry = readonly [name: string, value: unknown, ...more: unknown[]];

/** A name, a value, how it is written, and by what. */
export type Part = readonly [name: string, value: unknown, spelling: string, by: Spell];

/** Writes a value. Inputs hold the function itself, so that a bundle holds only those in use. */
export type Spell = (part: Part) => readonly string[];

/** The texts of a part. */
export const spelled: Spell = (part) => part[3](part);

/** A request before authentication: nothing in it depends on the attempt. */
export interface Prepared {
  readonly method: string;
  /** The path with its parameters filled in and encoded. */
  readonly path: string;
  /** Escaped `name=value` pairs. */
  readonly query: readonly string[];
  /** The arguments of the query as the caller gave them; signatures cover them so. */
  readonly asked: readonly Entry[];
  readonly headers: readonly (readonly [name: string, text: string])[];
  /** The fields of the body; empty when the body is no object. */
  readonly fields: readonly Part[];
  readonly content: unknown;
}

export const BODYLESS: ReadonlySet<string> = /* @__PURE__ */ new Set(["GET", "HEAD", "DELETE"]);

/** Sort the arguments to where they travel. Throws a TypeError where one does not fit, or the body is not whole. */
export function prepare(operation: Operation<never, unknown>, params: object): Prepared {
  const parts = sortArguments(operation, params);
  const cookies = parts.cookie.flatMap(spelled);
  const headers = parts.header.map((part) => [part[0], spelled(part).join("")] as const);
  const more = parts.more.flatMap(([, value]) => Object.entries(value as object) as Entry[]);
  const fields = [
    ...more.map(([name, value]) => [name, value, "", inQuery] as const),
    ...parts.body,
  ];
  if (fields.length > 0) whole(operation, params);
  return {
    method: operation.method,
    path: fill(operation.path, parts.path),
    query: parts.query.flatMap(spelled),
    asked: parts.query,
    headers: cookies.length > 0 ? [...headers, ["cookie", cookies.join("; ")]] : headers,
    fields,
    content: parts.content[0]?.[1],
  };
}

const USUAL: Partial<Record<Place, Spell>> = { path: inPath, header: inHeader };

function sortArguments(
  operation: Operation<never, unknown>,
  params: object,
): Record<Place, Part[]> {
  const sorted: Record<Place, Part[]> = {
    path: [],
    query: [],
    header: [],
    cookie: [],
    body: [],
    more: [],
    content: [],
  };
  const rest = BODYLESS.has(operation.method) ? "query" : "body";
  const listed = new Map(operation.inputs?.map((input) => [input[0], input]));
  for (const [name, value] of Object.entries(params) as Entry[]) {
    if (value === undefined) continue;
    const input: Input = listed.get(name) ?? [name, rest];
    const [, place, spelling = "", wire = "", by = USUAL[place] ?? inQuery] = input;
    sorted[place].push([wire || name, value, spelling, by]);
  }
  return sorted;
}

function whole(operation: Operation<never, unknown>, params: object): void {
  const missing = operation.together?.filter((name) => own(params, name) === undefined) ?? [];
  if (missing.length > 0) {
    throw new TypeError(`${missing.join(", ")}: needed where any of the body is given`);
  }
}

/** Fill `{name}` in a path. A value can not add or climb segments. */
function fill(path: string, values: readonly Part[]): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const part = values.find(([known]) => known === name);
    const value = part === undefined ? "" : spelled(part).join("");
    if (/^\.{0,2}$/.test(value)) {
      throw new TypeError(`The path parameter ${name} must not be empty, "." or ".."`);
    }
    return value;
  });
}
