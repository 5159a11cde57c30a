import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressed } from "../../../server/http/compressed.ts";
import { LIVE_PATH } from "../../../src/contract/session.ts";
import { openWorld, type World } from "../../support/world.ts";
import { CLIENT, openDeal } from "../voice/voice-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Answer = { encoding: string | undefined; vary: string; body: Buffer };

/** Asks without unpacking the answer; with `enough`, only until so many bytes came. */
function ask(url: string, headers: Record<string, string>, enough = Infinity): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (answer) => {
      const parts: Buffer[] = [];
      const done = () => {
        const body = Buffer.concat(parts);
        const { "content-encoding": encoding, vary = "" } = answer.headers;
        resolve({ encoding, vary, body });
        asked.destroy();
      };
      answer.on("data", (part: Buffer) => {
        parts.push(part);
        if (Buffer.concat(parts).length >= enough) done();
      });
      answer.on("end", done);
    });
    asked.on("error", reject).end();
  });
}

test("a person's answers come compressed, and say the same", async () => {
  const contacts = Array.from({ length: 20 }, (_, n) => `buyer${n}@${CLIENT}`);
  const { id } = await openDeal(world, { contacts });
  const headers = { authorization: `Bearer ${await world.token("anna.kern")}` };
  const url = `${world.url}/api/deals/${id}`;
  const plain = await ask(url, headers);
  const gzip = await ask(url, { ...headers, "accept-encoding": "gzip" });
  const brotli = await ask(url, { ...headers, "accept-encoding": "br" });
  expect([plain.encoding, gzip.encoding, brotli.encoding]).toEqual([undefined, "gzip", "br"]);
  expect(plain.body.length).toBeGreaterThan(1024);
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  expect(gzip.vary).toMatch(/Accept-Encoding/);
});

test("the stream of changes is not compressed, so that each line leaves at once", async () => {
  const headers = {
    authorization: `Bearer ${await world.token("anna.kern")}`,
    "accept-encoding": "gzip, br",
  };
  const { encoding, body } = await ask(`${world.url}${LIVE_PATH}`, headers, 8);
  expect(encoding).toBeUndefined();
  expect(body.toString()).toBe(": open\n\n");
});

test("scripts of a page come compressed, pictures as they are", async () => {
  const app = express();
  app.use(compressed());
  app.get("/page.js", (_request, response) =>
    response.type("text/javascript").send("let a = 1;".repeat(500)),
  );
  app.get("/icon.png", (_request, response) => response.type("image/png").send(Buffer.alloc(5_000)));
  const server = app.listen(0);
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const headers = { "accept-encoding": "gzip" };
  const script = await ask(`${url}/page.js`, headers);
  const icon = await ask(`${url}/icon.png`, headers);
  server.close();
  expect([script.encoding, icon.encoding]).toEqual(["gzip", undefined]);
  expect(script.body.length).toBeLessThan(200);
});
