// Prints requests.json: signed requests as the Node SDK of the API family makes them, with values of our own.
// Written apart from the clients and the mock: JavaScript itself prints the values, Node's crypto makes the digest.
import { createHmac } from "node:crypto";

const KEY = { id: "READER", secret: "library card" };
const CASES = [
  ["GET", "/api/v3/find-books", { title: "Emma", lent: true, page: 2 }],
  ["GET", "/api/v3/find-books", { shelves: ["b7", "c1"] }],
  ["GET", "/api/v3/find-books", { shelves: ["b7"] }],
  ["GET", "/api/v3/find-books", { shelves: ["书 & \"x\""], title: "a=b&c" }],
  ["GET", "/api/v3/find-books", {}],
  ["POST", "/api/v3/add-book", { title: "Emma", notes: { a: 1, b: [1, "x", null] } }],
  ["POST", "/api/v3/add-book", { title: "书 \"q\" \t\u2028", isbn: null }],
  ["POST", "/api/v3/add-book", { title: "n", notes: { n: 1e-7, m: 0.000001, big: 1e21, h: 1.5, z: 0 } }],
  ["POST", "/api/v3/add-book", { title: "n", price: 2.0, ratio: 1.25e-9, whole: 12345678901234567000 }],
  ["POST", "/api/v3/add-book", { title: "k", notes: { b: 1, 2: 2, 10: 3, "02": 4 } }],
  ["POST", "/api/v3/add-book", { title: "k", tags: [] }],
  ["POST", "/api/v3/add-book", {}, { "x-library-app-id": "branch", "x-library-extra": "7" }],
];

function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function request([method, path, args, more = {}], index) {
  const headers = {
    "x-library-signature-nonce": String(index).padStart(32, "0"),
    "x-library-signature-method": "HMAC-SHA1",
    "x-library-signature-version": "1.0",
    "x-library-sdk-version": "library-node-sdk:1.0.0",
    "x-library-lang": "en-US",
    date: "Thu, 01 Jan 1970 00:00:00 GMT",
    ...more,
  };
  const lines = Object.keys(headers).sort().map((name) => `${name}:${headers[name]}\n`).join("");
  const pairs = Object.keys(args).sort().map((name) => `${name}=${text(args[name])}`).join("&");
  const source = `${method}\n${lines}${path}${pairs === "" ? "" : `?${pairs}`}`;
  const digest = createHmac("sha1", KEY.secret).update(source).digest("base64");
  const query = [];
  for (const [name, value] of method === "GET" ? Object.entries(args) : []) {
    for (const item of [value].flat()) {
      query.push(`${name}${Array.isArray(value) ? "[]" : ""}=${encodeURIComponent(text(item))}`);
    }
  }
  return {
    method, path, arguments: args, query: query.join("&"),
    body: method === "GET" ? "" : JSON.stringify(args),
    headers, authorization: `library ${KEY.id}:${digest}`,
  };
}

const about = "Made by make.mjs.";
process.stdout.write(`${JSON.stringify({ about, key: KEY, requests: CASES.map(request) }, null, 1)}\n`);
