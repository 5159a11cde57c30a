import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Logged = { number: number; method: string; url: string; status: number; reply: unknown };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t.close());

const anna = "/users/anna.kern@bergmann.example";
const fault = (body: object) => t.outside<{ id: string }>("POST", "/faults", body);
const get = (path: string) => t.graph<{ error?: { code: string } }>(t.asApp, "GET", path);

describe("the sandbox goes wrong on demand", () => {
  test("with a status and Retry-After, so many times, and then works again", async () => {
    await fault({ status: 429, retryAfter: 7, times: 2 });
    const first = await get("/users");
    expect([first.status, first.headers["retry-after"], first.body.error?.code]).toEqual([
      429,
      "7",
      "TooManyRequests",
    ]);
    expect((await get("/users")).status).toBe(429);
    expect((await get("/users")).status).toBe(200);
  });

  test("only where it was told to", async () => {
    await fault({ match: { method: "GET", url: "/messages" }, status: 503 });
    expect((await get(`${anna}/messages`)).status).toBe(503);
    expect((await get(`${anna}/mailFolders`)).status).toBe(200);
    expect((await t.graph(t.asApp, "POST", `${anna}/messages`, { body: { subject: "Draft" } })).status).toBe(
      201,
    );
  });

  test("inside a batch for one of its requests, or for the batch as a whole", async () => {
    const body = {
      requests: [
        { id: "1", method: "GET", url: "/users" },
        { id: "2", method: "GET", url: "/organization" },
      ],
    };
    const batch = () =>
      t.graph<{ responses: { id: string; status: number }[] }>(t.asApp, "POST", "/$batch", { body });
    await fault({ match: { url: "/organization" }, status: 504, times: 1 });
    const answered = (await batch()).body.responses.map(({ id, status }) => [id, status]);
    expect(answered).toEqual([
      ["1", 200],
      ["2", 504],
    ]);
    await fault({ match: { url: "batch" }, status: 503, times: 1 });
    expect((await batch()).status).toBe(503);
  });

  test("a dropped reply is one whose work was done all the same", async () => {
    await fault({ match: { method: "POST" }, dropReply: true, times: 1 });
    await expect(
      t.graph(t.asApp, "POST", `${anna}/messages`, { body: { subject: "Once" } }),
    ).rejects.toThrow();
    const { body } = await t.graph<{ value: unknown[] }>(
      t.asApp,
      "GET",
      `${anna}/messages?$filter=subject eq 'Once'`,
    );
    expect(body.value).toHaveLength(1);
  });

  test("a cut body ends in the middle", async () => {
    await fault({ cutBody: true, times: 1 });
    await expect(get("/users")).rejects.toThrow();
    expect((await get("/users")).status).toBe(200);
  });

  test("latency makes the answer late", async () => {
    await fault({ latencyMs: 150, times: 1 });
    const began = performance.now();
    await get("/users");
    expect(performance.now() - began).toBeGreaterThan(140);
  });

  test("short pages are pages all the same", async () => {
    await fault({ shortPages: 3 });
    const { body } = await t.graph<{ value: unknown[]; "@odata.nextLink": string }>(
      t.asApp,
      "GET",
      "/users?$top=20",
    );
    expect(body.value).toHaveLength(3);
    const next = await t.graph<{ value: unknown[] }>(t.asApp, "GET", body["@odata.nextLink"]);
    expect(next.body.value).toHaveLength(3);
  });

  test("a share of requests is hit, the same ones in every run", async () => {
    const run = async () => {
      await t.outside("DELETE", "/faults");
      await fault({ status: 500, share: 0.5 });
      const statuses = [];
      for (let i = 0; i < 20; i += 1) statuses.push((await get("/organization")).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });

  test("faults are listed, cleared, and forgotten by a reset", async () => {
    const { body } = await fault({ status: 500, times: 3 });
    expect((await t.outside<{ value: unknown[] }>("GET", "/faults")).body.value).toEqual([
      { id: body.id, status: 500, times: 3, share: 1, match: {} },
    ]);
    await t.outside("DELETE", "/faults");
    expect((await get("/users")).status).toBe(200);
    await fault({ status: 500 });
    await t.outside("POST", "/reset", { seed: "empty" });
    expect((await get("/users")).status).toBe(200);
  });

  test.each([
    ["nothing to do", {}],
    ["a success", { status: 200 }],
    ["no HTTP status", { status: 700 }],
    ["a pattern that is none", { match: { url: "(" }, status: 500 }],
    ["an unknown word", { status: 500, colour: "red" }],
    ["a share above one", { status: 500, share: 1.5 }],
    ["no times", { status: 500, times: 0 }],
    ["an unknown notification fault", { notifications: { kind: "lose" } }],
  ])("a fault with %s is refused", async (_story, body) => {
    expect((await fault(body)).status).toBe(400);
  });
});

describe("every request is remembered for whoever checks afterwards", () => {
  const requests = async (since: number) =>
    (await t.outside<{ last: number; value: Logged[] }>("GET", `/requests?since=${since}`)).body;

  test("with method, address, status and reply, but without the token", async () => {
    const { last } = await requests(0);
    await t.graph(t.asUser("anna.kern"), "GET", "/me?$select=displayName");
    const { value } = await requests(last);
    expect(value).toHaveLength(1);
    expect(value[0]).toMatchObject({
      method: "GET",
      url: "/v1.0/me?$select=displayName",
      status: 200,
      reply: { displayName: "Anna Kern" },
      token: { kind: "user", permissions: expect.arrayContaining(["User.Read"]) },
    });
    expect(JSON.stringify(value)).not.toContain(await t.token(t.asUser("anna.kern")));
  });

  test("what came inside a batch too, and what was refused", async () => {
    const { last } = await requests(0);
    const body = { requests: [{ id: "1", method: "GET", url: "/organization" }] };
    await t.graph(t.asApp, "POST", "/$batch", { body });
    await t.graph(null, "GET", "/users");
    const { value } = await requests(last);
    expect(value.map(({ method, url, status }) => [method, url, status])).toEqual([
      ["GET", "/v1.0/organization", 200],
      ["POST", "/v1.0/$batch", 200],
      ["GET", "/v1.0/users", 401],
    ]);
  });

  test.each(["-1", "x", "1.5"])("since=%s is refused", async (since) => {
    expect((await t.outside("GET", `/requests?since=${since}`)).status).toBe(400);
  });
});
