/** Errors, retries, time limits. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as errors from "../../../runtimes/typescript/errors.js";
import type { Operation } from "../../../runtimes/typescript/operation.js";
import { delay } from "../../../runtimes/typescript/retry.js";
import { type Answer, client, serve } from "./server.js";

const GET: Operation<object, unknown> = { method: "GET", path: "/x" };
const POST: Operation<object, unknown> = { method: "POST", path: "/x" };
const SOON = { "retry-after-ms": "1" };

test("one class per status, with what is known of the call", async () => {
  const classes = new Map<number, typeof errors.ApiStatusError>([
    [400, errors.BadRequestError],
    [401, errors.UnauthorizedError],
    [403, errors.ForbiddenError],
    [404, errors.NotFoundError],
    [405, errors.MethodNotAllowedError],
    [408, errors.RequestTimeoutError],
    [409, errors.ConflictError],
    [410, errors.GoneError],
    [413, errors.PayloadTooLargeError],
    [418, errors.ApiStatusError],
    [422, errors.UnprocessableEntityError],
    [429, errors.RateLimitError],
    [500, errors.ServerError],
    [502, errors.BadGatewayError],
    [503, errors.ServiceUnavailableError],
    [504, errors.GatewayTimeoutError],
  ]);
  for (const [status, kind] of classes) {
    const body = { message: "no", apiCode: 7, requestId: "r-1" };
    await using service = await serve(() => ({ status, body }));
    const error = await failed(client(service, { maxRetries: 0 }).call(GET, {}));
    assert.equal(error.constructor, kind);
    assert.ok(error instanceof errors.ApiStatusError && error instanceof errors.ApiError);
    const { method, path, apiCode, requestId, name } = error;
    assert.deepEqual(
      { method, path, status: error.status, apiCode, requestId, body: error.body, name },
      { method: "GET", path: "/x", status, apiCode: 7, requestId: "r-1", body, name: kind.name },
    );
    assert.equal(error.message, `GET /x: ${String(status)} no (request id r-1)`);
    assert.equal(error.headers?.get("content-type"), "application/json");
  }
});

async function failed(call: PromiseLike<unknown>): Promise<errors.ApiError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof errors.ApiError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}

test("the envelope's own status counts when HTTP says 200", async () => {
  const body = { statusCode: 404, message: "user not found", apiCode: 2004 };
  await using service = await serve(() => ({ body }));
  const error = await failed(client(service).call(GET, {}));
  assert.ok(error instanceof errors.NotFoundError);
  assert.deepEqual([error.status, error.apiCode, error.body], [404, 2004, body]);
  assert.deepEqual(await client(service, {}, undefined, false).call(GET, {}), body);
});

test("an error page that is no JSON is kept as text; a broken answer is an error of its own", async () => {
  await using bad = await serve(() => ({ status: 400, body: "<html>" }));
  const error = await failed(client(bad).call(GET, {}));
  assert.ok(error instanceof errors.BadRequestError);
  assert.equal(error.body, "<html>");
  await using broken = await serve(() => ({ body: "{" }));
  const other = await failed(client(broken).call(GET, {}));
  assert.ok(other instanceof errors.ApiResponseError);
  assert.ok(other.cause instanceof SyntaxError);
});

test("408, 409, 429 and 5xx are tried again with one idempotency key; others are not", async () => {
  for (const status of [408, 409, 429, 500, 503, 599]) {
    await using service = await serve((_, index) => (index < 2 ? { status, headers: SOON } : {}));
    assert.deepEqual(await client(service).call(POST, { a: 1 }), {});
    const keys = service.seen.map(({ headers }) => headers["idempotency-key"]);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1);
    assert.match(
      String(keys[0]),
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    assert.deepEqual(new Set(service.seen.map(({ body }) => body)), new Set(['{"a":1}']));
  }
  await using service = await serve(() => ({ status: 400 }));
  await assert.rejects(client(service).call(POST, {}).then(), errors.BadRequestError);
  assert.equal(service.seen.length, 1);
});

test("the envelope's status is tried again, too", async () => {
  const busy = { body: { statusCode: 503, message: "busy" }, headers: SOON };
  await using service = await serve((_, index) =>
    index === 0 ? busy : { body: { statusCode: 200 } },
  );
  assert.deepEqual(await client(service).call(GET, {}), { statusCode: 200 });
});

test("a lost connection is tried again, then reported", async () => {
  await using service = await serve((_, index) => (index === 0 ? { fault: "drop" } : {}));
  assert.deepEqual(await client(service).call(GET, {}), {});
  assert.equal(service.seen.length, 2);
  await using never = await serve(() => ({ fault: "drop" }));
  const error = await failed(client(never).call(GET, {}, { maxRetries: 1 }));
  assert.ok(error instanceof errors.ApiConnectionError);
  assert.ok(error.cause instanceof Error);
  assert.equal(never.seen.length, 2);
});

test("how often: by call, by client, two", async () => {
  const failing = (): Answer => ({ status: 500, headers: SOON });
  for (const [own, call, attempts] of [
    [undefined, undefined, 3],
    [0, undefined, 1],
    [0, 3, 4],
  ]) {
    await using service = await serve(failing);
    const target = client(service, { maxRetries: own });
    await assert.rejects(target.call(GET, {}, { maxRetries: call }).then(), errors.ServerError);
    assert.equal(service.seen.length, attempts);
  }
});

test("waits: half a second doubling to 8 s, up to a quarter less", () => {
  const most = [0, 1, 2, 3, 4, 5, 50].map((attempt) => delay(attempt, undefined, () => 0));
  assert.deepEqual(most, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  assert.equal(
    delay(0, undefined, () => 1),
    375,
  );
});

test("waits: what the server asks for, between 0 and a minute", () => {
  const asked = (headers: Record<string, string>): number =>
    delay(0, new Headers(headers), () => 0);
  assert.equal(asked({ "retry-after-ms": "1500", "retry-after": "9" }), 1500);
  assert.equal(asked({ "retry-after": "2.5" }), 2500);
  assert.equal(asked({ "retry-after": "60" }), 60_000);
  for (const value of ["0", "-1", "61", "soon", "", "1e9"])
    assert.equal(asked({ "retry-after": value }), 500);
  const date = asked({ "retry-after": new Date(Date.now() + 30_000).toUTCString() });
  assert.ok(date > 28_000 && date <= 30_000, String(date));
  assert.equal(asked({ "retry-after": new Date(0).toUTCString() }), 500);
});

test("the time limit ends a call that hangs, at headers and at the body, over all attempts", async () => {
  for (const fault of ["hang", "stall"] as const) {
    await using service = await serve(() => ({ fault }));
    const error = await failed(client(service, { timeout: 100 }).call(GET, {}));
    assert.ok(error instanceof errors.ApiTimeoutError, error.name);
    assert.equal(service.seen.length, 1);
  }
  await using service = await serve(() => ({ status: 500, headers: { "retry-after-ms": "40" } }));
  const start = Date.now();
  const options = { timeout: 150, maxRetries: 1000 };
  await assert.rejects(client(service).call(GET, {}, options).then(), errors.ServerError);
  assert.ok(Date.now() - start < 1000);
  assert.ok(service.seen.length >= 2);
});

test("limits must be positive; Infinity is none", async () => {
  await using service = await serve(() => ({}));
  for (const timeout of [0, -1, NaN]) {
    await assert.rejects(client(service).call(GET, {}, { timeout }).then(), RangeError);
  }
  assert.deepEqual(await client(service).call(GET, {}, { timeout: Infinity }), {});
});

test("the caller's signal ends a call, before, during and while it waits", async () => {
  await using hanging = await serve(() => ({ fault: "hang" }));
  await using busy = await serve(() => ({ status: 503, headers: { "retry-after": "30" } }));
  for (const service of [hanging, busy]) {
    const controller = new AbortController();
    const call = client(service).call(GET, {}, { signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error("enough"));
    }, 50);
    const error = await failed(call);
    assert.ok(error instanceof errors.ApiAbortError, error.name);
    assert.equal((error.cause as Error).message, "enough");
  }
  const before = client(hanging).call(GET, {}, { signal: AbortSignal.abort() });
  await assert.rejects(before.then(), errors.ApiAbortError);
  assert.equal(hanging.seen.length, 1);
});

test("an ended call leaves no listener at the caller's signal and no timer", async () => {
  await using service = await serve(() => ({}));
  const { signal } = new AbortController();
  const counts: string[] = [];
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>): void => {
    counts.push("+");
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>): void => {
    counts.push("-");
    removeEventListener.apply(signal, args);
  };
  await client(service).call(GET, {}, { signal });
  assert.deepEqual(counts, ["+", "-"]);
  assert.ok(!process.getActiveResourcesInfo().includes("Timeout"));
});

test("options of the call overrule those of the client; headers add up", async () => {
  await using service = await serve(() => ({}));
  const target = client(service, { headers: { "x-a": "1", "x-b": "1" } });
  const options = { headers: { "x-b": "2" }, idempotencyKey: "mine" };
  const { data, response } = await target.call(POST, {}, options).withResponse();
  assert.deepEqual(data, {});
  assert.equal(response.status, 200);
  const headers = service.seen[0]?.headers;
  assert.deepEqual([headers?.["x-a"], headers?.["x-b"]], ["1", "2"]);
  assert.equal(headers?.["idempotency-key"], "mine");
});

test("the given fetch is used, without a this", async () => {
  await using service = await serve(() => ({}));
  const urls: string[] = [];
  const own = function (this: unknown, input: URL | RequestInfo, init?: RequestInit) {
    assert.equal(this, undefined);
    urls.push(input instanceof URL ? input.href : "?");
    return fetch(input, init);
  };
  await client(service, { fetch: own }).call(GET, {});
  assert.deepEqual(urls, [`${service.url}/x`]);
});
