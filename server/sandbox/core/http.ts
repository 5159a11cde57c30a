import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Answer, type Exchange, headOf, readExchange, sendAnswer, TooLarge } from "./exchange.ts";

/** One part of the server: the paths it answers and how. The first door that takes a path has it. */
export type Door = {
  takes(path: string): boolean;
  /** The largest body, in bytes. */
  largestBody: number;
  answer(exchange: Exchange): Promise<Answer>;
  /** What is said of a body beyond that. */
  tooLarge(exchange: Exchange): Answer;
};

/** A key and certificate for "localhost", in PEM. */
export type Tls = { key: string; cert: string };

/** An HTTP server at `url`, e.g. "http://localhost:3001". */
export type HttpServer = { url: string; close(): Promise<void> };

/** Headers for pages of other origins, as Graph and Entra allow them. */
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, Retry-After, WWW-Authenticate, Content-Disposition",
};

/** Opens the server on a port of this machine; 0 for any free one. Rejects with Node's error (EADDRINUSE). */
export async function openHttp(
  { port, tls }: { port: number; tls?: Tls | undefined },
  doors: (url: string) => readonly Door[],
): Promise<HttpServer> {
  let url = "";
  let open: readonly Door[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void serve(request, response, url, open);
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  await listen(server, port);
  const scheme = tls === undefined ? "http" : "https";
  url = `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
  open = doors(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Not reachable from other machines: anyone may act here as anybody.
    server.listen(port, "localhost", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Where the caller reached us: links in replies lead there again, whatever name this machine has for it. */
function originOf({ headers }: IncomingMessage, url: string): string {
  const { protocol } = new URL(url);
  const named = `${protocol}//${headers.host ?? ""}`;
  return URL.canParse(named) && /^[\w.:[\]-]+$/.test(headers.host ?? "") ? named : url;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  doors: readonly Door[],
) {
  const origin = originOf(request, url);
  const head = headOf(request, origin);
  const send = (answer: Answer) =>
    sendAnswer(response, { ...answer, headers: { ...CORS, ...answer.headers } });
  if (head.method === "OPTIONS") return send(preflight(head));
  const door = doors.find((one) => one.takes(head.path));
  if (door === undefined)
    return send({ status: 404, body: { error: { code: "NotFound", message: "Nothing is here." } } });
  try {
    const exchange = await readExchange(request, origin, door.largestBody);
    send(await door.answer(exchange));
  } catch (error) {
    if (error instanceof TooLarge) {
      // The rest of the body is not read: the connection cannot be used again.
      const refusal = door.tooLarge(head);
      send({ ...refusal, headers: { ...refusal.headers, Connection: "close" } });
      return undefined;
    }
    // Nobody is there any more to be told.
    if (request.destroyed || response.headersSent) return undefined;
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ status: 500, body: { error: { code: "SandboxBroken", message } } });
  }
  return undefined;
}

function preflight({ headers }: Exchange): Answer {
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, POST, PATCH, PUT, DELETE, OPTIONS",
      "Access-Control-Allow-Headers":
        headers["access-control-request-headers"] ?? "Authorization, Content-Type",
      "Access-Control-Max-Age": "3600",
    },
  };
}
