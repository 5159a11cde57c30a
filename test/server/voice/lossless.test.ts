import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
  world = await openWorld();
  await openDeal(world);
});
afterEach(() => world.close());

const fault = (body: object) => world.outside("POST", "/faults", body);

/** Activity feed of the spokesperson: how many lines tell of mail that went around. */
async function told(): Promise<number> {
  const feed = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  return (feed["value"] as unknown as unknown[]).length;
}

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
    const ids = await Promise.all(
      [1, 2, 3].map(() => clientWrites(world, { to: ["pavel.orlov", "ivan.petrov"] })),
    );
    for (const mailId of ids) await untilJudged(world, mailId, ["bypass left-out"]);
    expect((await incidentsOf(world, "anna.kern")).length).toBe(ids.length);
    expect(await told()).toBe(ids.length);
  });

  test("10 told in another order, the end is the same", async () => {
    await fault({ notifications: { kind: "reorder" }, share: 0.5 });
    for (let n = 0; n < 4; n++) await clientWrites(world, { subject: `Mail ${n}` });
    await world.advance("PT2M");
    const subjects = (await incidentsOf(world, "anna.kern")).map(({ subject }) => subject);
    expect(new Set(subjects)).toEqual(new Set(["Mail 0", "Mail 1", "Mail 2", "Mail 3"]));
    expect(subjects).toHaveLength(4);
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
    await clientWrites(world);
    await world.advance("PT30M");
    expect(await told()).toBe(1);
    await world.advance("PT4H");
    expect(await told()).toBe(1);
    expect((await incidentsOf(world, "anna.kern", "all")).length).toBe(1);
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
    expect((await world.graph("POST", `${pavel}/mailFolders/inbox/messageRules`, rule)).status).toBe(201);
    await fault({ notifications: { kind: "drop" } });
    const mailId = await clientWrites(world);
    expect((await copyOf(world, "pavel.orlov", mailId))?.["parentFolderId"]).toBe(folder["id"]);
    await world.advance("PT15M");
    expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
  });

  test("a mail that somebody moves is not judged twice, and loses its mark all the same", async () => {
    const mailId = await clientWrites(world);
    await world.quiet();
    const before = await copyOf(world, "pavel.orlov", mailId);
    const pavel = `/users/${world.id("pavel.orlov")}`;
    await world.graph("POST", `${pavel}/messages/${before?.["id"]}/move`, { destinationId: "archive" });
    await world.advance("PT15M");
    const [incident, ...others] = await incidentsOf(world, "anna.kern", "all");
    expect([incident?.state, others.length, await told()]).toEqual(["open", 0, 1]);
    expect((await copyOf(world, "pavel.orlov", mailId))?.["categories"]).toEqual(["Around the spokesperson"]);
  });
});

describe("subscriptions", () => {
  test("there is one for each mailbox of the team, and none that is not needed", async () => {
    expect(new Set(await atGraph())).toEqual(new Set(await subscriptionIds()));
    expect((await subscriptionIds()).length).toBe(3);
    await sql`update deal set stage = 'won'`.execute(world.db);
    await world.advance("PT1H");
    expect([await atGraph(), await subscriptionIds()]).toEqual([[], []]);
  });

  test("they are prolonged in time, and are the same after a month", async () => {
    const before = await subscriptionIds();
    for (let day = 0; day < 30; day++) await world.advance("P1D");
    expect(await subscriptionIds()).toEqual(before);
    const mailId = await clientWrites(world);
    await untilJudged(world, mailId, ["bypass left-out"]);
  });

  test("13 removed by Graph, they are made again, and what came meanwhile is found", async () => {
    const before = await subscriptionIds();
    await fault({ notifications: { kind: "drop" }, match: { url: "notifications$" } });
    const mailId = await clientWrites(world);
    await world.outside("DELETE", "/faults");
    await world.outside("POST", "/subscriptions/all/lifecycle", { event: "subscriptionRemoved" });
    await expect
      .poll(async () => await judged(world, mailId), { timeout: 10_000 })
      .toEqual(["bypass left-out"]);
    await world.quiet();
    const after = await subscriptionIds();
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    expect(new Set(await atGraph())).toEqual(new Set(after));
  });

  test("13 told that notifications were missed, we look at once", async () => {
    await fault({ notifications: { kind: "drop" }, match: { url: "notifications$" } });
    const mailId = await clientWrites(world);
    await world.outside("DELETE", "/faults");
    await world.outside("POST", "/subscriptions/all/lifecycle", { event: "missed" });
    await expect
      .poll(async () => await judged(world, mailId), { timeout: 10_000 })
      .toEqual(["bypass left-out"]);
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
    await expect.poll(renewals, { timeout: 10_000 }).toBe(3);
    await world.quiet();
    expect(await subscriptionIds()).toEqual(before);
    const mailId = await clientWrites(world);
    await untilJudged(world, mailId, ["bypass left-out"]);
  });

  test("15 after its delta links ran out, a mailbox is read anew, and nothing is flagged twice", async () => {
    await clientWrites(world, { subject: "Before" });
    await world.advance("PT15M");
    await fault({ notifications: { kind: "drop" } });
    await clientWrites(world, { subject: "Between" });
    await world.outside("POST", "/deltaTokens/expire");
    await world.advance("PT15M");
    expect((await incidentsOf(world, "anna.kern")).map(({ subject }) => subject)).toEqual([
      "Between",
      "Before",
    ]);
    expect(await told()).toBe(2);
  });
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

test.each([
  ["out of service for a moment", { status: 503, times: 2 }],
  ["overtaxed by its own gateway", { status: 504, times: 2 }],
  ["cutting its answers off", { cutBody: true, times: 2 }],
  ["doing what it is asked and losing the answer", { dropReply: true, times: 2 }],
])("7 with Graph %s, each mail is marked and told of once", async (_story, wrong) => {
  await fault({ match: { url: "/users/" }, ...wrong });
  const mailId = await clientWrites(world);
  await expect.poll(() => judged(world, mailId), { timeout: 20_000 }).toEqual(["bypass left-out"]);
  await expect
    .poll(async () => (await copyOf(world, "pavel.orlov", mailId))?.["categories"], { timeout: 20_000 })
    .toEqual(["Around the spokesperson"]);
  await expect.poll(told, { timeout: 20_000 }).toBe(1);
});

test("6 throttled for a while, we wait as long as we are asked to, and everything is done in the end", async () => {
  await fault({ match: { url: "/messages/" }, status: 429, retryAfter: 1, times: 6 });
  const mailId = await clientWrites(world);
  await expect
    .poll(async () => (await copyOf(world, "pavel.orlov", mailId).catch(() => undefined))?.["categories"], {
      timeout: 20_000,
    })
    .toEqual(["Around the spokesperson"]);
});

test("18 a mail that cannot be read is given up after five tries, and holds nothing up", async () => {
  const pavel = world.id("pavel.orlov");
  await fault({ match: { url: `${pavel}/messages/AAk.*internetMessageHeaders` }, status: 418, times: 5 });
  await clientWrites(world, { subject: "Poison" });
  const mailId = await clientWrites(world, { subject: "Good", to: ["ivan.petrov"] });
  await expect
    .poll(async () => await judged(world, mailId), { timeout: 40_000 })
    .toEqual(["bypass left-out"]);
  const dead = () => rows(world.db, sql`select 1 from intake where dead_at is not null`);
  await expect.poll(async () => (await dead()).length, { timeout: 40_000 }).toBe(1);
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
