/** The time that one call has, over all its attempts and waits. */

/** setTimeout takes no more: 2^31 - 1 milliseconds. */
const LONGEST = 2_147_483_647;

/** A time limit joined with the caller's own signal; `close` it when the call is over. */
export class Deadline {
  /** Aborts at the time limit or with the caller's signal. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  #wait: ReturnType<typeof setTimeout> | undefined;
  /** Rejects when the signal aborts. */
  readonly #over: Promise<never>;
  readonly #forward = (): void => {
    this.#controller.abort(this.#outer?.reason);
  };

  /** `timeout` counts milliseconds; `Infinity` is no limit. Throws a RangeError unless it is positive. */
  constructor(timeout: number, outer?: AbortSignal) {
    if (!(timeout > 0)) throw new RangeError("timeout must be a positive number of milliseconds");
    const { signal } = this.#controller;
    this.signal = signal;
    this.#over = new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(signal.reason as Error);
      });
    });
    this.#over.catch(() => undefined); // nobody may be waiting
    this.#outer = outer;
    this.#end = Date.now() + timeout;
    this.#timer = setTimeout(
      () => {
        this.#controller.abort(new DOMException("The time limit is over", "TimeoutError"));
      },
      Math.min(timeout, LONGEST),
    );
    if (outer?.aborted === true) this.#forward();
    else outer?.addEventListener("abort", this.#forward);
  }

  /** Did the caller's own signal end the call? */
  get aborted(): boolean {
    return this.#outer?.aborted === true;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return this.#end - Date.now();
  }

  /** Wait; rejects when the deadline comes first. */
  sleep(milliseconds: number): Promise<void> {
    const wait = new Promise<void>((resolve) => {
      this.#wait = setTimeout(resolve, milliseconds);
    });
    return this.race(wait);
  }

  /** The promise's own outcome, or a rejection when the deadline comes first. */
  race<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#over]);
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#wait);
    this.#outer?.removeEventListener("abort", this.#forward);
  }
}
