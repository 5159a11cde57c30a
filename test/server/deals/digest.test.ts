import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { readDigestWish, saveDigestWish } from "../../../src/contract/deal-digest.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { list, newDeal } from "./deal-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  // A Monday, an hour and a half before the day begins in Berlin.
  world = await openWorld({ limits: "none", now: "2026-03-02T05:30:00Z" });
  for (const name of ["anna.kern", "pavel.orlov", "dmitri.bergmann"]) await works(name, "Europe/Berlin");
  deal = await newDeal(world, {
    name: "Rolling mill",
    seats: [
      { personId: world.id("pavel.orlov"), role: "expert" },
      { personId: world.id("dmitri.bergmann"), role: "executiveSponsor" },
    ],
    tenderDate: "2026-03-04",
  });
});
afterAll(() => world.close());

/** Sets when somebody works: Monday to Friday, 8 to 17 by their own clock. */
async function works(name: string, timeZone: string): Promise<void> {
  await world.graph("PATCH", `/users/${world.id(name)}/mailboxSettings`, {
    timeZone,
    workingHours: {
      daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      startTime: "08:00:00.0000000",
      endTime: "17:00:00.0000000",
      timeZone: { name: timeZone },
    },
  });
}

const news = async (name: string, type = "dayAhead"): Promise<Json[]> =>
  list(await world.outside("GET", `/users/${world.id(name)}/activityFeed`)).filter(
    ({ activityType }) => String(activityType) === type,
  );
const digests = async (name: string) => (await news(name)).length;
const inbox = async (name: string) =>
  list(await world.graph("GET", `/users/${world.id(name)}/mailFolders/inbox/messages`)).filter(
    ({ subject }) => /^Your deals/.test(String(subject)),
  );
const wishOf = (name: string) => world.as(name)(readDigestWish, {});
const wants = (name: string, part: object) =>
  world.as(name)(saveDigestWish, { body: { feed: true, mail: false, urgent: true, at: null, ...part } });
async function until(instant: string): Promise<void> {
  await world.outside("POST", "/clock", { set: instant });
  await world.app.turn();
  await world.quiet();
}

/** The executive is asked to meet the client at that time. */
async function asked(start: string): Promise<string> {
  const { tenantId } = world.sandbox;
  const [id, by, at] = [randomUUID(), world.id("anna.kern"), world.now().toString()];
  await sql`insert into meeting_ask (tenant_id, id, deal_id, executive_id, subject, stake, client_rank, starts_at, minutes,
              in_person, hours, ranks, created_by, created_at)
            values (${tenantId}, ${id}, ${deal.id}, ${world.id("dmitri.bergmann")}, 'Meet their director', 'the deal', 1,
              ${start}, 45, false, 'null'::jsonb, '{}'::jsonb, ${by}, ${at})`.execute(world.db);
  await sql`insert into meeting_ask_event (tenant_id, ask_id, id, at, kind, by_id)
            values (${tenantId}, ${id}, ${randomUUID()}, ${at}, 'sent', ${by})`.execute(world.db);
  return id;
}

describe("one word a day, at each person's own morning", () => {
  test("before the morning nothing is said; then one line comes, and no second one that day", async () => {
    await until("2026-03-02T06:55:00Z");
    expect(await digests("anna.kern")).toBe(0);
    await until("2026-03-02T07:06:00Z");
    await expect.poll(() => digests("anna.kern"), { timeout: 20_000 }).toBe(1);
    expect((await news("anna.kern"))[0]).toMatchObject({ title: "Your deals today: 1 day comes near" });
    for (const hour of ["12:00", "20:00"]) await until(`2026-03-02T${hour}:00Z`);
    expect(await digests("anna.kern")).toBe(1);
  });

  test("whoever lives elsewhere hears in their own morning", async () => {
    await works("pavel.orlov", "Asia/Yekaterinburg");
    await sql`delete from digest_plan where person_id = ${world.id("pavel.orlov")}`.execute(world.db);
    const before = await digests("pavel.orlov");
    await until("2026-03-03T02:40:00Z");
    expect(await digests("pavel.orlov")).toBe(before);
    await until("2026-03-03T03:10:00Z");
    await expect.poll(() => digests("pavel.orlov"), { timeout: 20_000 }).toBe(before + 1);
    expect(await digests("anna.kern")).toBe(1);
  });

  test("where nothing waits nothing is said", async () => {
    await sql`update deal set tender_date = null where id = ${deal.id}::uuid`.execute(world.db);
    const before = await digests("anna.kern");
    await until("2026-03-03T08:00:00Z");
    expect(await digests("anna.kern")).toBe(before);
    await sql`update deal set close_date = '2026-03-09' where id = ${deal.id}::uuid`.execute(world.db);
  });

  test("on weekends nothing is said; what fell due while we did not run is not made up for at night", async () => {
    const before = await digests("anna.kern");
    await until("2026-03-06T22:00:00Z");
    await until("2026-03-07T08:00:00Z");
    expect(await digests("anna.kern")).toBe(before);
    await until("2026-03-09T07:10:00Z");
    await expect.poll(() => digests("anna.kern"), { timeout: 20_000 }).toBe(before + 1);
  });

  test("on a public holiday of their country nothing is said", async () => {
    await sql`update deal set close_date = '2026-04-08' where id = ${deal.id}::uuid`.execute(world.db);
    await sql`update digest_plan set country = 'DE', read_at = '2026-04-05T20:00:00Z', due_at = null
               where person_id = ${world.id("anna.kern")}`.execute(world.db);
    await world.outside("POST", "/clock", { set: "2026-04-05T20:30:00Z" });
    const { nextAt, holidays } = await wishOf("anna.kern");
    expect(holidays).toMatchObject({ country: "DE" });
    expect(nextAt).toBe("2026-04-07T06:00:00Z");
  });
});

describe("what a person chooses", () => {
  beforeEach(async () => {
    await sql`update deal set close_date = '2026-04-10' where id = ${deal.id}::uuid`.execute(world.db);
  });

  test("a mail besides, in their own mailbox, with the way to each deal; once", async () => {
    await until("2026-04-07T18:00:00Z");
    await wants("anna.kern", { mail: true });
    await until("2026-04-08T06:10:00Z");
    await expect.poll(async () => (await inbox("anna.kern")).length, { timeout: 20_000 }).toBe(1);
    await until("2026-04-08T10:10:00Z");
    const [letter, ...more] = await inbox("anna.kern");
    expect(more).toEqual([]);
    expect(String(letter?.["body"]?.["content"])).toContain(`/tab/deals/${deal.id}`);
  });

  test("an hour of their own, or nothing at all", async () => {
    expect((await wants("anna.kern", { at: "10:30" })).nextAt).toBe("2026-04-09T08:30:00Z");
    expect(await wants("anna.kern", { feed: false })).toMatchObject({ nextAt: null, feed: false });
    const before = await digests("anna.kern");
    await until("2026-04-09T09:00:00Z");
    expect(await digests("anna.kern")).toBe(before);
  });
});

describe("what cannot wait", () => {
  const told = async () => (await news("dmitri.bergmann", "answerDue")).map(({ title }) => String(title));

  test("an answer of yours that is due within a day is asked for at once, in working hours, and once", async () => {
    await until("2026-04-09T12:00:00Z");
    await asked("2026-04-10T15:00:00Z");
    await until("2026-04-09T14:00:00Z");
    expect(await told()).toEqual([]);
    await until("2026-04-09T21:00:00Z");
    expect(await told()).toEqual([]);
    await until("2026-04-10T06:10:00Z");
    await expect
      .poll(told, { timeout: 20_000 })
      .toEqual(["Your answer is due: Meet their director (Rolling mill)"]);
    await until("2026-04-10T12:00:00Z");
    expect(await told()).toHaveLength(1);
  });

  test("whoever wants no such line gets none", async () => {
    await wants("dmitri.bergmann", { urgent: false });
    const before = (await told()).length;
    await asked("2026-04-14T08:00:00Z");
    await until("2026-04-13T09:00:00Z");
    expect((await told()).length).toBe(before);
  });
});
