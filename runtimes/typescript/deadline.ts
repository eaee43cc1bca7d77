/** The time that one call has, over all its attempts and waits. */

/** setTimeout takes no more: 2^31 - 1 milliseconds. */
const LONGEST = 2_147_483_647;

/** A time limit joined with the caller's own signal; `close` it when the call is over. */
export interface Deadline {
  /** Aborts at the time limit or with the caller's signal. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** Wait; rejects when the deadline comes first. */
  sleep(milliseconds: number): Promise<void>;
  /** The promise's own outcome, or a rejection when the deadline comes first. */
  race<T>(promise: Promise<T>): Promise<T>;
  close(): void;
}

/** `timeout` counts milliseconds; `Infinity` is no limit. Throws a RangeError unless it is positive. */
export function deadline(timeout: number, outer?: AbortSignal): Deadline {
  if (!(timeout > 0)) throw new RangeError("timeout must be positive");
  const controller = new AbortController();
  const { signal } = controller;
  const end = Date.now() + timeout;
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
  over.catch(() => undefined); // nobody may be waiting
  const abort = (reason: unknown): void => {
    controller.abort(reason);
  };
  const late = (): void => {
    abort(new DOMException("the time limit is over", "TimeoutError"));
  };
  const timers = [setTimeout(late, Math.min(timeout, LONGEST))];
  const forward = (): void => {
    abort(outer?.reason);
  };
  if (outer?.aborted === true) forward();
  else outer?.addEventListener("abort", forward);
  const race = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, over]);
  return {
    signal,
    left: () => end - Date.now(),
    sleep: (milliseconds) =>
      race(
        new Promise((resolve) => {
          timers.push(setTimeout(resolve, milliseconds));
        }),
      ),
    race,
    close() {
      timers.forEach(clearTimeout);
      outer?.removeEventListener("abort", forward);
    },
  };
}
