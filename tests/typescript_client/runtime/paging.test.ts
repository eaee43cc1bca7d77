/** Walking through pages. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { NotFoundError } from "../../../runtimes/typescript/errors.js";
import type { PagedOperation } from "../../../runtimes/typescript/operation.js";
import { cursors, paged } from "../../../runtimes/typescript/ways.js";
import { type Answers, client, serve } from "./server.js";

interface Page {
  readonly data: { readonly totalCount?: number; readonly list: readonly number[] };
}
interface Params {
  page?: number;
  limit?: number;
}
const LIST: PagedOperation<Params, Page, number> = {
  method: "GET",
  path: "/list",
  pages: { by: paged, items: ["data", "list"], total: ["data", "totalCount"] },
};

/** Numbers from 0 below `total`, at most `cap` on a page. */
function numbers(total: number, cap: number, tell = true): Answers {
  return (seen) => {
    const query = new URL(seen.url, "http://x").searchParams;
    const limit = Math.min(Number(query.get("limit") ?? 10), cap);
    const start = (Number(query.get("page") ?? 1) - 1) * limit;
    const count = Math.max(0, Math.min(limit, total - start));
    const list = Array.from({ length: count }, (_, index) => start + index);
    return { body: { data: tell ? { totalCount: total, list } : { list } } };
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

test("every item of every page, in as few requests as the total allows", async () => {
  for (const [total, requests] of [
    [0, 1],
    [3, 1],
    [10, 1],
    [25, 3],
    [30, 3],
  ] as const) {
    await using service = await serve(numbers(total, 10));
    assert.deepEqual(await all(client(service).callPages(LIST, {})), range(0, total));
    assert.equal(service.seen.length, requests);
  }
});

test("a server may give fewer items than asked for", async () => {
  await using service = await serve(numbers(95, 20));
  assert.deepEqual(await all(client(service).callPages(LIST, { limit: 100 })), range(0, 95));
  assert.equal(service.seen.length, 5);
});

test("without a total it ends with an empty page", async () => {
  await using service = await serve(numbers(20, 10, false));
  assert.deepEqual(await all(client(service).callPages(LIST, {})), range(0, 20));
  assert.equal(service.seen.length, 3);
});

test("without a total a server may give fewer items than asked for, too", async () => {
  await using service = await serve(numbers(30, 10, false));
  assert.deepEqual(await all(client(service).callPages(LIST, { limit: 100 })), range(0, 30));
});

test("it ends where the server repeats itself", async () => {
  for (const tell of [true, false]) {
    const give = numbers(500, 10, tell);
    await using service = await serve((seen, index) => give({ ...seen, url: "/list" }, index));
    assert.deepEqual(await all(client(service).callPages(LIST, {})), range(0, 10));
    assert.equal(service.seen.length, 2);
  }
});

test("by an offset", async () => {
  const list: PagedOperation<{ offset?: number }, Page, number> = {
    method: "GET",
    path: "/list",
    pages: { ...LIST.pages, kind: "offset", start: ["offset"] },
  };
  await using service = await serve((seen) => {
    const start = Number(new URL(seen.url, "http://x").searchParams.get("offset") ?? 0);
    return { body: { data: { totalCount: 12, list: range(start, Math.min(start + 5, 12)) } } };
  });
  assert.deepEqual(await all(client(service).callPages(list, {})), range(0, 12));
  assert.deepEqual(await all(client(service).callPages(list, { offset: 7 })), range(7, 12));
  assert.equal(service.seen.length, 4);
});

test("by a cursor, inside of another argument; a cursor that comes again ends it", async () => {
  interface Search {
    options?: { after?: string; word?: string };
  }
  const list: PagedOperation<Search, unknown, number> = {
    method: "POST",
    path: "/search",
    pages: {
      by: paged,
      cursors,
      start: ["options", "after"],
      items: ["rows"],
      next: ["meta", "next"],
    },
  };
  for (const end of [undefined, null, "", "4"]) {
    await using service = await serve((seen) => {
      const { options = {} } = JSON.parse(seen.body) as Search;
      const at = Number(options.after ?? 0);
      const next = at < 4 ? String(at + 2) : end;
      return { body: { rows: [at, at + 1], meta: { next } } };
    });
    const call = client(service).callPages(list, { options: { word: "x" } });
    assert.deepEqual(await all(call), range(0, 6));
    const sent = service.seen.map(({ body }) => (JSON.parse(body) as Search).options);
    assert.deepEqual(sent, [{ word: "x" }, { word: "x", after: "2" }, { word: "x", after: "4" }]);
  }
});

test("an answer may be the items itself", async () => {
  const list: PagedOperation<Params, number[], number> = {
    method: "GET",
    path: "/list",
    pages: { by: paged, items: [] },
  };
  await using service = await serve((_, index) => ({ body: index < 2 ? [index] : [] }));
  assert.deepEqual(await all(client(service).callPages(list, {})), [0, 1]);
});

test("it starts at the page that was asked for", async () => {
  await using service = await serve(numbers(25, 10));
  assert.deepEqual(await all(client(service).callPages(LIST, { page: 2 })), range(10, 25));
  assert.equal(service.seen.length, 2);
  await using end = await serve(numbers(25, 10));
  assert.deepEqual(await all(client(end).callPages(LIST, { page: 3 })), range(20, 25));
});

test("awaited, it is the first page; pages() gives each; the response is there, too", async () => {
  await using service = await serve(numbers(15, 10));
  const call = client(service).callPages(LIST, {});
  assert.equal((await call).data.list.length, 10);
  const sizes = (await all(call.pages())).map((page) => page.data.list.length);
  assert.deepEqual(sizes, [10, 5]);
  assert.equal((await call.withResponse()).response.status, 200);
  assert.equal(service.seen.length, 2);
});

test("a page is asked for only when it is needed", async () => {
  await using service = await serve(numbers(1000, 10));
  for await (const item of client(service).callPages(LIST, {})) if (item === 10) break;
  assert.equal(service.seen.length, 2);
});

test("an error on a later page reaches the loop; an answer without a list ends it", async () => {
  const give = numbers(30, 10);
  await using service = await serve((seen, index) =>
    index === 1 ? { status: 404 } : give(seen, index),
  );
  const found: number[] = [];
  const walk = async (): Promise<void> => {
    for await (const item of client(service).callPages(LIST, {})) found.push(item);
  };
  await assert.rejects(walk(), NotFoundError);
  assert.deepEqual(found, range(0, 10));
  await using odd = await serve(() => ({ body: { data: null } }));
  assert.deepEqual(await all(client(odd).callPages(LIST, {})), []);
});

test("each page of a POST has its own idempotency key; other options hold for all", async () => {
  const give = numbers(20, 10);
  await using service = await serve((seen, index) => {
    const { page = 1 } = JSON.parse(seen.body) as Params;
    return give({ ...seen, url: `/?page=${String(page)}` }, index);
  });
  const options = { idempotencyKey: "first", headers: { "x-a": "1" } };
  const call = client(service).callPages({ ...LIST, method: "POST" }, {}, options);
  assert.deepEqual(await all(call), range(0, 20));
  const [one, two] = service.seen.map(({ headers }) => headers);
  assert.equal(one?.["idempotency-key"], "first");
  assert.notEqual(two?.["idempotency-key"], "first");
  assert.equal(two?.["x-a"], "1");
});

test("catch and finally work as on any promise", async () => {
  await using service = await serve(() => ({ status: 404 }));
  let done = 0;
  const call = client(service).call(LIST, {});
  const caught = await call.finally(() => (done += 1)).catch((error: unknown) => error);
  assert.ok(caught instanceof NotFoundError);
  assert.equal(done, 1);
  assert.equal(Object.prototype.toString.call(call), "[object ApiPromise]");
});
