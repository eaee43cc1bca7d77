/** The two kinds of clients: with an access key, and for an app or a user. */

import { BearerScheme, type Dialect, SignatureScheme, TokenScheme, basic } from "./auth.js";
import { Client, type CommonOptions } from "./client.js";
import type { Operation } from "./operation.js";

/** What a generated class tells its base. */
export interface Profile extends Dialect {
  readonly host: string;
  readonly lang: string;
  readonly envelope: boolean;
  /** How a client with an access key authenticates, unless its options say otherwise. */
  readonly scheme: "signature" | "token";
}

/** Options that the API's own headers carry. */
export interface ServiceOptions extends CommonOptions {
  /** The language of messages, such as `en-US`. */
  lang?: string | undefined;
}

export interface KeyOptions extends ServiceOptions {
  accessKeyId: string;
  accessKeySecret: string;
  /** The application of the tenant that calls are made for. */
  tenantId?: string | undefined;
  /** Sign each request, or trade the key for a token; as the package is set up if not given. */
  scheme?: "signature" | "token" | undefined;
}

export interface AppOptions extends ServiceOptions {
  appId?: string | undefined;
  appSecret?: string | undefined;
  /** The base URL of the app; the same as `host`. */
  appHost?: string | undefined;
  /** The user's token; see also `setAccessToken`. */
  accessToken?: string | undefined;
}

type Names = Readonly<Record<string, string>>;

function serviceHeaders(profile: Profile, options: ServiceOptions, appId?: string): Names {
  const { prefix } = profile;
  if (prefix === "") return {};
  const headers: Record<string, string> = {
    [`${prefix}sdk-version`]: profile.sdk,
    [`${prefix}lang`]: options.lang ?? profile.lang,
  };
  if (appId !== undefined) headers[`${prefix}app-id`] = appId;
  return headers;
}

function tokenOperation(path: string): Operation<object, unknown> {
  return { method: "POST", path, open: true };
}

/** A client that authenticates with an access key. */
export class KeyClient extends Client {
  constructor(options: KeyOptions, profile: Profile) {
    const { accessKeyId, accessKeySecret } = options;
    const key = { accessKeyId, accessKeySecret };
    const headers = serviceHeaders(profile, options, options.tenantId);
    const load = (): Promise<unknown> => this.call(tokenOperation(profile.tokenPath), key).then();
    const scheme =
      (options.scheme ?? profile.scheme) === "token"
        ? new TokenScheme(load, profile)
        : new SignatureScheme(key, profile);
    super(options, { host: profile.host, envelope: profile.envelope, scheme, headers });
  }
}

/** A client that authenticates with a user's token, or with an app's id and secret. */
export class AppClient extends Client {
  readonly #bearer: BearerScheme;

  constructor(options: AppOptions, profile: Profile) {
    const { appId, appSecret, accessToken } = options;
    const credentials =
      appId === undefined || appSecret === undefined ? undefined : basic(appId, appSecret);
    const headers = serviceHeaders(profile, options, appId);
    const scheme = new BearerScheme(accessToken, credentials);
    const host = options.host ?? options.appHost;
    super(
      { ...options, host },
      { host: profile.host, envelope: profile.envelope, scheme, headers },
    );
    this.#bearer = scheme;
  }

  /** The token that further calls are made with; `undefined` forgets it. */
  setAccessToken(accessToken: string | undefined): void {
    this.#bearer.accessToken = accessToken;
  }
}
