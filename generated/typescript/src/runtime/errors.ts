/** What can go wrong with a call: one tree of errors, below `ApiError`. */

/** What an error knows about the call that failed. */
export interface ErrorFacts {
  readonly method: string;
  readonly path: string;
  /** The HTTP status, or the envelope's own `statusCode` where HTTP said that all is well. */
  readonly status?: number | undefined;
  /** The API's finer error code. */
  readonly apiCode?: number | undefined;
  readonly requestId?: string | undefined;
  /** The parsed answer: JSON where it is JSON, else text. */
  readonly body?: unknown;
  readonly headers?: Headers | undefined;
  readonly cause?: unknown;
}

/** The base of every error that a call rejects with. */
export class ApiError extends Error {
  declare readonly method: string;
  declare readonly path: string;
  declare readonly status: number | undefined;
  declare readonly apiCode: number | undefined;
  declare readonly requestId: string | undefined;
  declare readonly body: unknown;
  declare readonly headers: Headers | undefined;

  constructor(message: string, facts: ErrorFacts) {
    const { cause, ...known } = facts;
    const request = known.requestId === undefined ? "" : ` (request id ${known.requestId})`;
    super(`${known.method} ${known.path}: ${message}${request}`, { cause });
    Object.assign(this, known, { name: new.target.name });
  }
}

/** No answer came: the name did not resolve, the connection was refused or broke. */
export class ApiConnectionError extends ApiError {}

/** The call, all its attempts and waits together, took longer than `timeout`. */
export class ApiTimeoutError extends ApiError {}

/** The caller's own `signal` ended the call; `cause` is the signal's reason. */
export class ApiAbortError extends ApiError {}

/** An answer came and is not what the API promises, such as broken JSON. */
export class ApiResponseError extends ApiError {}

/** The API answered with a status that is not 2xx. */
export class ApiStatusError extends ApiError {}

export class BadRequestError extends ApiStatusError {}
export class UnauthorizedError extends ApiStatusError {}
export class ForbiddenError extends ApiStatusError {}
export class NotFoundError extends ApiStatusError {}
export class MethodNotAllowedError extends ApiStatusError {}
export class RequestTimeoutError extends ApiStatusError {}
export class ConflictError extends ApiStatusError {}
export class GoneError extends ApiStatusError {}
export class PayloadTooLargeError extends ApiStatusError {}
export class UnprocessableEntityError extends ApiStatusError {}
export class RateLimitError extends ApiStatusError {}
/** Any status of 500 to 599; an envelope's own codes beyond are no failures of the server. */
export class ServerError extends ApiStatusError {}
export class BadGatewayError extends ServerError {}
export class ServiceUnavailableError extends ServerError {}
export class GatewayTimeoutError extends ServerError {}

const CLASSES: Readonly<Record<number, typeof ApiStatusError>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: MethodNotAllowedError,
  408: RequestTimeoutError,
  409: ConflictError,
  410: GoneError,
  413: PayloadTooLargeError,
  422: UnprocessableEntityError,
  429: RateLimitError,
  502: BadGatewayError,
  503: ServiceUnavailableError,
  504: GatewayTimeoutError,
};

/** The error of a status: its own class, `ServerError` for 500 to 599, else `ApiStatusError`. */
export function statusError(status: number, message: string, facts: ErrorFacts): ApiStatusError {
  const kind = CLASSES[status] ?? (status >= 500 && status < 600 ? ServerError : ApiStatusError);
  return new kind(`${String(status)} ${message}`.trimEnd(), { ...facts, status });
}
