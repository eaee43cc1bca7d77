/** What of the runtime a user may need: errors, options, promises. */

export { Client, type CommonOptions, type RequestOptions, type Setup } from "./client.js";
export { AppClient, KeyClient, type AppOptions, type KeyOptions } from "./clients.js";
export type { Profile, ServiceOptions } from "./clients.js";
export type { AccessKey, Dialect, Scheme, Signable } from "./auth.js";
export * from "./errors.js";
export type { Entry, Input, NoParams, Operation, PagedOperation, Place } from "./operation.js";
export { ApiPromise, PagePromise, type WithResponse } from "./promise.js";
