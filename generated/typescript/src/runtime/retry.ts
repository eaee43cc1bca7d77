/** When a failed attempt is repeated, and after which wait. */

import { type ApiError, ApiConnectionError } from "./errors.js";

const FIRST = 500;
const LONGEST = 8_000;
const LONGEST_ASKED = 60_000;

/** Is another attempt of use? After a lost connection, 408, 409, 429 and 500 to 599; codes such as 2016 are final. */
export function retryable(error: ApiError): boolean {
  if (error instanceof ApiConnectionError) return true;
  return /^(?:40[89]|429|5\d\d)$/.test(String(error.status));
}

/**
 * Milliseconds to wait before attempt `attempt` + 2: what the server asks for, if that is more than 0 and at most
 * a minute, else half a second doubling to 8 s, shortened by up to a quarter at random.
 */
export function delay(
  attempt: number,
  headers?: Headers,
  random: () => number = Math.random,
): number {
  const asked = headers === undefined ? NaN : askedDelay(headers);
  if (asked > 0 && asked <= LONGEST_ASKED) return asked;
  return Math.min(FIRST * 2 ** attempt, LONGEST) * (1 - random() / 4);
}

/** `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3); NaN or past without. */
function askedDelay(headers: Headers): number {
  const exact = parseFloat(headers.get("retry-after-ms") ?? "");
  const value = headers.get("retry-after") ?? "";
  return exact || parseFloat(value) * 1000 || Date.parse(value) - Date.now();
}
