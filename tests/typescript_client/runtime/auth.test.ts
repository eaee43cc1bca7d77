/** The schemes: signature (with published vectors), token, a user's own token. */

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { type AccessKey, signature, stringToSign } from "../../../runtimes/typescript/auth.js";
import { AppClient, KeyClient, type Profile } from "../../../runtimes/typescript/clients.js";
import * as errors from "../../../runtimes/typescript/errors.js";
import type { Entry, Operation } from "../../../runtimes/typescript/operation.js";
import { type Answers, type Service, serve } from "./server.js";

const PROFILE: Profile = {
  host: "",
  prefix: "x-authing-",
  label: "authing",
  sdk: "authing-node-sdk:4.0.2",
  tokenPath: "/api/v3/get-management-token",
  lang: "zh-CN",
  envelope: true,
  scheme: "signature",
  security: "key",
  variables: "LIBRARY",
};
const KEY = { accessKeyId: "AKID", accessKeySecret: "SECRET" };
const GET: Operation<object, unknown> = { method: "GET", path: "/api/v3/get-user" };
const POST: Operation<object, unknown> = { method: "POST", path: "/api/v3/create-user" };

interface Vector {
  readonly method: string;
  readonly path: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string;
}

/** Requests that code of others signed; those of the real SDK where they are beside the project. */
async function vectors(): Promise<(readonly [AccessKey, Vector])[]> {
  const own = JSON.parse(await readFile("../signatures/requests.json", "utf8")) as {
    key: { id: string; secret: string };
    requests: Vector[];
  };
  const key = { accessKeyId: own.key.id, accessKeySecret: own.key.secret };
  const real = await readFile("../../../shared/reference/signature-requests.json", "utf8")
    .then((text) => JSON.parse(text) as { requests: Vector[] })
    .catch(() => ({ requests: [] }));
  return [
    ...own.requests.map((vector) => [key, vector] as const),
    ...real.requests.map((vector) => [KEY, vector] as const),
  ];
}

/** The arguments that were signed: what was sent, defaults included. */
function signed(vector: Vector): Entry[] {
  if (vector.method !== "GET") return Object.entries(JSON.parse(vector.body || "{}") as object);
  const sent = [...new URLSearchParams(vector.query)].filter(([name]) => !name.endsWith("[]"));
  return Object.entries({ ...Object.fromEntries(sent), ...vector.arguments });
}

test("signatures are those of code that is not ours", async () => {
  const all = await vectors();
  assert.ok(all.length >= 12);
  for (const [key, vector] of all) {
    const { method, path, headers } = vector;
    const label = vector.authorization.split(" ")[0] ?? "";
    const request = { method, path, fields: signed(vector) };
    assert.equal(await signature(key, label, request, headers), vector.authorization);
  }
});

test("a signed call carries what it signs", async () => {
  await using service = await serve(() => ({ body: { statusCode: 200 } }));
  const target = new KeyClient({ ...KEY, host: service.url, tenantId: "t1" }, PROFILE);
  await target.call(GET, { b: [1, 2], a: "x", none: undefined });
  await target.call(POST, { username: "bob", metadata: { a: 1 } });
  const [get, post] = service.seen;
  for (const [seen, fields] of [
    [get, { a: "x", b: [1, 2] }],
    [post, { username: "bob", metadata: { a: 1 } }],
  ] as const) {
    assert.ok(seen);
    const names = Object.keys(seen.headers).filter((name) => /^x-authing-|^date$/.test(name));
    const signed = Object.fromEntries(names.map((name) => [name, String(seen.headers[name])]));
    const path = seen.url.replace(/\?.*/, "");
    const source = stringToSign(
      { method: seen.method, path, fields: Object.entries(fields) },
      signed,
    );
    const digest = createHmac("sha1", "SECRET").update(source).digest("base64");
    assert.equal(seen.headers.authorization, `authing AKID:${digest}`);
    assert.deepEqual(names.sort(), [
      "date",
      "x-authing-app-id",
      "x-authing-lang",
      "x-authing-sdk-version",
      "x-authing-signature-method",
      "x-authing-signature-nonce",
      "x-authing-signature-version",
    ]);
  }
  const nonces = service.seen.map(({ headers }) => headers["x-authing-signature-nonce"]);
  assert.equal(new Set(nonces).size, 2);
  assert.match(String(nonces[0]), /^[\da-f]{32}$/);
});

test("what is not sent is not signed: browsers drop the date header", async () => {
  await using service = await serve(() => ({}));
  const Original = globalThis.Request;
  globalThis.Request = class extends Original {
    override readonly headers = new Headers();
  };
  try {
    await new KeyClient({ ...KEY, host: service.url }, PROFILE).call(GET, {});
  } finally {
    globalThis.Request = Original;
  }
  assert.equal(service.seen[0]?.headers.date, undefined);
});

function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256" })}.${part(claims)}.x`;
}

function tokens(life: number): Answers {
  let count = 0;
  return (seen) => {
    if (seen.url !== PROFILE.tokenPath) return { body: { statusCode: 200 } };
    count += 1;
    const token = jwt({ scoped_userpool_id: "pool-ü", count });
    return { body: { statusCode: 200, data: { access_token: token, expires_in: life } } };
  };
}

function keyClient(service: Service): KeyClient {
  return new KeyClient({ ...KEY, host: service.url, scheme: "token" }, PROFILE);
}

test("the package's own scheme counts unless the options name one", async () => {
  await using service = await serve(tokens(7200));
  const options = { ...KEY, host: service.url };
  const profile: Profile = { ...PROFILE, scheme: "token" };
  await new KeyClient(options, profile).call(GET, {});
  assert.equal(refreshes(service), 1);
  await new KeyClient({ ...options, scheme: "signature" }, profile).call(GET, {});
  assert.equal(refreshes(service), 1);
});

function refreshes(service: Service): number {
  return service.seen.filter(({ url }) => url === PROFILE.tokenPath).length;
}

test("one token for many calls at once, cached afterwards", async () => {
  await using service = await serve(tokens(7200));
  const target = keyClient(service);
  await Promise.all(Array.from({ length: 20 }, () => target.call(GET, {})));
  await target.call(GET, {});
  assert.equal(refreshes(service), 1);
  const [first, second] = service.seen;
  assert.deepEqual(JSON.parse(first?.body ?? ""), KEY);
  assert.equal(first?.headers.authorization, undefined);
  assert.equal(
    second?.headers.authorization,
    `Bearer ${jwt({ scoped_userpool_id: "pool-ü", count: 1 })}`,
  );
  assert.equal(
    Buffer.from(String(second.headers["x-authing-userpool-id"]), "latin1").length > 0,
    true,
  );
});

test("a token is renewed before its end", async () => {
  await using service = await serve(tokens(0.2));
  const target = keyClient(service);
  await target.call(GET, {});
  await target.call(GET, {});
  assert.equal(refreshes(service), 1);
  await new Promise((resolve) => setTimeout(resolve, 190));
  await Promise.all([target.call(GET, {}), target.call(GET, {})]);
  assert.equal(refreshes(service), 2);
});

test("a 401 renews the token once", async () => {
  let refused = 0;
  const give = tokens(7200);
  await using service = await serve((seen, index) => {
    if (seen.url === PROFILE.tokenPath || refused > 0) return give(seen, index);
    refused += 1;
    return { status: 401 };
  });
  await keyClient(service).call(GET, {});
  assert.equal(refreshes(service), 2);
  await using never = await serve((seen, index) =>
    seen.url === PROFILE.tokenPath ? give(seen, index) : { status: 401 },
  );
  await assert.rejects(keyClient(never).call(GET, {}).then(), errors.UnauthorizedError);
  assert.equal(refreshes(never), 2);
});

for (const answer of [{ status: 401 }, { body: { statusCode: 401, message: "revoked" } }]) {
  test(`200 calls with a revoked token: one renewal (${JSON.stringify(answer)})`, async () => {
    const give = tokens(7200);
    const first = `Bearer ${jwt({ scoped_userpool_id: "pool-ü", count: 1 })}`;
    let revoked = false;
    await using service = await serve((seen, index) =>
      revoked && seen.headers.authorization === first ? answer : give(seen, index),
    );
    const target = keyClient(service);
    await target.call(GET, {});
    revoked = true;
    await Promise.all(Array.from({ length: 200 }, () => target.call(GET, {})));
    assert.equal(refreshes(service), 2);
  });
}

test("a token endpoint that fails is not multiplied by the attempts of its callers", async () => {
  await using service = await serve(() => ({ status: 503, headers: { "retry-after-ms": "1" } }));
  const target = keyClient(service);
  const calls = Array.from({ length: 20 }, () => target.call(GET, {}).then());
  for (const one of await Promise.allSettled(calls)) assert.equal(one.status, "rejected");
  assert.equal(refreshes(service), 3);
});

test("a secret is never sent on by a redirect", async () => {
  await using other = await serve(() => ({}));
  for (const status of [301, 302, 303, 307, 308]) {
    const headers = { location: `${other.url}/stolen` };
    await using service = await serve(() => ({ status, headers }));
    await assert.rejects(keyClient(service).call(GET, {}).then(), errors.ApiStatusError);
    const plain = new KeyClient({ ...KEY, host: service.url }, PROFILE);
    await assert.rejects(plain.call(GET, {}).then(), errors.ApiStatusError);
    await assert.rejects(plain.call(POST, {}).then(), errors.ApiStatusError);
  }
  assert.equal(other.seen.length, 0);
});

test("GET is followed within the origin, and signed anew", async () => {
  await using service = await serve((seen) =>
    seen.url.startsWith("/moved")
      ? {}
      : { status: seen.method === "GET" ? 302 : 307, headers: { location: "/moved?a=1" } },
  );
  const target = new KeyClient({ ...KEY, host: service.url }, PROFILE);
  await target.call(GET, { b: 2 });
  const seen = service.seen[1];
  assert.equal(seen?.url, "/moved?a=1");
  const names = Object.keys(seen.headers).filter((name) => /^x-authing-|^date$/.test(name));
  const headers = Object.fromEntries(names.map((name) => [name, String(seen.headers[name])]));
  const request = { method: "GET", path: "/moved", fields: [["a", "1"]] as const };
  assert.equal(seen.headers.authorization, await signature(KEY, "authing", request, headers));
  await assert.rejects(target.call(POST, {}).then(), /307/);
  await using circle = await serve(() => ({ status: 302, headers: { location: "/again" } }));
  await assert.rejects(signing(circle).call(GET, {}).then(), /302/);
  assert.equal(circle.seen.length, 6);
});

function signing(service: Service): KeyClient {
  return new KeyClient({ ...KEY, host: service.url }, PROFILE);
}

test("every header of the API's own is signed, those of the call too", async () => {
  await using service = await serve(() => ({}));
  await signing(service).call(GET, {}, { headers: { "x-authing-extra": "7" } });
  const [seen] = service.seen;
  assert.ok(seen);
  const names = Object.keys(seen.headers).filter((name) => /^x-authing-|^date$/.test(name));
  assert.ok(names.includes("x-authing-extra"));
  const headers = Object.fromEntries(names.map((name) => [name, String(seen.headers[name])]));
  const request = { method: "GET", path: GET.path, fields: [] };
  assert.equal(seen.headers.authorization, await signature(KEY, "authing", request, headers));
});

test("in an envelope only 200 is success, and codes such as 2016 are final", async () => {
  for (const statusCode of [2016, 201, "400"]) {
    await using service = await serve(() => ({ body: { statusCode } }));
    const call = signing(service).call(POST, {});
    await assert.rejects(call.then(), (error: unknown) => {
      assert.ok(error instanceof errors.ApiStatusError && !(error instanceof errors.ServerError));
      return error.status === Number(statusCode);
    });
    assert.equal(service.seen.length, 1);
  }
});

test("a refresh that fails is reported, and tried again by the next call", async () => {
  const give = tokens(7200);
  let failed = 0;
  await using service = await serve((seen, index) => {
    if (seen.url !== PROFILE.tokenPath || failed > 0) return give(seen, index);
    failed += 1;
    return { body: { statusCode: 401, message: "bad key" } };
  });
  const target = keyClient(service);
  await assert.rejects(
    target.call(GET, {}).then(),
    /POST \/api\/v3\/get-management-token: 401 bad key/,
  );
  await target.call(GET, {});
});

test("a caller that gives up does not spoil the refresh for others", async () => {
  const give = tokens(7200);
  await using service = await serve(give);
  const target = keyClient(service);
  const controller = new AbortController();
  const one = target.call(GET, {}, { signal: controller.signal });
  const two = target.call(GET, {});
  controller.abort();
  await assert.rejects(one.then(), errors.ApiAbortError);
  await two;
  assert.equal(refreshes(service), 1);
});

test("a call that is over before it begins leaves no rejection behind", async () => {
  await using service = await serve(() => ({ status: 401 }));
  const call = keyClient(service).call(GET, {}, { signal: AbortSignal.abort() });
  await assert.rejects(call.then(), errors.ApiAbortError);
  await new Promise((resolve) => setTimeout(resolve, 100)); // an unhandled rejection fails the test
  assert.ok(refreshes(service) <= 1);
});

test("an app: the user's token where there is one; two clients do not clash", async () => {
  await using service = await serve(() => ({}));
  const options = { appId: "app-1", appSecret: "s/ü", appHost: service.url };
  const one = new AppClient(options, PROFILE);
  const two = new AppClient({ ...options, accessToken: "two" }, PROFILE);
  await one.call(GET, {});
  one.setAccessToken("tok");
  await one.call(GET, {});
  await two.call(GET, {});
  one.setAccessToken(undefined);
  await one.call(GET, {});
  await two.call({ ...GET, security: "" }, {});
  const sent = service.seen.map(({ headers }) => headers.authorization);
  assert.deepEqual(sent, [undefined, "Bearer tok", "Bearer two", undefined, undefined]);
  assert.equal(service.seen[0]?.headers["x-authing-app-id"], "app-1");
});

test("an app's id and secret fill the arguments that calls take them in", async () => {
  await using service = await serve(() => ({}));
  const options = { appId: "app-1", appSecret: "s", host: service.url };
  const target = new AppClient(options, PROFILE);
  const operation = { ...POST, fills: ["client_id", "client_secret"] };
  await target.call(operation, { client_id: "other" });
  await target.call(POST, {});
  const bodies = service.seen.map(({ body }) => JSON.parse(body) as unknown);
  assert.deepEqual(bodies, [{ client_id: "other", client_secret: "s" }, {}]);
});

test("credentials are asked for by name at once, or taken from the environment", async () => {
  assert.throws(() => new KeyClient({}, PROFILE), /accessKeyId.*LIBRARY_ACCESS_KEY_ID/);
  assert.throws(() => new AppClient({ appId: "" }, PROFILE), /appId.*LIBRARY_APP_ID/);
  await using service = await serve(() => ({}));
  process.env["LIBRARY_ACCESS_KEY_ID"] = "FROM";
  process.env["LIBRARY_ACCESS_KEY_SECRET"] = "ENV";
  try {
    await new KeyClient({ host: service.url }, PROFILE).call(GET, {});
  } finally {
    delete process.env["LIBRARY_ACCESS_KEY_ID"];
    delete process.env["LIBRARY_ACCESS_KEY_SECRET"];
  }
  assert.match(String(service.seen[0]?.headers.authorization), /^authing FROM:/);
});

test("an API without headers of its own gets none", async () => {
  await using service = await serve(() => ({}));
  const options = { host: service.url, appId: "a", accessToken: "t" };
  const target = new AppClient(options, { ...PROFILE, prefix: "" });
  await target.call(GET, {});
  assert.deepEqual(
    Object.keys(service.seen[0]?.headers ?? {}).filter((name) => name.startsWith("x-")),
    [],
  );
});

test("without a global crypto (Node.js 18) the module's is used", async () => {
  await using service = await serve(() => ({}));
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, "crypto") as PropertyDescriptor;
  Reflect.deleteProperty(globalThis, "crypto");
  try {
    await new KeyClient({ ...KEY, host: service.url }, PROFILE).call(GET, {});
  } finally {
    Object.defineProperty(globalThis, "crypto", descriptor);
  }
  assert.match(String(service.seen[0]?.headers.authorization), /^authing AKID:.{28}$/);
});
