import { Temporal } from "temporal-polyfill";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openClock } from "../../../server/sandbox/core/clock.ts";
import { GraphError } from "../../../server/sandbox/core/graph-error.ts";
import type { Call, Operation } from "../../../server/sandbox/core/operation.ts";
import { openTenant } from "../../../server/sandbox/core/tenant.ts";
import { admit } from "../../../server/sandbox/core/throttle.ts";
import { KEY_ACCOUNTS_TEAM, MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

describe("limits are counted on the tenant's clock", () => {
  let t: TestSandbox;
  beforeEach(async () => {
    await t?.close();
    t = await openTestSandbox();
  });
  afterAll(() => t.close());

  const channels = (team: string) => t.graph(t.asApp, "GET", `/teams/${team}/channels`);

  test("a team takes four requests a second, and others go on", async () => {
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await channels(KEY_ACCOUNTS_TEAM));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(answers[4]?.headers["retry-after"]).toBe("1");
    expect((await channels(MANAGEMENT_TEAM)).status).toBe(200);
  });

  test("and takes more once the time in Retry-After has passed", async () => {
    for (let i = 0; i < 5; i += 1) await channels(KEY_ACCOUNTS_TEAM);
    await t.outside("POST", "/clock", { advance: "PT1S" });
    expect((await channels(KEY_ACCOUNTS_TEAM)).status).toBe(200);
  });

  test("a sandbox opened without limits never says 429", async () => {
    const free = await openTestSandbox({ limits: "none" });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => free.graph(free.asApp, "GET", `/teams/${KEY_ACCOUNTS_TEAM}/channels`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await free.close();
  });
});

describe("a mailbox takes 10,000 requests in ten minutes from one application", () => {
  function counting() {
    let nowMs = 0;
    const clock = openClock(Temporal.Instant.from("2026-03-02T09:00:00Z"), () => nowMs);
    const tenant = openTenant("t", clock);
    const caller = { kind: "app", appId: "a", roles: new Set<string>() } as const;
    const call = { tenant, caller, params: {} } as unknown as Call;
    const operation = {
      limit: "mailbox",
      method: "GET",
      path: "/users/{user-id}/messages",
    } as unknown as Operation;
    const ask = (mailbox = "anna", bytes = 0) => {
      try {
        admit(call, operation, { mailbox, bytes })();
        return 0;
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        return Number(error.headers["Retry-After"]);
      }
    };
    return { ask, pass: (seconds: number) => (nowMs += seconds * 1000) };
  }

  test("the 10,000th passes, the next waits, other mailboxes do not", () => {
    const { ask } = counting();
    for (let i = 0; i < 9999; i += 1) ask();
    expect(ask()).toBe(0);
    expect(ask()).toBe(600);
    expect(ask("pavel")).toBe(0);
  });

  test("the wait ends when the first of them are ten minutes old", () => {
    const { ask, pass } = counting();
    for (let i = 0; i < 10_000; i += 1) ask();
    pass(599);
    expect(ask()).toBeGreaterThan(0);
    pass(1);
    expect(ask()).toBe(0);
  });

  test("all of Graph takes 130,000 requests in ten seconds from one application, whichever they go to", () => {
    const { ask, pass } = counting();
    for (let i = 0; i < 130_000; i += 1) ask(`mailbox ${i % 20}`);
    expect(ask("another")).toBe(10);
    pass(10);
    expect(ask("another")).toBe(0);
  });

  test("15 MB in half a minute is as much as one may send", () => {
    const { ask, pass } = counting();
    const megabyte = 1024 * 1024;
    for (let i = 0; i < 15; i += 1) expect(ask("anna", megabyte)).toBe(0);
    expect(ask("anna", 1)).toBe(30);
    expect(ask("anna", 0)).toBe(0);
    pass(30);
    expect(ask("anna", megabyte)).toBe(0);
  });
});

describe("Teams counts an application's requests by what they do", () => {
  function asking() {
    let nowMs = 0;
    const clock = openClock(Temporal.Instant.from("2026-03-02T09:00:00Z"), () => nowMs);
    const tenant = openTenant("t", clock);
    const caller = { kind: "app", appId: "a", roles: new Set<string>() } as const;
    /** True when the request was let through. */
    const ask = (method: string, path: string, params: Record<string, string> = {}) => {
      const call = { tenant, caller, params } as unknown as Call;
      try {
        admit(call, { limit: "team", method, path } as unknown as Operation, { mailbox: "", bytes: 0 });
        return true;
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        expect([error.status, Number(error.headers["Retry-After"])]).toEqual([429, expect.any(Number)]);
        return false;
      }
    };
    /** How many of so many requests at once, each to a team of its own, are let through. */
    const passing = (many: number, method: string, path: string) =>
      Array.from({ length: many }, (_none, i) => ask(method, path, { "team-id": String(i) })).filter(Boolean)
        .length;
    return { ask, passing, pass: (ms: number) => (nowMs += ms) };
  }

  test.each([
    [10, "POST", "/teams"],
    [30, "GET", "/teams/{team-id}"],
    [30, "POST", "/teams/{team-id}/channels"],
    [30, "POST", "/teams/{team-id}/installedApps"],
    [15, "DELETE", "/teams/{team-id}/installedApps/{teamsAppInstallation-id}"],
    [50, "POST", "/teams/{team-id}/channels/{channel-id}/messages"],
    [5, "POST", "/teams/{team-id}/sendActivityNotification"],
    [2, "POST", "/teamwork/sendActivityNotificationToRecipients"],
  ])("%i a second of %s %s", (limit, method, path) => {
    const { passing, pass } = asking();
    expect(passing(60, method, path)).toBe(limit);
    expect(passing(60, method, path)).toBe(0);
    pass(1000);
    expect(passing(60, method, path)).toBe(limit);
  });

  test("a channel takes four requests a second, whatever its team's other channels do", () => {
    const { ask } = asking();
    const read = (channel: string) =>
      ask("GET", "/teams/{team-id}/channels/{channel-id}", { "team-id": "t", "channel-id": channel });
    expect([1, 2, 3, 4, 5].map(() => read("one"))).toEqual([true, true, true, true, false]);
    expect(read("two")).toBe(true);
  });

  test("a channel takes 3,000 posts and replies a day", () => {
    const { ask, pass } = asking();
    const write = (channel: string, tail = "") => {
      pass(250);
      const path = `/teams/{team-id}/channels/{channel-id}/messages${tail}`;
      return ask("POST", path, { "team-id": "t", "channel-id": channel });
    };
    for (let i = 0; i < 1500; i += 1)
      expect([write("one"), write("one", "/{chatMessage-id}/replies")]).toEqual([true, true]);
    expect(write("one")).toBe(false);
    expect(write("two")).toBe(true);
    pass(24 * 60 * 60_000);
    expect(write("one")).toBe(true);
  });
});
