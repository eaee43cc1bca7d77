/** The security schemes of a document (OpenAPI 3.1, 4.8.27): which credentials a call carries, and how. */

import { type Scheme as Way, type Signable, trading } from "./auth.js";
import { Client, type CommonOptions } from "./client.js";
import { base64 } from "./crypto.js";
import { form } from "./encode.js";
import { environment } from "./environment.js";
import { ApiError } from "./errors.js";
import type { Operation } from "./operation.js";

/** The options that hold a scheme's credentials, and the environment variables that stand in for them. */
type Given = readonly (readonly [option: string, variable: string])[];

/** One scheme as data. */
export type SchemeData =
  | {
      readonly kind: "header" | "query" | "cookie";
      readonly name: string;
      readonly given: Given;
    }
  | { readonly kind: "http"; readonly name: string; readonly given: Given }
  | { readonly kind: "basic" | "certificate"; readonly given: Given }
  | { readonly kind: "oauth2"; readonly name: string; readonly given: Given };

/** What a generated class tells its base. */
export interface SchemeProfile {
  readonly host: string;
  readonly envelope: boolean;
  readonly security: string;
  readonly schemes: Readonly<Record<string, SchemeData>>;
}

/** A client that sends what the document's security schemes want. */
export class SchemeClient extends Client {
  constructor(options: CommonOptions, profile: SchemeProfile) {
    const ways = new Map<string, Way>();
    const wants = new Map<string, string>();
    const trade: Trade = (path, headers) =>
      this.call(tokenOperation(path), { grant_type: "client_credentials" }, { headers }).then();
    for (const [key, data] of Object.entries(profile.schemes)) {
      const values = data.given.map(([option, variable]) => value(options, option, variable));
      const way = wayOf(data, values, trade);
      if (way !== undefined) ways.set(key, way);
      wants.set(
        key,
        data.given.map(([option, variable]) => `${option} (or ${variable})`).join(", "),
      );
    }
    const scheme = new Alternatives(ways, wants);
    const { host, envelope, security } = profile;
    super(options, { host, envelope, security, scheme });
  }
}

type Trade = (path: string, headers: Record<string, string>) => Promise<unknown>;

function tokenOperation(path: string): Operation<object, unknown> {
  return { method: "POST", path, security: "", encoding: form };
}

function value(options: object, option: string, variable: string): string | undefined {
  const given = (options as Record<string, unknown>)[option];
  return typeof given === "string" ? given : environment(variable);
}

/** The first alternative whose credentials are all there. */
class Alternatives implements Way {
  readonly #ways: ReadonlyMap<string, Way>;
  readonly #wants: ReadonlyMap<string, string>;

  constructor(ways: ReadonlyMap<string, Way>, wants: ReadonlyMap<string, string>) {
    this.#ways = ways;
    this.#wants = wants;
  }

  async headers(request: Signable): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const way of this.#chosen(request)) {
      const { cookie, ...own } = await way.headers(request);
      Object.assign(headers, own);
      if (cookie !== undefined) {
        const before = headers["cookie"] ?? request.headers.get("cookie");
        headers["cookie"] = before === null ? cookie : `${before}; ${cookie}`;
      }
    }
    return headers;
  }

  renew(sent: string | null): boolean {
    return [...this.#ways.values()].map((way) => way.renew?.(sent) === true).includes(true);
  }

  #chosen({ security, headers, method, path }: Signable): readonly Way[] {
    const names = security.split("|").map((way) => way.split("+").filter((key) => key !== ""));
    for (const keys of names) {
      const found = keys.map((key) => this.#ways.get(key));
      if (!found.includes(undefined)) return found as readonly Way[];
    }
    if (headers.has("authorization")) return [];
    const wants = names[0]?.map((key) => this.#wants.get(key) ?? key).join(" and ") ?? "";
    throw new ApiError(`no credentials for this call: give ${wants}`, { method, path });
  }
}

/** What a scheme adds to a request; undefined where its credentials are not there. */
function wayOf(
  data: SchemeData,
  values: readonly (string | undefined)[],
  trade: Trade,
): Way | undefined {
  const [first, second, third] = values;
  switch (data.kind) {
    case "certificate":
      return fixed({});
    case "basic": // RFC 7617: UTF-8, not encoded any further
      return first === undefined
        ? undefined
        : authorization("Basic", base64(new TextEncoder().encode(`${first}:${second ?? ""}`)));
    case "oauth2":
      return first === undefined
        ? oauth2(data.name, second, third, trade)
        : authorization("Bearer", first);
    case "http":
      return first === undefined ? undefined : authorization(data.name, first);
    case "header":
      return first === undefined ? undefined : fixed({ [data.name]: first });
    case "cookie":
      return first === undefined ? undefined : fixed({ cookie: `${data.name}=${first}` });
    case "query":
      return first === undefined ? undefined : inQuery(data.name, first);
  }
}

function fixed(headers: Record<string, string>): Way {
  return { headers: () => Promise.resolve(headers) };
}

function authorization(word: string, value: string): Way {
  return fixed({ authorization: `${word} ${value}` });
}

function inQuery(name: string, value: string): Way {
  return {
    headers: ({ url }) => {
      const more = new URLSearchParams([[name, value]]).toString();
      url.search += (url.search === "" ? "" : "&") + more;
      return Promise.resolve({});
    },
  };
}

/** A client's id and secret are traded for a token (RFC 6749, 4.4); both are form-encoded before (2.3.1). */
function oauth2(
  url: string,
  id: string | undefined,
  secret: string | undefined,
  trade: Trade,
): Way | undefined {
  if (id === undefined || secret === undefined) return undefined;
  const pair = [id, secret].map((one) => new URLSearchParams([["", one]]).toString().slice(1));
  const headers = { authorization: `Basic ${base64(new TextEncoder().encode(pair.join(":")))}` };
  const load = (): Promise<unknown> => trade(url, headers);
  return trading(load, { prefix: "" });
}
