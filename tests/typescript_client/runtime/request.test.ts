/** Where arguments travel, and how they are written. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Operation } from "../../../runtimes/typescript/operation.js";
import * as ways from "../../../runtimes/typescript/ways.js";
import { client, serve } from "./server.js";

type Any = Operation<object, unknown>;

test("a GET sends its arguments in the query; arrays repeat, undefined and null stay away", async () => {
  await using service = await serve(() => ({ body: { statusCode: 200, data: 1 } }));
  const params = {
    id: "a b&c",
    tags: ["x", "y"],
    days: [new Date(0)],
    deep: { a: 1 },
    no: undefined,
    nil: null,
    yes: true,
  };
  const answer = await client(service).call({ method: "GET", path: "/get" } as Any, params);
  assert.deepEqual(answer, { statusCode: 200, data: 1 });
  assert.equal(
    service.seen[0]?.url,
    "/get?id=a%20b%26c&tags=x&tags=y&days=1970-01-01T00%3A00%3A00.000Z&a=1&yes=true",
  );
  assert.equal(service.seen[0]?.body, "");
  assert.equal(service.seen[0]?.headers["idempotency-key"], undefined);
});

test("a POST sends a JSON body; null stays null", async () => {
  await using service = await serve(() => ({}));
  await client(service).call({ method: "POST", path: "/make" } as Any, {
    a: null,
    b: [1],
    c: undefined,
  });
  assert.equal(service.seen[0]?.body, '{"a":null,"b":[1]}');
  assert.equal(service.seen[0]?.headers["content-type"], "application/json");
});

test("each argument travels where the operation says", async () => {
  await using service = await serve(() => ({}));
  const operation: Any = {
    method: "POST",
    path: "/a/{id}/b",
    inputs: [
      ["id", ways.path],
      ["page", "query"],
      ["trace", ways.header, "", "x-trace"],
      ["sid", ways.cookie],
      ["id_2", "body", "", "id"],
    ],
  };
  const params = { id: "x/../y", page: 2, trace: "t", sid: "s;1", id_2: 7, rest: true };
  await client(service).call(operation, params);
  const seen = service.seen[0];
  assert.equal(seen?.url, "/a/x%2F..%2Fy/b?page=2");
  assert.equal(seen.headers["x-trace"], "t");
  assert.equal(seen.headers.cookie, "sid=s%3B1");
  assert.deepEqual(JSON.parse(seen.body), { id: 7, rest: true });
});

test("a path parameter can not climb or vanish", async () => {
  await using service = await serve(() => ({}));
  for (const id of ["", ".", "..", undefined]) {
    const operation: Any = { method: "DELETE", path: "/a/{id}", inputs: [["id", ways.path]] };
    await assert.rejects(client(service).call(operation, { id }).then(), TypeError);
  }
  assert.equal(service.seen.length, 0);
});

test("forms, multipart, raw bodies and no body", async () => {
  await using service = await serve(() => ({}));
  const target = client(service);
  const form: Any = { method: "POST", path: "/f", encoding: ways.form };
  await target.call(form, { grant: "a b", list: [1, 2] });
  const parts: Any = { method: "POST", path: "/m", encoding: ways.multipart };
  await target.call(parts, { file: new Blob(["hello"]), name: "n" });
  const raw: Any = {
    method: "PUT",
    path: "/r",
    inputs: [["body", ways.content]],
    encoding: ways.raw,
    media: "text/csv",
  };
  await target.call(raw, { body: "a;b" });
  await target.call({ method: "POST", path: "/n", encoding: ways.none } as Any, {});
  const array: Any = { method: "POST", path: "/l", inputs: [["body", ways.content]] };
  await target.call(array, { body: [1, 2] });
  const [one, two, three, four, five] = service.seen;
  assert.equal(one?.body, "grant=a+b&list=1&list=2");
  assert.match(String(one.headers["content-type"]), /^application\/x-www-form-urlencoded/);
  assert.match(String(two?.headers["content-type"]), /^multipart\/form-data; boundary=/);
  assert.match(two?.body ?? "", /name="file"; filename=[^]*hello[^]*name="name"\r\n\r\nn\r\n/);
  assert.deepEqual([three?.body, three?.headers["content-type"]], ["a;b", "text/csv"]);
  assert.deepEqual([four?.body, four?.headers["content-type"]], ["", undefined]);
  assert.equal(five?.body, "[1,2]");
});

test("a __proto__ argument or answer changes no prototype", async () => {
  const body = '{"__proto__": {"bad": 1}, "a": {"\\u005f_proto__": {"bad": 1}, "b": 2}}';
  await using service = await serve(() => ({ body }));
  const params = JSON.parse('{"__proto__": {"polluted": true}, "ok": 1}') as object;
  const answer = await client(service).call({ method: "POST", path: "/p" } as Any, params);
  assert.equal(service.seen[0]?.body, '{"__proto__":{"polluted":true},"ok":1}');
  assert.deepEqual(answer, { a: { b: 2 } });
  assert.equal(Object.getOwnPropertyDescriptor(answer, "__proto__"), undefined);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  assert.equal(({} as Record<string, unknown>)["bad"], undefined);
});

test("texts, blobs and answers of any kind", async () => {
  await using service = await serve((seen) =>
    seen.url === "/json"
      ? { body: { a: 1 } }
      : { body: "<p>", headers: { "content-type": "text/html" } },
  );
  const target = client(service);
  const text: Any = { method: "GET", path: "/", answer: "text" };
  const blob: Any = { method: "GET", path: "/", answer: "blob" };
  const any: Any = { method: "GET", path: "/", answer: "any" };
  assert.equal(await target.call(text, {}), "<p>");
  assert.equal(await ((await target.call(blob, {})) as Blob).text(), "<p>");
  assert.equal(await target.call(any, {}), "<p>");
  assert.deepEqual(await target.call({ ...any, path: "/json" }, {}), { a: 1 });
});

test("hosts: a base path is kept, other schemes are refused", async () => {
  await using service = await serve(() => ({}));
  await client(service, { host: `${service.url}/base/` }).call(
    { method: "GET", path: "/x" } as Any,
    {},
  );
  assert.equal(service.seen[0]?.url, "/base/x");
  assert.throws(() => client(service, { host: "ftp://example.org" }), TypeError);
  assert.throws(() => client(service, { host: "" }), /host/);
});
