/** The ways to authenticate a request: a signature of each request, a cached token, or the user's own token. */

import { fromBase64Url, hmacSha1, randomHex } from "./crypto.js";
import { own, parseJson } from "./json.js";
import type { Entry } from "./operation.js";
import { text } from "./spelling.js";

/** What of a request a signature covers. */
export interface Signable {
  readonly method: string;
  /** The path of the URL, as it is sent. */
  readonly path: string;
  /** The query of GET, the body's fields of every other method. */
  readonly fields: readonly Entry[];
  /** The headers that the request has so far. */
  readonly headers: Headers;
  /** What the operation asks for, as `Operation.security` says it. */
  readonly security: string;
  /** The URL of this attempt alone: a scheme may add to its query. */
  readonly url: URL;
}

/** What is signed of a request: its own headers are given apart. */
export type Signed = Pick<Signable, "method" | "path" | "fields">;

/** One way to authenticate. */
export interface Scheme {
  /** The headers for one attempt. */
  headers(request: Signable): Promise<Record<string, string>>;
  /** After a 401 to what was sent as `authorization`: forget it. True if another attempt may fare better. */
  renew?(sent: string | null): boolean;
}

/** How an API spells its headers. */
export interface Dialect {
  /** What the API's own headers begin with, such as `x-example-`; empty when it has none. */
  readonly prefix: string;
  /** The word before the signature in `authorization`. */
  readonly label: string;
  /** Name and version of this package, as sent to the API. */
  readonly sdk: string;
  /** The path that gives a token for an access key. */
  readonly tokenPath: string;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What is signed: method, sorted headers, path, sorted fields; see `signature`. */
export function stringToSign(request: Signed, headers: Readonly<Record<string, string>>): string {
  const lines = Object.keys(headers)
    .sort()
    .map((name) => `${name}:${headers[name] ?? ""}\n`);
  const fields = request.fields
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([name, value]) => `${name}=${text(value)}`);
  const query = fields.length > 0 ? `?${fields.join("&")}` : "";
  return `${request.method}\n${lines.join("")}${request.path}${query}`;
}

/** The value of `authorization` for headers that are final. */
export async function signature(
  key: AccessKey,
  label: string,
  request: Signed,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const digest = await hmacSha1(key.accessKeySecret, stringToSign(request, headers));
  return `${label} ${key.accessKeyId}:${digest}`;
}

/** Signs every request, and every header of the API's own that it has, with the access key (HMAC-SHA1). */
export function signing(key: AccessKey, { prefix, label }: Dialect): Scheme {
  return {
    async headers(request) {
      const headers: Record<string, string> = {
        [`${prefix}signature-nonce`]: await randomHex(16),
        [`${prefix}signature-method`]: "HMAC-SHA1",
        [`${prefix}signature-version`]: "1.0",
        ...dateHeader(),
      };
      const own = [...request.headers].filter(([name]) => prefix !== "" && name.startsWith(prefix));
      const signed = { ...Object.fromEntries(own), ...headers };
      return { ...headers, authorization: await signature(key, label, request, signed) };
    },
  };
}

/** The `date` header where it may be sent: browsers drop it, and what is not sent is not signed. */
function dateHeader(): { date?: string } {
  const date = new Date().toUTCString();
  const probe = new Request("http://a", { headers: { date } });
  return probe.headers.has("date") ? { date } : {};
}

/** A token and when it ends, in milliseconds since 1970. */
interface Token {
  readonly value: string;
  readonly end: number;
}

/** A token counts as over this long before its end, or for the last tenth of a short life. */
const SKEW = 60_000;

/** Trades the access key for a token, once for all calls that need one, and keeps it until shortly before its end. */
export function trading(load: () => Promise<unknown>, { prefix }: Pick<Dialect, "prefix">): Scheme {
  let token: Promise<Token> | undefined;
  let sentAs: string | undefined;
  const refresh = async (): Promise<Token> => {
    try {
      const found = readToken(await load());
      sentAs = `Bearer ${found.value}`;
      return found;
    } catch (error) {
      token = undefined;
      throw error;
    }
  };
  const current = async (): Promise<Token> => {
    const held = token;
    if (held !== undefined) {
      const found = await held;
      if (Date.now() < found.end) return found;
      if (token === held) token = undefined;
    }
    return (token ??= refresh());
  };
  return {
    async headers() {
      const { value } = await current();
      const pool = claim(value, "scoped_userpool_id");
      const own = pool === undefined || prefix === "" ? {} : { [`${prefix}userpool-id`]: pool };
      return { ...own, authorization: `Bearer ${value}` };
    },
    /** Of many calls that were refused with one token, the first forgets it; the others find its successor. */
    renew(sent) {
      if (sent === sentAs) sentAs = token = undefined;
      return true;
    },
  };
}

function readToken(answer: unknown): Token {
  const holder = own(answer, "data") ?? answer;
  const value = own(holder, "access_token");
  const life = Number(own(holder, "expires_in")) * 1000;
  if (typeof value !== "string" || value === "") {
    throw new TypeError("the answer holds no access_token");
  }
  // Where the answer does not tell, a token lives until it is refused (RFC 6749, 5.1).
  const known = Number.isFinite(life) ? Math.max(life, 0) : Infinity;
  return { value, end: Date.now() + known - Math.min(SKEW, known / 10) };
}

/** A text claim of a JSON Web Token, or undefined; the token is not verified. */
function claim(token: string, name: string): string | undefined {
  try {
    const value = own(parseJson(fromBase64Url(token.split(".")[1] ?? "")), name);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined; // an opaque token carries no claims
  }
}
