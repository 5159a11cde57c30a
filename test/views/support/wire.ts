import type { Endpoint } from "../../../src/contract/endpoint.ts";
import type { Problem } from "../../../src/contract/problem.ts";
import { LIVE_PATH, type LiveChange } from "../../../src/contract/session.ts";
import { NOW } from "./cast.ts";
import type { Answer } from "./server.ts";

/** A server at the other end of `fetch`. `paths` holds what was asked; `tell` sends a change, `hangUp` ends the stream, once. */
export type Wire = {
  fetch: typeof fetch;
  paths: string[];
  tell(change: LiveChange): void;
  hangUp(): void;
};

/** Answers the doors named, by path and method, as the server words it; the stream of changes stays open. */
export function wire(answers: readonly (readonly [Endpoint, Answer])[]): Wire {
  const paths: string[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  let isToEnd = false;
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(String(input), location.origin);
    if (pathname === LIVE_PATH) {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        stream = controller;
        if (isToEnd) hangUp();
      };
      return new Response(new ReadableStream<Uint8Array>({ start }));
    }
    paths.push(pathname + search);
    const found = answers.find(([one]) => fits(one, pathname, init?.method ?? "GET"));
    const said = typeof found?.[1] === "function" ? found[1]({}) : found?.[1];
    if (said === undefined) throw new Error(`No answer was given for ${pathname}.`);
    if (said === "never") return new Promise<never>(() => {});
    if (said instanceof TypeError) throw said;
    return said instanceof Error ? refusal(said as Problem) : reply(200, said);
  };
  /** The page may show its deals before it listens: what is to end then ends as soon as it has begun. */
  function hangUp(): void {
    isToEnd = stream === null;
    stream?.close();
    stream = null;
  }
  return {
    fetch: answer as typeof fetch,
    paths,
    tell: (change) => stream?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(change)}\n\n`)),
    hangUp,
  };
}

function fits({ path, method }: Endpoint, pathname: string, asked: string): boolean {
  return method === asked.toLowerCase() && new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(pathname);
}

function refusal({ code, status, message }: Problem): Response {
  return reply(status, { problem: { code, sentence: message, requestId: "r" } });
}

function reply(status: number, body: object | string): Response {
  return new Response(JSON.stringify(body), { status, headers: { Date: new Date(NOW).toUTCString() } });
}
