/** One operation of the API as data, and how a caller's arguments become the parts of a request. */

import type { RequestOptions } from "./client.js";
import type { PagePromise, WithResponse } from "./promise.js";

/** Where an argument travels: as a text, or what puts it elsewhere, so that a bundle holds only the places in use. */
export type Place = "query" | "body" | ((draft: Draft, part: Part) => void);

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
  readonly together?: {
    /** Throws where one is missing. */
    readonly by: (names: readonly string[], params: object) => void;
    readonly names: readonly string[];
  };
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
export type Encoding = (draft: Draft, media?: string) => Encoded;

/** Calls an operation with these arguments. */
export type Load<R> = (params: object, options: RequestOptions) => Promise<WithResponse<R>>;

/** Gives the cursor of the next page, told a page. */
export type Cursors = (pages: Pages, start: unknown) => (page: unknown) => string | undefined;

/** How an operation pages, in names of arguments and fields as they are sent. */
export interface Pages {
  /** Walks through the pages: `paged`, held by operations so that only bundles that page hold it. */
  readonly by: <R, I>(
    pages: Pages,
    params: object,
    options: RequestOptions,
    load: Load<R>,
  ) => PagePromise<R, I>;
  /** What a page is asked for by; its number where nothing is said, nor a cursor. */
  readonly kind?: "offset";
  /** Gives the cursors, where pages are asked for by them. */
  readonly cursors?: Cursors;
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
export type Part = readonly [
  name: string,
  value: unknown,
  spelling: string,
  by?: Spell | undefined,
];

/** Writes a value. Inputs hold the function itself, so that a bundle holds only those in use. */
export type Spell = (part: Part) => readonly string[];

/** The texts of a part: as its own function writes it, else as is usual at its place. */
export function spelled(usual: Spell): Spell {
  return (part) => (part[3] ?? usual)(part);
}

/** The arguments of a call, each where it travels: nothing in it depends on the attempt. */
export interface Draft {
  /** The path, encoded, with its parameters filled in. */
  path: string;
  /** The arguments of the query as the caller gave them; signatures cover them so. */
  readonly query: Part[];
  readonly headers: Headers;
  /** The fields of the body; empty when the body is no object. */
  readonly body: Part[];
  content: unknown;
}

export const BODYLESS: ReadonlySet<string> = /* @__PURE__ */ new Set(["GET", "HEAD", "DELETE"]);

/** Sort the arguments to where they travel. Throws a TypeError where one does not fit, or the body is not whole. */
export function prepare(operation: Operation<never, unknown>, params: object): Draft {
  const draft: Draft = {
    path: operation.path,
    query: [],
    headers: new Headers(),
    body: [],
    content: undefined,
  };
  const rest = BODYLESS.has(operation.method) ? "query" : "body";
  const listed = new Map(operation.inputs?.map((input) => [input[0], input]));
  for (const [name, value] of Object.entries(params) as Entry[]) {
    if (value === undefined) continue;
    const [, place, spelling = "", wire, by]: Input = listed.get(name) ?? [name, rest];
    const part: Part = [wire || name, value, spelling, by];
    if (typeof place === "string") draft[place].push(part);
    else place(draft, part);
  }
  const [, unfilled] = /\{([^{}]*)\}/.exec(draft.path) ?? [];
  if (unfilled !== undefined)
    throw new TypeError(`The path parameter ${unfilled} must not be empty, "." or ".."`);
  if (draft.body.length > 0) operation.together?.by(operation.together.names, params);
  return draft;
}
