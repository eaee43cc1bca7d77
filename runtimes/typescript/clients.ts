/** The two kinds of clients: with an access key, and for an app or a user. */

import { type Dialect, signing, trading } from "./auth.js";
import { Client, type CommonOptions } from "./client.js";
import { environment, needed } from "./environment.js";
import type { Operation } from "./operation.js";

/** What a generated class tells its base. */
export interface Profile extends Dialect {
  readonly host: string;
  readonly lang: string;
  readonly envelope: boolean;
  /** How a client with an access key authenticates, unless its options say otherwise. */
  readonly scheme: "signature" | "token";
  /** What operations ask for that do not say so themselves. */
  readonly security: string;
  /** What the environment variables of credentials begin with. */
  readonly variables: string;
}

/** Options that the API's own headers carry. */
export interface ServiceOptions extends CommonOptions {
  /** The language of messages, such as `en-US`. */
  lang?: string | undefined;
}

export interface KeyOptions extends ServiceOptions {
  /** The id of the access key; else the environment variable `..._ACCESS_KEY_ID`. */
  accessKeyId?: string | undefined;
  /** The secret of the access key; else the environment variable `..._ACCESS_KEY_SECRET`. */
  accessKeySecret?: string | undefined;
  /** The application of the tenant that calls are made for. */
  tenantId?: string | undefined;
  /** Sign each request, or trade the key for a token; as the package is set up if not given. */
  scheme?: "signature" | "token" | undefined;
}

export interface AppOptions extends ServiceOptions {
  /** The id of the application; else the environment variable `..._APP_ID`. */
  appId?: string | undefined;
  /** For calls that take `client_secret`; else the environment variable `..._APP_SECRET`. */
  appSecret?: string | undefined;
  /** The base URL of the app; the same as `host`. */
  appHost?: string | undefined;
  /** The user's token; see also `setAccessToken`. Else the environment variable `..._ACCESS_TOKEN`. */
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
  return { method: "POST", path, security: "" };
}

/** A client that authenticates with an access key. */
export class KeyClient extends Client {
  constructor(options: KeyOptions, profile: Profile) {
    const { host, envelope, variables } = profile;
    const accessKeyId = needed(options, "accessKeyId", variables);
    const accessKeySecret = needed(options, "accessKeySecret", variables);
    const key = { accessKeyId, accessKeySecret };
    const headers = serviceHeaders(profile, options, options.tenantId);
    const load = (): Promise<unknown> => this.call(tokenOperation(profile.tokenPath), key).then();
    const scheme =
      (options.scheme ?? profile.scheme) === "token"
        ? trading(load, profile)
        : signing(key, profile);
    super(options, { host, envelope, scheme, headers, security: profile.security });
  }
}

/** A client that speaks for an application and, with a token, for its user. */
export class AppClient extends Client {
  #accessToken: string | undefined;

  constructor(options: AppOptions, profile: Profile) {
    const { envelope, variables, security } = profile;
    const appId = needed(options, "appId", variables);
    const secret = options.appSecret ?? environment(`${variables}_APP_SECRET`);
    super(
      { ...options, host: options.host ?? options.appHost },
      {
        host: profile.host,
        envelope,
        scheme: { headers: () => Promise.resolve(this.#credentials()) },
        headers: serviceHeaders(profile, options, appId),
        security,
        fill: { client_id: appId, client_secret: secret }, // RFC 6749, 2.3.1
      },
    );
    this.#accessToken = options.accessToken ?? environment(`${variables}_ACCESS_TOKEN`);
  }

  /** The token that further calls are made with; `undefined` forgets it. */
  setAccessToken(accessToken: string | undefined): void {
    this.#accessToken = accessToken;
  }

  #credentials(): Record<string, string> {
    const token = this.#accessToken;
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }
}
