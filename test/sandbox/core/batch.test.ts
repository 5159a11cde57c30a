import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Item = { id: string; status: number; headers: Record<string, string>; body: Record<string, unknown> };
type Batch = { responses: Item[] };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox();
});
afterAll(() => t.close());

const batch = (requests: unknown) => t.graph<Batch>(t.asApp, "POST", "/$batch", { body: { requests } });
const get = (id: string, url: string, more: object = {}) => ({ id, method: "GET", url, ...more });
const statuses = ({ responses }: Batch) =>
  Object.fromEntries(
    [...responses].sort((a, b) => a.id.localeCompare(b.id)).map(({ id, status }) => [id, status]),
  );

describe("several requests in one", () => {
  test("each has its own status, and the whole is a success all the same", async () => {
    const { status, body } = await batch([
      get("1", "/users/anna.kern@bergmann.example"),
      get("2", "users/nobody@bergmann.example"),
      get("3", "/frobnicate"),
    ]);
    expect(status).toBe(200);
    expect(statuses(body)).toEqual({ "1": 200, "2": 404, "3": 404 });
  });

  test("what depends on a failure fails with 424, what depends on a success runs", async () => {
    const { body } = await batch([
      get("1", "/users/nobody@bergmann.example"),
      get("2", "/users", { dependsOn: ["1"] }),
      get("3", "/users", { dependsOn: ["2"] }),
      get("4", "/users"),
      get("5", "/users", { dependsOn: ["4"] }),
    ]);
    expect(statuses(body)).toEqual({ "1": 404, "2": 424, "3": 424, "4": 200, "5": 200 });
  });

  test("the fifth request to one mailbox at the same time is throttled by itself", async () => {
    const requests = Array.from({ length: 6 }, (_, i) =>
      get(String(i), "/users/anna.kern@bergmann.example/messages"),
    );
    const { body } = await batch([...requests, get("x", "/users/pavel.orlov@bergmann.example/messages")]);
    expect(Object.values(statuses(body)).filter((status) => status === 429)).toHaveLength(2);
    expect(statuses(body)["x"]).toBe(200);
    const late = body.responses.find(({ status }) => status === 429);
    expect(late?.headers["Retry-After"]).toMatch(/^\d+$/);
  });

  test("one after another they pass", async () => {
    const requests = Array.from({ length: 6 }, (_, i) =>
      get(
        String(i),
        "/users/anna.kern@bergmann.example/messages",
        i === 0 ? {} : { dependsOn: [String(i - 1)] },
      ),
    );
    expect(new Set(Object.values(statuses((await batch(requests)).body)))).toEqual(new Set([200]));
  });

  test("a body needs its content type", async () => {
    const patch = {
      id: "1",
      method: "PATCH",
      url: "/users/anna.kern@bergmann.example/mailboxSettings",
      body: { timeZone: "UTC" },
    };
    expect(statuses((await batch([patch])).body)).toEqual({ "1": 400 });
    const typed = { ...patch, headers: { "Content-Type": "application/json" } };
    expect(statuses((await batch([typed])).body)).toEqual({ "1": 200 });
  });

  test.each([
    ["twenty", Array.from({ length: 20 }, (_, i) => get(String(i), "/organization")), 200],
    ["twenty-one", Array.from({ length: 21 }, (_, i) => get(String(i), "/organization")), 400],
    ["none", [], 400],
    ["two of the same id", [get("1", "/users"), get("1", "/users")], 400],
    ["an unknown dependency", [get("1", "/users", { dependsOn: ["9"] })], 400],
    ["one that depends on itself", [get("1", "/users", { dependsOn: ["1"] })], 400],
    ["no id", [{ method: "GET", url: "/users" }], 400],
    ["no list", "all", 400],
  ])("a batch of %s", async (_story, requests, status) => {
    expect((await batch(requests)).status).toBe(status);
  });

  test("a batch within a batch is refused", async () => {
    const inner = {
      id: "1",
      method: "POST",
      url: "/$batch",
      headers: { "Content-Type": "application/json" },
      body: {},
    };
    expect(statuses((await batch([inner])).body)).toEqual({ "1": 400 });
  });

  test("nobody gets in without a token", async () => {
    expect((await t.graph(null, "POST", "/$batch", { body: { requests: [] } })).status).toBe(401);
  });
});
