import type { IncomingMessage, ServerResponse } from "node:http";

/** One HTTP request whose body was read. `path` has no query; header names are in lower case, repeated ones joined. */
export type Exchange = {
  method: string;
  path: string;
  /** With its "?", or empty. */
  search: string;
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** Where the caller reached us, e.g. "http://localhost:3001". */
  origin: string;
};

/** What is sent back. Objects go as JSON. `cut` sends half the body and breaks off; `drop` sends nothing at all. */
export type Answer = {
  status: number;
  headers?: Record<string, string | readonly string[]>;
  body?: unknown;
  sabotage?: "cut" | "drop";
};

/** The body was larger than allowed. */
export class TooLarge extends Error {}

/** Reads a request whole. Rejects with TooLarge beyond `limit` bytes, having read no further. */
export async function readExchange(
  request: IncomingMessage,
  origin: string,
  limit: number,
): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when the reading ends early: the refusal still has to be sent.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new TooLarge(`The body is longer than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return { ...headOf(request, origin), body: Buffer.concat(chunks) };
}

/** A request as far as its headers tell. */
export function headOf(request: IncomingMessage, origin: string): Exchange {
  const target = request.url ?? "/";
  const at = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: request.method ?? "GET",
    path: at < 0 ? target : target.slice(0, at),
    search: at < 0 ? "" : target.slice(at),
    headers,
    body: Buffer.alloc(0),
    origin,
  };
}

/** A body as it is sent, and what kind it is. */
export function encoded(body: unknown): { bytes: Buffer; type: string | undefined } {
  if (body === undefined) return { bytes: Buffer.alloc(0), type: undefined };
  if (body instanceof Uint8Array) return { bytes: Buffer.from(body), type: "application/octet-stream" };
  if (typeof body === "string") return { bytes: Buffer.from(body), type: "text/plain; charset=utf-8" };
  return { bytes: Buffer.from(JSON.stringify(body)), type: "application/json; charset=utf-8" };
}

/** Sends an answer. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.sabotage === "drop") {
    response.destroy();
    return;
  }
  const { bytes, type } = encoded(answer.body);
  response.shouldKeepAlive &&= answer.headers?.["Connection"] !== "close";
  if (type !== undefined) response.setHeader("Content-Type", type);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.status !== 204 && answer.status !== 304) response.setHeader("Content-Length", bytes.length);
  response.writeHead(answer.status);
  if (answer.sabotage === "cut") {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  response.end(bytes);
}
