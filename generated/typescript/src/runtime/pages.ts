/** Which page is next, and whether there is one. Does no I/O. */

import type { RequestOptions } from "./client.js";
import { dig, put } from "./json.js";
import type { Cursors, Load, Pages } from "./operation.js";
import { PagePromise } from "./promise.js";

/** All pages of a call, from the arguments of the first, whose idempotency key is not that of the others. */
export function paged<R, I>(
  pages: Pages,
  params: object,
  options: RequestOptions,
  load: Load<R>,
): PagePromise<R, I> {
  const way = pages.start ?? ["page"];
  const walk = new Walk(pages, dig(params, way));
  const further = { ...options, idempotencyKey: undefined };
  return new PagePromise(load(params, options), walk, (start) =>
    load(put(params, way, start) as object, further),
  );
}

/**
 * What the next page is asked for by, told the page before it: undefined after the last one, null where the page
 * is none, because it is empty or what the server gave before.
 */
export type Step = (page: unknown) => number | string | undefined | null;

/**
 * The way through the pages of one call. It ends at an empty page, at the total that the answers tell, at a page
 * shorter than the first where they tell none, at the last cursor, and where the server repeats itself.
 */
export class Walk {
  readonly #pages: Pages;
  readonly #start: unknown;

  constructor(pages: Pages, start: unknown) {
    this.#pages = pages;
    this.#start = start;
  }

  /** The items of a page. */
  items(page: unknown): readonly unknown[] {
    const items = dig(page, this.#pages.items);
    return Array.isArray(items) ? items : [];
  }

  /** A walk from the start. */
  steps(): Step {
    const { kind, total: way } = this.#pages;
    const next = this.#pages.cursors?.(this.#pages, this.#start);
    let at = typeof this.#start === "number" ? this.#start : kind === "offset" ? 0 : 1;
    let seen = 0;
    let first = 0;
    let last = "";
    return (page) => {
      const items = this.items(page);
      const text = JSON.stringify(items);
      if (items.length === 0 || text === last) return null;
      if (first === 0) {
        first = items.length;
        seen = kind === "offset" ? at : (at - 1) * first;
      }
      last = text;
      seen += items.length;
      if (next !== undefined) return next(page);
      const total = way === undefined ? undefined : dig(page, way);
      if (typeof total === "number" ? seen >= total : items.length < first) return undefined;
      at += kind === "offset" ? items.length : 1;
      return at;
    };
  }
}

/** The cursor that a page gives for the next one, unless it came before. */
export const cursors: Cursors = ({ next = [] }, start) => {
  const known = new Set<unknown>([start, ""]);
  return (page) => {
    const cursor = dig(page, next);
    if (typeof cursor !== "string" || known.has(cursor)) return undefined;
    known.add(cursor);
    return cursor;
  };
};
