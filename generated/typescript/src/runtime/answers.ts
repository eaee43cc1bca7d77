/** What an answer means: its data, or the error that it stands for. */

import * as errors from "./errors.js";
import { dig, own, parseJson } from "./json.js";
import type { Operation } from "./operation.js";

type AnyOperation = Operation<never, unknown>;

/** The answer as its operation says it is written. */
export async function read(operation: AnyOperation, response: Response): Promise<unknown> {
  const kind = response.ok ? operation.answer : undefined;
  if (kind === "blob") return response.blob();
  const source = await response.text();
  if (source === "") return undefined;
  const json = (response.headers.get("content-type") ?? "").includes("json");
  if (kind === "text" || (kind === "any" && !json)) return source;
  try {
    return parseJson(source);
  } catch (cause) {
    if (!response.ok) return source;
    const facts = { ...factsOf(operation, response, source), cause };
    throw new errors.ApiResponseError("the answer is not JSON", facts);
  }
}

function factsOf(operation: AnyOperation, response: Response, body: unknown): errors.ErrorFacts {
  const { status, headers } = response;
  const { method, path } = operation;
  const id = own(body, "requestId") ?? headers.get("x-request-id");
  const apiCode = own(body, "apiCode");
  return {
    method,
    path,
    status,
    apiCode: typeof apiCode === "number" ? apiCode : undefined,
    requestId: typeof id === "string" ? id : undefined,
    body,
    headers,
  };
}

/** The error that an answer stands for. */
export function wrong(
  operation: AnyOperation,
  response: Response,
  body: unknown,
  status: number,
): errors.ApiError {
  const message = own(body, "message") ?? dig(body, ["error", "message"]) ?? response.statusText;
  const words = typeof message === "string" ? message : "";
  return errors.statusError(status, words, factsOf(operation, response, body));
}
