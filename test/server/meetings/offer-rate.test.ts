import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import { readSettings } from "../../../server/config.ts";
import { offerPage } from "../../../server/meetings/offer-page.ts";
import type { MeetingPorts } from "../../../server/meetings/ports.ts";
import type { House } from "../../../server/room.ts";

/** Links that cannot be right ask neither database nor Graph, so that the door alone can be looked at. */
async function knock(trustedProxies: number, address: (n: number) => string): Promise<number[]> {
  const app = express();
  app.set("trust proxy", trustedProxies);
  app.use(offerPage({} as House, {} as MeetingPorts));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const statuses: number[] = [];
  for (let n = 0; n < 70; n++) {
    const headers = { "X-Forwarded-For": address(n) };
    const secret = randomBytes(4).toString("hex");
    const reply = await fetch(`http://localhost:${port}/offer/${secret}`, { headers });
    await reply.text();
    statuses.push(reply.status);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return statuses;
}

const each = (n: number) => `203.0.113.${n}`;

test("D6: whoever tries one link after the other is stopped, whatever address they claim to have", async () => {
  const statuses = await knock(0, each);
  expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
  expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
});

test("D6: behind the administrator's proxy clients are told apart by the address that it names", async () => {
  expect(new Set(await knock(1, each))).toEqual(new Set([404]));
  expect((await knock(1, () => each(1))).at(-1)).toBe(429);
  // Only the last address is the proxy's word; what stands before it anybody may have written.
  expect((await knock(1, (n) => `${each(n)}, 203.0.113.250`)).at(-1)).toBe(429);
});

test("how many proxies are believed is said by a number, none unless said", () => {
  expect(readSettings({}).trustedProxies).toBe(0);
  expect(readSettings({ TRUSTED_PROXIES: "2" }).trustedProxies).toBe(2);
  expect(() => readSettings({ TRUSTED_PROXIES: "all" })).toThrow("TRUSTED_PROXIES must be the number");
});
