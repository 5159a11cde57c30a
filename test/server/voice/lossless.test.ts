import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { openWorld, type World } from "../../support/world.ts";
import {
  clientWrites,
  copyOf,
  incidentsOf,
  judged,
  keepAwake,
  openDeal,
  untilJudged,
} from "./voice-support.ts";

/** What Graph asked us to wait, in milliseconds. The test waits a tenth of it. */
const waits: number[] = [];
const wait = (ms: number) => {
  waits.push(ms);
  return new Promise<void>((resolve) => setTimeout(resolve, ms / 10));
};

let world: World;
let toldBefore: number;
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  world = await openWorld({ manners: { wait } });
  await keepAwake(world, ["anna.kern"]);
  await openDeal(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.outside("DELETE", "/faults");
  await world.quiet();
  toldBefore = await linesInFeed();
});

const fault = (body: object) => world.outside("POST", "/faults", body);
const MARKED = ["Around the spokesperson"];

/** How many lines tell Anna of mail that went around; what else she is told, such as her day, counts not. */
async function linesInFeed(): Promise<number> {
  const feed = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  const lines = feed["value"] as unknown as { activityType: string }[];
  return lines.filter(({ activityType }) => activityType === "clientMailAround").length;
}

/** How many lines more than before the test tell the spokesperson of mail that went around. */
const told = async () => (await linesInFeed()) - toldBefore;

/** The states of the incidents under a subject, one each. */
async function statesOf(subject: string): Promise<string[]> {
  const all = await incidentsOf(world, "anna.kern", "all");
  return all.filter((each) => each.subject === subject).map(({ state }) => state);
}

const marksOn = async (mailId: string) =>
  (await copyOf(world, "pavel.orlov", mailId).catch(() => undefined))?.["categories"];

async function subscriptionIds(): Promise<string[]> {
  const found = await rows<{ id: string }>(
    world.db,
    sql`select subscription_id as id from watch where subject = 'mail' order by person_id`,
  );
  return found.map(({ id }) => id);
}

/** What Graph holds for us, by resource. */
async function atGraph(): Promise<string[]> {
  const { body } = await world.graph("GET", "/subscriptions");
  return (body["value"] as unknown as { id: string }[]).map(({ id }) => id);
}

describe("notifications that go wrong", () => {
  test("9 told ten times, a mail is one incident and one line in the feed", async () => {
    await fault({ notifications: { kind: "double" } });
    const subjects = ["Ten times", "Ten times more", "Ten times again"];
    const ids = await Promise.all(
      subjects.map((subject) => clientWrites(world, { subject, to: ["pavel.orlov", "ivan.petrov"] })),
    );
    for (const mailId of ids) await untilJudged(world, mailId, ["bypass left-out"]);
    for (const subject of subjects) expect(await statesOf(subject)).toEqual(["open"]);
    expect(await told()).toBe(subjects.length);
  });

  test("10 told in another order, the end is the same", async () => {
    await fault({ notifications: { kind: "reorder" }, share: 0.5 });
    const subjects = [0, 1, 2, 3].map((n) => `In another order ${n}`);
    for (const subject of subjects) await clientWrites(world, { subject });
    await world.advance("PT2M");
    for (const subject of subjects) expect(await statesOf(subject)).toEqual(["open"]);
    expect(await told()).toBe(subjects.length);
  });

  test("12 lost, every mail is found within fifteen minutes, and flagged once", async () => {
    await fault({ notifications: { kind: "drop" } });
    const mailId = await clientWrites(world);
    await world.quiet();
    expect(await judged(world, mailId)).toEqual([]);
    await world.advance("PT15M");
    expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
    await world.advance("PT15M");
    expect(await told()).toBe(1);
  });

  test("11 four hours late, after the sweep found the mail, nothing is flagged again", async () => {
    await fault({ notifications: { kind: "late", lateSeconds: 4 * 3600 }, times: 1 });
    await clientWrites(world, { subject: "Late" });
    await world.advance("PT30M");
    expect(await told()).toBe(1);
    await world.advance("PT4H");
    expect(await told()).toBe(1);
    expect(await statesOf("Late")).toEqual(["open"]);
  });

  test("a mail that a rule moved to a folder of its own is found", async () => {
    const pavel = `/users/${world.id("pavel.orlov")}`;
    const { body: folder } = await world.graph("POST", `${pavel}/mailFolders`, { displayName: "Steel" });
    const rule = {
      displayName: "Steel",
      sequence: 1,
      isEnabled: true,
      conditions: { senderContains: ["steelworks"] },
      actions: { moveToFolder: folder["id"] },
    };
    const rules = `${pavel}/mailFolders/inbox/messageRules`;
    const made = await world.graph("POST", rules, rule);
    expect(made.status).toBe(201);
    await fault({ notifications: { kind: "drop" } });
    const mailId = await clientWrites(world);
    expect((await copyOf(world, "pavel.orlov", mailId))?.["parentFolderId"]).toBe(folder["id"]);
    await world.advance("PT15M");
    expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
    await world.graph("DELETE", `${rules}/${made.body["id"]}`);
  });

  test("a mail that somebody moves is not judged twice, and keeps its mark", async () => {
    const mailId = await clientWrites(world, { subject: "Moved" });
    await expect.poll(() => marksOn(mailId), { timeout: 20_000 }).toEqual(MARKED);
    const before = await copyOf(world, "pavel.orlov", mailId);
    const pavel = `/users/${world.id("pavel.orlov")}`;
    await world.graph("POST", `${pavel}/messages/${before?.["id"]}/move`, { destinationId: "archive" });
    await world.advance("PT15M");
    expect([await statesOf("Moved"), await told()]).toEqual([["open"], 1]);
    expect(await marksOn(mailId)).toEqual(MARKED);
  });
});

describe("subscriptions", () => {
  test("they are prolonged in time: after two of their lives they are the same", async () => {
    const before = await subscriptionIds();
    expect(before.length).toBe(3);
    for (let stretch = 0; stretch < 8; stretch++) await world.advance("PT36H");
    expect(await subscriptionIds()).toEqual(before);
    expect(new Set(await atGraph())).toEqual(new Set(before));
    const mailId = await clientWrites(world);
    await untilJudged(world, mailId, ["bypass left-out"]);
  });

  test("13 removed by Graph, they are made again, and what came meanwhile is found", async () => {
    const before = await subscriptionIds();
    await fault({ notifications: { kind: "drop" }, match: { url: "notifications$" } });
    const mailId = await clientWrites(world);
    await world.outside("DELETE", "/faults");
    await world.outside("POST", "/subscriptions/all/lifecycle", { event: "subscriptionRemoved" });
    await untilJudged(world, mailId, ["bypass left-out"]);
    const after = await subscriptionIds();
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    expect(new Set(await atGraph())).toEqual(new Set(after));
  });

  test("13 told that notifications were missed, we look at once", async () => {
    await fault({ notifications: { kind: "drop" }, match: { url: "notifications$" } });
    const mailId = await clientWrites(world);
    await world.outside("DELETE", "/faults");
    await world.outside("POST", "/subscriptions/all/lifecycle", { event: "missed" });
    await untilJudged(world, mailId, ["bypass left-out"]);
  });

  test("13 asked to authorize again, we do, and go on hearing", async () => {
    const before = await subscriptionIds();
    const since = String((await world.outside("GET", "/requests"))["last"]);
    await world.outside("POST", "/subscriptions/all/lifecycle", { event: "reauthorizationRequired" });
    const renewals = async () =>
      (
        (await world.outside("GET", `/requests?since=${since}`))["value"] as unknown as {
          method: string;
          url: string;
        }[]
      ).filter(({ method, url }) => method === "PATCH" && url.includes("/subscriptions/")).length;
    await expect.poll(renewals, { timeout: 20_000 }).toBe(3);
    await world.quiet();
    expect(await subscriptionIds()).toEqual(before);
    const mailId = await clientWrites(world);
    await untilJudged(world, mailId, ["bypass left-out"]);
  });

  test("15 after its delta links ran out, a mailbox is read anew, and nothing is flagged twice", async () => {
    await clientWrites(world, { subject: "Before the links ran out" });
    await world.advance("PT15M");
    await fault({ notifications: { kind: "drop" } });
    await clientWrites(world, { subject: "While nobody told" });
    await world.outside("POST", "/deltaTokens/expire");
    await world.advance("PT15M");
    expect(await statesOf("Before the links ran out")).toEqual(["open"]);
    expect(await statesOf("While nobody told")).toEqual(["open"]);
    expect(await told()).toBe(2);
  });

  test("14 after seven days in which nothing reached us, all mail is found, and new mail is heard at once", async () => {
    const before = await subscriptionIds();
    await fault({ notifications: { kind: "drop" } });
    const mails: string[] = [];
    for (let day = 0; day < 7; day++) {
      // Nobody takes a turn: the server is down, and its subscriptions end.
      await world.outside("POST", "/clock", { advance: "P1D" });
      mails.push(await clientWrites(world, { subject: `Day ${day}` }));
    }
    expect(await atGraph()).toEqual([]);
    await world.outside("DELETE", "/faults");
    await world.advance("PT1S");
    for (const mailId of mails) expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
    const after = await subscriptionIds();
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    const fresh = await clientWrites(world);
    await untilJudged(world, fresh, ["bypass left-out"]);
    expect(await told()).toBe(8);
  });
});

test.each([
  ["out of service for a moment", { status: 503, times: 2 }],
  ["overtaxed by its own gateway", { status: 504, times: 2 }],
  ["cutting its answers off", { cutBody: true, times: 2 }],
  ["doing what it is asked and losing the answer", { dropReply: true, times: 2 }],
])("7 with Graph %s, each mail is marked and told of once", async (_story, wrong) => {
  await fault({ match: { url: "/users/" }, ...wrong });
  const mailId = await clientWrites(world);
  await untilJudged(world, mailId, ["bypass left-out"]);
  expect([await marksOn(mailId), await told()]).toEqual([MARKED, 1]);
});

test("6 throttled for a while, we wait as long as we are asked to, and everything is done in the end", async () => {
  const before = waits.length;
  await fault({ match: { url: "/messages/" }, status: 429, retryAfter: 1, times: 6 });
  const mailId = await clientWrites(world);
  await expect.poll(() => marksOn(mailId), { timeout: 20_000 }).toEqual(MARKED);
  const asked = waits.slice(before);
  expect(asked.length).toBeGreaterThan(2);
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(1_000);
});

test("18 a mail that cannot be read is given up after five tries, holds nothing up, and is tried anew by the next sweep", async () => {
  const pavel = world.id("pavel.orlov");
  await fault({ match: { url: `${pavel}/messages/AAk.*internetMessageHeaders` }, status: 418 });
  const poison = await clientWrites(world, { subject: "Poison" });
  const mailId = await clientWrites(world, { subject: "Good", to: ["ivan.petrov"] });
  await expect.poll(() => judged(world, mailId), { timeout: 20_000 }).toEqual(["bypass left-out"]);
  const given = async () => {
    // Its waits go by the database's clock, which no test can move: what waits is made due instead.
    await sql`update intake set due_at = now() where done_at is null and dead_at is null`.execute(world.db);
    return rows(world.db, sql`select attempts from intake where dead_at is not null`);
  };
  await expect.poll(given, { timeout: 20_000 }).toEqual([{ attempts: 5 }]);
  await world.outside("DELETE", "/faults");
  await world.advance("PT15M");
  expect(await judged(world, poison)).toEqual(["bypass left-out"]);
});

test("who joins a deal has the last thirty days of their mailbox read, and nobody is disturbed by it", async () => {
  await fault({ notifications: { kind: "drop" } });
  const old = await clientWrites(world, { from: "old@history.example", to: ["felix.otto"] });
  await world.advance("P3D");
  await world.outside("DELETE", "/faults");
  const deal = await openDeal(world, { domains: ["history.example"], team: ["felix.otto"] });
  const since = world
    .now()
    .subtract({ hours: 30 * 24 })
    .toString();
  await sql`update voice_turn set since = ${since} where deal_id = ${deal.id}`.execute(world.db);
  await sql`delete from mail_history where deal_id = ${deal.id}`.execute(world.db);
  await sql`delete from judgement where deal_id = ${deal.id}`.execute(world.db);
  await world.advance("PT1H");
  expect(await judged(world, old)).toEqual(["bypass left-out"]);
  expect((await copyOf(world, "felix.otto", old))?.["categories"]).toEqual([]);
  expect((await incidentsOf(world, "felix.otto")).length).toBe(1);
  expect(await told()).toBe(0);
});

test("a mail of the very second in which a colleague joined is told of: Graph dates mail by the second", async () => {
  const deal = await openDeal(world, { domains: ["second.example"] });
  const second = world.now().round({ smallestUnit: "second", roundingMode: "floor" });
  const since = second.subtract({ minutes: 1 }).toString();
  await sql`update voice_turn set since = ${since} where deal_id = ${deal.id}`.execute(world.db);
  await world.outside("POST", "/clock", { set: second.add({ milliseconds: 400 }).toString() });
  await sql`update mail_history set begun_at = ${second.add({ milliseconds: 300 }).toString()}
            where deal_id = ${deal.id}`.execute(world.db);
  const mailId = await clientWrites(world, { from: "x@second.example" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  expect([await marksOn(mailId), await told()]).toEqual([MARKED, 1]);
});

test("when no deal is open, no subscription is left", async () => {
  expect(new Set(await atGraph())).toEqual(new Set(await subscriptionIds()));
  await sql`update deal set stage = 'won'`.execute(world.db);
  await world.advance("PT1H");
  expect([await atGraph(), await subscriptionIds()]).toEqual([[], []]);
});
