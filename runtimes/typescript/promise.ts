/** What a method gives back: a promise of the answer that can also give the response, or every page. */

import type { Walk } from "./pages.js";

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
  readonly #walk: Walk;
  readonly #load: (start: number | string) => Promise<WithResponse<T>>;

  constructor(
    first: Promise<WithResponse<T>>,
    walk: Walk,
    load: (start: number | string) => Promise<WithResponse<T>>,
  ) {
    super(first);
    this.#walk = walk;
    this.#load = load;
  }

  /** Every item, page by page; a page is asked for when the items before it are used up. */
  async *[Symbol.asyncIterator](): AsyncIterator<I> {
    for await (const page of this.pages()) yield* this.#walk.items(page) as readonly I[];
  }

  /** Every page, but none that is empty after the first, and none again where the server repeats itself. */
  async *pages(): AsyncGenerator<T, void, undefined> {
    const steps = this.#walk.steps();
    let page = (await this.withResponse()).data;
    let start = steps(page);
    yield page;
    while (typeof start === "number" || typeof start === "string") {
      page = (await this.#load(start)).data;
      start = steps(page);
      if (start !== null) yield page;
    }
  }
}
