import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** A product of two pages, for trying the hosts before and apart from the real one. */
export type Probe = { url: string; forwardedFor: string[]; close(): Promise<void> };

/** Bundles the probe's tab and panel and serves them; `/live` is a stream of events, `/say` sends one into it. */
export async function serveProbe(): Promise<Probe> {
  const scripts = new Map([
    ["/tab.js", await bundle("tab.ts")],
    ["/pane.js", await bundle("pane.ts")],
  ]);
  const office = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
  const documents = new Map([
    ["/tab/", html("", "/tab.js")],
    ["/pane/", html(office, "/pane.js")],
  ]);
  const forwardedFor: string[] = [];
  let live: ServerResponse | null = null;
  const server = createServer(({ url = "/", headers }, response) => {
    const { pathname } = new URL(url, "http://probe");
    forwardedFor.push(`${headers["x-forwarded-proto"]}://${headers.host}`);
    const script = scripts.get(pathname);
    if (script !== undefined) return send(response, "text/javascript", script);
    if (pathname === "/live") {
      live = response.writeHead(200, { "content-type": "text/event-stream" });
      return live.flushHeaders();
    }
    if (pathname === "/say") live?.write("data: first\n\n");
    send(response, "text/html; charset=utf-8", documents.get(pathname) ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, forwardedFor, close };
}

const html = (head: string, script: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Probe</title>${head}</head>` +
  `<body><script type="module" src="${script}"></script></body></html>`;

const send = (response: ServerResponse, type: string, content: string) =>
  void response.writeHead(200, { "content-type": type }).end(content);

async function bundle(name: string): Promise<string> {
  const input = fileURLToPath(new URL(name, import.meta.url));
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      target: "es2024",
      rolldownOptions: { input, output: { format: "es" } },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!output || !("output" in output)) throw new Error(`Nothing was built from ${name}.`);
  const [{ code }] = output.output;
  return code;
}
