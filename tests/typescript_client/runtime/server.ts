/** A real server on loopback that answers from a list and remembers what it was sent. */

import { once } from "node:events";
import { type IncomingHttpHeaders, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { Client, type CommonOptions } from "../../../runtimes/typescript/client.js";
import type { Scheme } from "../../../runtimes/typescript/auth.js";

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
  /** `hang`: no answer; `drop`: the connection breaks; `stall`: headers and half a body. */
  readonly fault?: "hang" | "drop" | "stall";
}

export type Answers = (seen: Seen, index: number) => Answer;

export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly seen: Seen[];
}

export async function serve(answers: Answers): Promise<Service> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
      reply(response, answers(seen[seen.length - 1] as Seen, seen.length - 1));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url, seen, [Symbol.asyncDispose]: close };
}

function reply(response: ServerResponse, answer: Answer): void {
  const { status = 200, headers = {}, body = {}, fault } = answer;
  if (fault === "hang") return;
  if (fault === "drop") {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  if (fault === "stall") response.write(text.slice(0, 2));
  else response.end(status === 204 ? undefined : text);
}

/** A scheme that sends nothing. */
export const OPEN: Scheme = { headers: () => Promise.resolve({}) };

export function client(
  service: Service,
  options: CommonOptions = {},
  scheme: Scheme = OPEN,
  envelope = true,
): Client {
  return new Client(
    { host: service.url, ...options },
    { host: "", scheme, envelope, security: "any" },
  );
}
