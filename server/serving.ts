import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A port that another program has. */
export class PortInUse extends Error {
  constructor(variable: string, port: number) {
    super(
      `Port ${port} is in use. Stop the program that has it, or set ${variable} to another port (0 for any free one).`,
    );
    this.name = "PortInUse";
  }
}

/** A slow sender has so long to send a request's headers, in milliseconds. */
const HEADERS_MS = 10_000;

/** Opens a port (0: any free one) on all addresses of this machine; `variable` is named when it is taken. Throws PortInUse. */
export async function listen(port: number, variable: string): Promise<{ server: Server; port: number }> {
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: 30_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortInUse(variable, port) : error);
    });
    server.listen(port, () => resolve());
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Whether a port could be opened now. Rejects with PortInUse, which names `variable`. */
export async function checkFree(port: number, variable: string): Promise<void> {
  await shut((await listen(port, variable)).server);
}

/** Ends a server: nothing new is taken, open streams are cut. */
export async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
