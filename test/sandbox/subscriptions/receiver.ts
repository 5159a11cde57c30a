import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One notification as it came. */
export type Notification = {
  subscriptionId: string;
  changeType?: string;
  resource?: string;
  resourceData?: { id: string; "@odata.type": string; "@odata.id": string; "@odata.etag"?: string };
  encryptedContent?: {
    data: string;
    dataKey: string;
    dataSignature: string;
    encryptionCertificateId: string;
  };
  clientState: string | null;
  tenantId: string;
  subscriptionExpirationDateTime: string;
  lifecycleEvent?: string;
};

/** One POST of notifications, with the path it went to. */
export type Delivery = { path: string; value: Notification[]; validationTokens?: string[] };

/** How the endpoint behaves towards notifications, or towards the handshake. */
export type Behaviour = (request: { path: string; token: string | null }, response: ServerResponse) => void;

/** An endpoint, and what came to it. */
export type Receiver = {
  url: string;
  deliveries: Delivery[];
  /** Every validation token it was asked with, and at which path. */
  handshakes: { path: string; token: string; body: string; contentType: string | undefined }[];
  /** All notifications of all POSTs that were answered, in order of arrival. */
  all(): Notification[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
};

/** What a good endpoint does: the token back as plain text, else 202. */
export const good: Behaviour = ({ token }, response) => {
  if (token === null) response.writeHead(202).end();
  else response.writeHead(200, { "Content-Type": "text/plain" }).end(token);
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Opens an endpoint for notifications on this machine. */
export async function openReceiver(): Promise<Receiver> {
  let behaviour = good;
  const deliveries: Delivery[] = [];
  const handshakes: Receiver["handshakes"] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://x");
      const token = searchParams.get("validationToken");
      if (token === null) deliveries.push({ path, ...(JSON.parse(text) as Omit<Delivery, "path">) });
      else handshakes.push({ path, token, body: text, contentType: request.headers["content-type"] });
      behaviour({ path, token }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  // An endpoint nobody closes shall not keep a test run alive.
  server.unref();
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    deliveries,
    handshakes,
    all: () => deliveries.flatMap(({ value }) => value),
    behave(next) {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
