import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { openBreaker } from "../../server/graph/breaker.ts";
import { openGraph } from "../../server/graph/client.ts";
import { GraphBusy } from "../../server/graph/errors.ts";
import { type Manners, usualManners } from "../../server/graph/manners.ts";

/** A Graph that answers what the test says, one after the other; the last answer stays. */
let server: Server;
let url: string;
let answers: { status: number; retryAfter?: number }[];
let asked = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.statusCode = answer?.status ?? 200;
    if (answer?.retryAfter !== undefined) response.setHeader("Retry-After", String(answer.retryAfter));
    response.setHeader("Content-Type", "application/json");
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

let waits: number[];
beforeEach(() => {
  waits = [];
  asked = 0;
});

function open(manners: Partial<Manners> = {}) {
  const wait = async (ms: number) => void waits.push(ms);
  const graph = openGraph(url, { ...usualManners, wait, ...manners })(async () => "token");
  return () => graph.get("/users/x", z.unknown());
}

describe("7 when Graph does not answer as it should", () => {
  test("the pauses get longer, and no two who were refused at once come back at once", async () => {
    answers = [{ status: 503 }];
    const ask = open({ attempts: 4 });
    const all: number[][] = [];
    for (let n = 0; n < 8; n++) {
      waits = [];
      await expect(ask()).rejects.toThrow(GraphBusy);
      if (waits.length === 3) all.push(waits);
    }
    for (const [first = 0, second = 0, third = 0] of all) {
      expect(first).toBeGreaterThanOrEqual(300);
      expect(first).toBeLessThan(450);
      expect(second).toBeGreaterThanOrEqual(600);
      expect(second).toBeLessThan(900);
      expect(third).toBeGreaterThanOrEqual(1_200);
      expect(third).toBeLessThan(1_800);
    }
    expect(new Set(all.map(([first]) => first)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(2);
  });

  test("what Graph asks us to wait is waited in full, and never cut short by chance", async () => {
    answers = [{ status: 429, retryAfter: 7 }, { status: 200 }];
    await open()();
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(7_000);
    expect(waits[0]).toBeLessThan(9_000);
  });

  test("after many failures in a row it is left alone, and nobody waits for nothing", async () => {
    answers = [{ status: 503 }];
    const ask = open({ attempts: 1, failures: 5, restMs: 30_000 });
    for (let n = 0; n < 5; n++) await expect(ask()).rejects.toThrow(GraphBusy);
    expect(asked).toBe(5);
    const refused = await ask().catch((error: unknown) => error as GraphBusy);
    expect(refused).toBeInstanceOf(GraphBusy);
    expect((refused as GraphBusy).seconds).toBeGreaterThan(25);
    expect(asked).toBe(5);
  });

  test("to be throttled is an answer, and a refusal too: neither makes us stop asking", async () => {
    answers = [{ status: 429, retryAfter: 1 }];
    const ask = open({ attempts: 1, failures: 3 });
    for (let n = 0; n < 10; n++) await expect(ask()).rejects.toThrow();
    answers = [{ status: 404 }];
    for (let n = 0; n < 10; n++) await expect(ask()).rejects.toThrow();
    expect(asked).toBe(20);
  });
});

describe("7 a service that is left alone", () => {
  const opened = () => {
    let now = 0;
    const breaker = openBreaker(3, 1_000, () => now);
    const pass = (ms: number) => {
      now += ms;
    };
    return { breaker, pass };
  };

  test("is asked by one who tries when the rest is over, and by all again once it answered", () => {
    const { breaker, pass } = opened();
    for (let n = 0; n < 3; n++) breaker.failed();
    expect(breaker.restMs()).toBe(1_000);
    pass(1_000);
    expect([breaker.restMs(), breaker.restMs()]).toEqual([0, 1_000]);
    breaker.answered();
    expect([breaker.restMs(), breaker.restMs()]).toEqual([0, 0]);
  });

  test("rests twice as long each time that the one who tries fails, up to a minute", () => {
    const { breaker, pass } = opened();
    for (let n = 0; n < 3; n++) breaker.failed();
    const rests: number[] = [];
    for (let n = 0; n < 8; n++) {
      rests.push(breaker.restMs());
      pass(rests.at(-1) ?? 0);
      expect(breaker.restMs()).toBe(0);
      breaker.failed();
    }
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  test("is not left alone longer by what was asked before the rest began", () => {
    const { breaker } = opened();
    for (let n = 0; n < 30; n++) breaker.failed();
    expect(breaker.restMs()).toBe(1_000);
  });

  test("is let be by failures in a row only", () => {
    const { breaker } = opened();
    for (let n = 0; n < 10; n++) {
      breaker.failed();
      breaker.failed();
      breaker.answered();
    }
    expect(breaker.restMs()).toBe(0);
  });
});
