import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import express from "express";

/** What every server here reads of a notification. */
export type Item = {
  subscriptionId: string;
  changeType: string;
  resourceData: { id: string; "@odata.etag": string };
};

/** Listens on any free port, tells the parent which, and ends with it. */
export function answer(listener: RequestListener): void {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `http://127.0.0.1:${port}` });
  });
  process.on("disconnect", () => process.exit());
}

/** The least that Node needs to read a body and answer: no check of anything. */
export function answerBare(take: (items: Item[]) => Promise<unknown> | undefined): void {
  answer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { value } = JSON.parse(Buffer.concat(parts).toString()) as { value: Item[] };
      const accept = () => response.writeHead(202).end();
      const taken = take(value);
      if (taken === undefined) accept();
      else taken.then(accept, () => response.writeHead(503).end());
    });
  });
}

/** The same as most would write it, with Express. */
export function answerExpress(take: (items: Item[]) => Promise<unknown> | undefined): void {
  const app = express();
  app.use(express.json({ limit: "1mb" }));
  app.post("/api/notifications", async (request, response) => {
    await take((request.body as { value: Item[] }).value);
    response.sendStatus(202);
  });
  answer(app);
}
