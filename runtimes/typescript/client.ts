/** The client that every generated class extends: one call, its attempts, and what its answer means. */

import { read, wrong } from "./answers.js";
import type { Scheme, Signable } from "./auth.js";
import { uuid } from "./crypto.js";
import { type Deadline, deadline } from "./deadline.js";
import { json } from "./encode.js";
import * as errors from "./errors.js";
import { own } from "./json.js";
import {
  BODYLESS,
  type Encoded,
  type Entry,
  type Operation,
  type PagedOperation,
  prepare,
  spelled,
} from "./operation.js";
import { ApiPromise, type PagePromise, type WithResponse } from "./promise.js";
import { redirect } from "./redirect.js";
import { delay, retryable } from "./retry.js";
import { inQuery } from "./spelling.js";

/** Options that every client takes. */
export interface CommonOptions {
  /** The base URL of all calls; where it is not given, each goes to the server that the document gives it. */
  host?: string | undefined;
  /** Milliseconds for a whole call, all attempts and waits together; 60,000 if not given. `Infinity`: no limit. */
  timeout?: number | undefined;
  /** How often a failed attempt is repeated; 2 if not given. */
  maxRetries?: number | undefined;
  /** Used in place of the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Headers for every request. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** Options of one call; they overrule those of the client. */
export interface RequestOptions {
  /** Milliseconds for the whole call. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  /** Ends the call when it aborts. */
  signal?: AbortSignal | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Sent with every attempt of a call that is not GET; made up if not given. */
  idempotencyKey?: string | undefined;
  /** Another base URL for this call. */
  host?: string | undefined;
}

/** What a generated client knows about its API. */
export interface Setup {
  readonly host: string;
  readonly scheme: Scheme;
  /** What operations ask for that do not say so themselves, as `Operation.security`. */
  readonly security: string;
  /** Values for arguments that the caller left out, where an operation `fills` them. */
  readonly fill?: Readonly<Record<string, string | undefined>>;
  /** Headers of the API's own, for every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True: an answer's own `statusCode` counts as its status. */
  readonly envelope: boolean;
}

type AnyOperation = Operation<never, unknown>;

/** A call on its way. */
interface Call {
  readonly operation: AnyOperation;
  /** A redirect changes it, and what of its query is signed. */
  url: URL;
  /** What a signature covers: the query of GET as the caller gave it, else the fields of the body. */
  fields: readonly Entry[];
  readonly encoded: Encoded;
  readonly headers: Headers;
  readonly security: string;
  readonly deadline: Deadline;
  /** The caller's own. */
  readonly signal?: AbortSignal | undefined;
  /** What the last attempt sent as `authorization`. */
  sent?: string | null;
}

/** Calls operations. `call` takes any operation of the package, so a bundle holds only those that it uses. */
export class Client {
  readonly #options: CommonOptions;
  readonly #setup: Setup;

  /** Throws a TypeError unless the host is an http or https URL. */
  constructor(options: CommonOptions, setup: Setup) {
    this.#options = options;
    this.#setup = setup;
    baseUrl(options.host ?? setup.host);
  }

  /** Call an operation. */
  call<P extends object, R>(
    operation: Operation<P, R>,
    params: P,
    options: RequestOptions = {},
  ): ApiPromise<R> {
    return new ApiPromise(this.#run(operation, params, options));
  }

  /** Call an operation that answers page by page. */
  callPages<P extends object, R, I>(
    operation: PagedOperation<P, R, I>,
    params: P,
    options: RequestOptions = {},
  ): PagePromise<R, I> {
    const { pages } = operation;
    return pages.by(pages, params, options, (given, own) => this.#run(operation, given as P, own));
  }

  async #run<P extends object, R>(
    operation: Operation<P, R>,
    params: P,
    options: RequestOptions,
  ): Promise<WithResponse<R>> {
    const timeout = options.timeout ?? this.#options.timeout ?? 60_000;
    const limit = deadline(timeout, options.signal);
    try {
      const call = await this.#start(operation, params, options, limit);
      return (await this.#attempts(call, options)) as WithResponse<R>;
    } finally {
      limit.close();
    }
  }

  async #start(
    operation: AnyOperation,
    params: object,
    options: RequestOptions,
    limit: Deadline,
  ): Promise<Call> {
    const { method } = operation;
    const filled = (operation.fills ?? []).map((name) => [name, this.#setup.fill?.[name]]);
    const draft = prepare(operation, { ...(Object.fromEntries(filled) as object), ...params });
    const { content, body, query } = draft;
    const none = content === undefined && body.length === 0;
    const left = content === null || (none && (operation.optional ?? BODYLESS.has(method)));
    const encoded = left ? {} : (operation.encoding ?? json)(draft, operation.media);
    const other = operation.answer === "blob" || operation.answer === "text";
    const headers = new Headers({
      accept: other ? "*/*" : "application/json",
      ...this.#setup.headers,
      ...this.#options.headers,
    });
    const key = method === "GET" ? undefined : (options.idempotencyKey ?? (await uuid()));
    const own: Iterable<readonly [string, string | undefined]> = [
      ["content-type", encoded.media],
      ...draft.headers,
      ["idempotency-key", key],
      ...Object.entries(options.headers ?? {}),
    ];
    for (const [name, value] of own) if (value !== undefined) headers.set(name, value);
    const host = options.host ?? this.#options.host ?? operation.server ?? this.#setup.host;
    // The token URL of a document may be absolute; the paths of operations are not.
    const base = /^https?:\/\//.test(draft.path) ? "" : baseUrl(host);
    const url = new URL(base + draft.path);
    url.search = query.flatMap(spelled(inQuery)).join("&");
    const security = operation.security ?? this.#setup.security;
    const fields = method === "GET" ? query : body;
    return {
      operation,
      url,
      fields,
      encoded,
      headers,
      security,
      deadline: limit,
      signal: options.signal,
    };
  }

  async #attempts(call: Call, options: RequestOptions): Promise<WithResponse<unknown>> {
    const most = options.maxRetries ?? this.#options.maxRetries ?? 2;
    let renewed = false;
    for (let attempt = 0; ;) {
      const authorized = await this.#authorized(call);
      const outcome = await this.#attempt(call, authorized).catch((error: unknown) =>
        failure(call, error),
      );
      if (!(outcome instanceof errors.ApiError)) return outcome;
      if (outcome.status === 401 && !renewed && call.security !== "") {
        renewed = this.#setup.scheme.renew?.(call.sent ?? null) === true;
        if (renewed) continue;
      }
      const wait = delay(attempt, outcome.headers);
      if (attempt >= most || !retryable(outcome) || wait >= call.deadline.left()) throw outcome;
      await call.deadline.sleep(wait).catch((error: unknown) => {
        throw failure(call, error);
      });
      attempt += 1;
    }
  }

  /** The headers of an attempt. What fails here, such as the request for a token, had its own attempts. */
  async #authorized(call: Call): Promise<Signable> {
    const { operation, url, fields, security } = call;
    const { method } = operation;
    const headers = new Headers(call.headers);
    const { pathname: path } = url;
    const request = { method, path, fields, headers, security, url: new URL(url) };
    if (security === "") return request;
    try {
      const signed = await call.deadline.race(this.#setup.scheme.headers(request));
      for (const [name, value] of Object.entries(signed)) headers.set(name, value);
    } catch (error) {
      throw failure(call, error);
    }
    call.sent = headers.get("authorization");
    return request;
  }

  async #attempt(call: Call, authorized: Signable): Promise<WithResponse<unknown>> {
    const response = await this.#send(call, authorized);
    const data = await read(call.operation, response);
    const status = response.ok ? this.#envelope(data) : response.status;
    if (status !== 200) throw wrong(call.operation, response, data, status);
    return { data, response };
  }

  /** Send, and follow redirects of GET and HEAD within the origin: no credentials, no body go elsewhere. */
  async #send(call: Call, authorized: Signable): Promise<Response> {
    const { encoded, deadline } = call;
    const send = this.#options.fetch ?? globalThis.fetch;
    for (let { method, url, headers } = authorized, hops = 0; ; hops += 1) {
      const init: RequestInit = { method, headers, signal: deadline.signal, redirect: "manual" };
      if (encoded.body !== undefined) init.body = encoded.body;
      const response = await send(url, init);
      const moved = redirect(method, call.url, response, hops);
      if (moved === undefined) return response;
      await response.body?.cancel();
      call.url = moved;
      if (method === "GET") call.fields = [...moved.searchParams];
      ({ url, headers } = await this.#authorized(call));
    }
  }

  /** The status that an answer states in its envelope while HTTP says that all is well: there only 200 is success. */
  #envelope(data: unknown): number {
    const told = this.#setup.envelope ? own(data, "statusCode") : undefined;
    return typeof told === "number" || /^\d{1,9}$/.test(String(told)) ? Number(told) : 200;
  }
}

/** The host without a slash at its end. */
function baseUrl(host: string): string {
  if (host === "") throw new TypeError("No host: give the option host");
  const url = new URL(host);
  if (!/^https?:$/.test(url.protocol))
    throw new TypeError(`The host is not http or https: ${host}`);
  return url.origin + url.pathname.replace(/\/$/, "");
}

/** The error of an attempt that broke: an abort, the time limit, a lost connection, or what it is already. */
function failure(call: Call, cause: unknown): errors.ApiError {
  if (cause instanceof errors.ApiError) return cause;
  const { method, path } = call.operation;
  const facts = { method, path, cause };
  if (call.signal?.aborted === true) return new errors.ApiAbortError("ended by the caller", facts);
  if (call.deadline.signal.aborted)
    return new errors.ApiTimeoutError("the time limit is over", facts);
  return new errors.ApiConnectionError("no answer", facts);
}
