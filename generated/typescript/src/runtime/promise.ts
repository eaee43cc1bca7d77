/** What a method gives back: a promise of the answer that can also give the response, or every page. */

import { dig } from "./json.js";
import type { PagedOperation } from "./operation.js";

/** The answer together with the response that it came in (its body is read already). */
export interface WithResponse<T> {
  readonly data: T;
  readonly response: Response;
}

/** A promise of the answer. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "ApiPromise";
  readonly #outcome: Promise<WithResponse<T>>;

  constructor(outcome: Promise<WithResponse<T>>) {
    this.#outcome = outcome;
  }

  /** The answer and the response: status and headers. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#outcome;
  }

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#outcome.then(({ data }) => data).then(fulfilled, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(done?: (() => void) | null): Promise<T> {
    return this.then().finally(done);
  }
}

/** A promise of the first page; `for await` walks through the items of this and all further pages. */
export class PagePromise<T, I> extends ApiPromise<T> implements AsyncIterable<I> {
  readonly #pages: PagedOperation<never, T, I>["pages"];
  readonly #start: number;
  readonly #load: (page: number) => Promise<WithResponse<T>>;

  constructor(
    first: Promise<WithResponse<T>>,
    pages: PagedOperation<never, T, I>["pages"],
    start: number,
    load: (page: number) => Promise<WithResponse<T>>,
  ) {
    super(first);
    this.#pages = pages;
    this.#start = start;
    this.#load = load;
  }

  /** Every item, page by page; a page is asked for when the items before it are used up. */
  async *[Symbol.asyncIterator](): AsyncIterator<I> {
    for await (const page of this.pages()) yield* this.#items(page);
  }

  /** Every page. Ends with the page that completes the total, or with an empty one. */
  async *pages(): AsyncGenerator<T, void, undefined> {
    let page = (await this.withResponse()).data;
    let count = this.#items(page).length;
    let seen = this.#start * count;
    yield page;
    for (let number = this.#start + 1; count > 0 && !(seen >= this.#total(page)); number += 1) {
      page = (await this.#load(number)).data;
      count = this.#items(page).length;
      seen += count;
      if (count > 0) yield page;
    }
  }

  #items(page: T): readonly I[] {
    const items = dig(page, this.#pages.items);
    return Array.isArray(items) ? (items as readonly I[]) : [];
  }

  #total(page: T): number {
    const total = dig(page, this.#pages.total);
    return typeof total === "number" ? total : NaN;
  }
}
