import { readFile } from "node:fs/promises";
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { certificateFor } from "./certificate.ts";

/** Answers everything that is asked of one host name. */
export type Site = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** An HTTPS server on any free port of this machine that is many sites at once. */
export type Sites = { port: number; close(): Promise<void> };

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
};

/** Listens as all of these host names; an unknown one gets 404. */
export async function listenAs(sites: ReadonlyMap<string, Site>): Promise<Sites> {
  const server = createServer(await certificateFor([...sites.keys()]), async (request, response) => {
    const name = (request.headers.host ?? "").replace(/:\d+$/, "");
    const site = sites.get(name);
    try {
      await (site ?? nothingHere)(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const nothingHere: Site = (_request, response) => void response.writeHead(404).end();

/** Serves the files of a folder under a path prefix, to pages of any origin, as a content network does. */
export function folder(root: string, prefix: string): Site {
  return async ({ url = "/" }, response) => {
    const name = decodeURIComponent(new URL(url, "https://host").pathname);
    const file = path.join(root, name.slice(prefix.length));
    const content = name.startsWith(prefix) && file.startsWith(root) ? await readIfThere(file) : null;
    if (content === null) return void response.writeHead(404).end();
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(content);
  };
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EISDIR") return null;
    throw error;
  }
}

/** Passes everything on to a plain HTTP server, streaming both ways, so that server-sent events arrive as they are sent. */
export function forwardTo(target: string): Site {
  return (incoming, outgoing) => {
    const headers = {
      ...incoming.headers,
      "x-forwarded-proto": "https",
      "x-forwarded-host": incoming.headers.host,
    };
    const { hostname, port } = new URL(target);
    const asked = { hostname, port, path: incoming.url, method: incoming.method, headers };
    const onward = request(asked, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
    });
    onward.on("error", (error) => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end(String(error));
    });
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  };
}
