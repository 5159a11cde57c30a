import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../server/sandbox/services.ts";
import { type Checker, hasContract, openChecker } from "./contract/checker.ts";
import type { Example } from "./contract/example.ts";
import { beyond, examples } from "./contract/examples.ts";
import { type As, openTestSandbox, type TestSandbox } from "./support/open.ts";

const titleOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test("every operation of the sandbox has an example request", () => {
  const shown = new Set(examples.map(({ operation }) => operation));
  expect(operations.map(titleOf).filter((title) => !shown.has(title))).toEqual([]);
});

test("every example is of an operation the sandbox has, and there are no two rows for one operation", () => {
  const titles = operations.map(titleOf);
  expect(examples.map(({ operation }) => operation).filter((title) => !titles.includes(title))).toEqual([]);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

describe.skipIf(!hasContract)("Microsoft's description of Graph fits what goes in and out", () => {
  let t: TestSandbox;
  let checker: Checker;
  beforeAll(async () => {
    checker = await openChecker();
    t = await openTestSandbox({ limits: "none" });
  });
  afterAll(() => t?.close());

  async function run(example: Example) {
    await t.sandbox.reset();
    const sent = await example.request(t);
    const as: As = example.as === undefined || example.as === "app" ? t.asApp : t.asUser(example.as);
    const method = example.operation.split(" ")[0]!;
    return { method, sent, answer: await t.graph(as, method, sent.path, sent) };
  }

  test.each(examples)("$operation", async (example) => {
    const { method, sent, answer } = await run(example);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(400);
    if (beyond.includes(example.operation)) return;
    const headers = { ...sent.headers, ...(sent.prefer && { prefer: sent.prefer }) };
    expect(checker.request({ method, url: sent.path, headers, body: sent.body })).toEqual([]);
    const { status, body } = answer;
    expect(checker.response({ method, url: sent.path, status, body })).toEqual([]);
  });

  test("a request that departs from it would be noticed", () => {
    const url = "/users/x/mailboxSettings";
    expect(checker.request({ method: "PATCH", url, headers: {}, body: { timezone: "UTC" } })).not.toEqual([]);
    expect(checker.response({ method: "GET", url, status: 200, body: { colour: "red" } })).not.toEqual([]);
  });
});
