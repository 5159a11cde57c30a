import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type * as z from "zod/mini";
import { row, sql } from "../../../server/store/db.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { readDebrief, writeDebrief } from "../../../src/contract/debriefs.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import type { Meeting } from "../../../src/contract/meetings.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { press } from "../deals/room-support.ts";
import { booking, refusal, requestCount, requestsTo, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
let meeting: Meeting;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());
/** Each test has a working day of its own, with a meeting that began ten minutes ago. */
let day = Temporal.PlainDate.from("2026-03-02");
beforeEach(async () => {
  await world.outside("DELETE", "/faults");
  day = day.add({ days: day.dayOfWeek === 5 ? 3 : 1 });
  const start = day.toZonedDateTime({ timeZone: "UTC", plainTime: "09:00" }).toInstant();
  await world.outside("POST", "/clock", { set: start.subtract({ hours: 1 }).toString() });
  meeting = await world.as("anna.kern")(scheduleMeeting, {
    params: { dealId: deal.id },
    body: booking(world, {
      start: start.toString(),
      required: [world.id("anna.kern")],
      minutes: 15,
      subject: `Line 4, ${start.toString()}`,
    }),
  });
  await world.outside("POST", "/clock", { set: start.add({ minutes: 10 }).toString() });
});

type Body = z.input<typeof writeDebrief.body>;
const body = (more: Partial<Body> = {}): Body => ({
  agreed: "They take line 4 with the longer warranty.",
  promises: [
    {
      id: randomUUID(),
      text: "Send the warranty terms",
      ownerId: world.id("pavel.orlov"),
      due: "2026-03-06",
    },
    { id: randomUUID(), text: "Ask finance for terms", ownerId: world.id("anna.kern"), due: null },
  ],
  next: "Contract by Friday",
  recap: "Dear Vera,\nthank you for the talk <today>.",
  ...more,
});
const params = () => ({ dealId: deal.id, meetingId: meeting.id });
const write = (more: Partial<Body> = {}, as = "anna.kern") =>
  world.as(as)(writeDebrief, { params: params(), body: body(more) });
/** Until everything that follows from a debrief is done, or refused. A loaded machine may take its time. */
const finished = () =>
  expect
    .poll(
      async () => {
        const debrief = await read();
        return [debrief?.recap, ...(debrief?.promises ?? []).map(({ task }) => task)];
      },
      { timeout: 25_000 },
    )
    .not.toContain("waiting");
const read = async () => (await world.as("pavel.orlov")(readDebrief, { params: params() })).debrief;
const tasks = async (name: string, title: string) => {
  const { body: lists } = await world.graph("GET", `/users/${world.id(name)}/todo/lists`);
  const own = (lists["value"] as Json[]).find((one) => String(one["wellknownListName"]) === "defaultList");
  const { body: all } = await world.graph(
    "GET",
    `/users/${world.id(name)}/todo/lists/${String(own?.["id"])}/tasks`,
  );
  return (all["value"] as Json[]).filter((one) => String(one["title"]) === title);
};

test("D7: what was promised becomes a task of whoever promised it, with its day, once", async () => {
  const promise = {
    id: randomUUID(),
    text: `Send the terms ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: "2026-03-06",
  };
  await Promise.all([1, 2, 3].map(() => write({ promises: [promise] })));
  await world.quiet();
  const found = await tasks("pavel.orlov", promise.text);
  expect(found).toHaveLength(1);
  expect(String(found[0]?.["dueDateTime"]?.["dateTime"])).toContain("2026-03-06");
  expect((await read())?.promises).toMatchObject([
    { text: promise.text, task: "made", owner: { name: "Павел Орлов" } },
  ]);
});

test("D7: the note to the client waits as a draft in the spokesperson's mailbox, and is not sent by us", async () => {
  await write({}, "pavel.orlov");
  await finished();
  expect(await read()).toMatchObject({
    recap: "drafted",
    spokesperson: { name: "Anna Kern" },
    by: { name: "Павел Орлов" },
  });
  const { body: mails } = await world.graph("GET", `/users/${world.id("anna.kern")}/messages?$top=100`);
  const [draft] = (mails["value"] as Json[]).filter(
    (mail) => String(mail["subject"]) === meeting.subject && mail["isDraft"],
  );
  expect(String(draft?.["toRecipients"]?.[0]?.["emailAddress"]?.["address"])).toBe(VERA.address);
  expect(String(draft?.["body"]?.["content"])).toContain("&#60;today&#62;");
});

test("D7: while Microsoft 365 is busy nothing is lost, and nothing is made twice", async () => {
  const promise = {
    id: randomUUID(),
    text: `Later ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: null,
  };
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/tasks$" },
    status: 503,
    retryAfter: 60,
    times: 1,
  });
  await write({ promises: [promise] });
  await world.quiet();
  expect((await read())?.promises[0]?.task).toBe("waiting");
  await world.advance("PT4M");
  expect((await read())?.promises[0]?.task).toBe("made");
  expect(await tasks("pavel.orlov", promise.text)).toHaveLength(1);
});

test("D7: a task whose making was not confirmed is not made twice", async () => {
  const promise = {
    id: randomUUID(),
    text: `Once ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: null,
  };
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/tasks$" },
    dropReply: true,
    times: 1,
  });
  await write({ promises: [promise] });
  await finished();
  expect((await read())?.promises[0]?.task).toBe("made");
  expect(await tasks("pavel.orlov", promise.text)).toHaveLength(1);
});

test("D7: a refusal is said beside the promise, and the rest is done", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "GET", url: "todo/lists$" },
    status: 403,
    times: 1,
  });
  await write();
  await finished();
  expect((await read())?.promises.map(({ task }) => task)).toEqual(["failed", "made"]);
  expect((await read())?.recap).toBe("drafted");
});

test("D7: a debrief is written once, after the meeting began, by the team, for people of the team", async () => {
  await write({ agreed: "First" });
  expect(await write({ agreed: "Second" })).toMatchObject({ agreed: "First" });
  expect(await refusal(write({}, "helen.carter"))).toBe("deal.unknown");
  const stranger = { id: randomUUID(), text: "x", ownerId: world.id("helen.carter"), due: null };
  expect(await refusal(write({ promises: [stranger] }))).toBe("person.unknown");
});

test("D7: a meeting that has not begun cannot be written up", async () => {
  await world.outside("POST", "/clock", { set: world.now().subtract({ minutes: 30 }).toString() });
  expect(await refusal(write())).toBe("meeting.not-begun");
});

/** Tasks of the plan of the deal's room, in the column of promises. */
async function planned(title: string): Promise<Json[]> {
  const found = await row<{ id: string }>(
    world.db,
    sql`select made_id as id from room_step where deal_id = ${deal.id}::uuid and name = 'plan'`,
  );
  const { body: columns } = await world.graph("GET", `/planner/plans/${found?.id}/buckets`);
  const column = (columns["value"] as Json[]).find(({ name }) => String(name) === "Promises");
  const { body: all } = await world.graph("GET", `/planner/plans/${found?.id}/tasks`);
  return (all["value"] as Json[]).filter(
    (task) => String(task["title"]) === title && String(task["bucketId"]) === String(column?.["id"]),
  );
}

test("D7: where the deal has a room with a plan, what was promised stands there under its owner, once, and in no list", async () => {
  expect((await press(world, deal.id)).state).toBe("ready");
  const promise = {
    id: randomUUID(),
    text: `In the plan ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: "2026-03-20",
  };
  await Promise.all([1, 2, 3].map(() => write({ promises: [promise] })));
  await finished();
  expect((await read())?.promises).toMatchObject([{ task: "made", taskIn: "plan" }]);
  expect(await planned(promise.text)).toMatchObject([
    { dueDateTime: "2026-03-20T12:00:00Z", assignments: { [promise.ownerId]: {} } },
  ]);
  expect(await tasks("pavel.orlov", promise.text)).toEqual([]);
});

test("D7: a reply lost while the plan took a promise leaves one task; while Planner is busy nothing is lost", async () => {
  const promise = (text: string) => ({ id: randomUUID(), text, ownerId: world.id("pavel.orlov"), due: null });
  const [lost, late] = [promise(`Lost ${meeting.id}`), promise(`Late ${meeting.id}`)];
  const fault = (more: object) => world.outside("POST", "/faults", { times: 1, ...more });
  await fault({ match: { method: "POST", url: "/planner/tasks$" }, dropReply: true });
  await fault({ match: { method: "PATCH", url: "/details$" }, status: 503, retryAfter: 60 });
  await write({ promises: [lost, late] });
  const states = async () => {
    await world.advance("PT4M");
    return (await read())?.promises.map(({ task }) => task);
  };
  await expect.poll(states, { timeout: 30_000 }).toEqual(["made", "made"]);
  for (const { text } of [lost, late]) expect(await planned(text), text).toHaveLength(1);
  expect((await read())?.promises.map(({ taskIn }) => taskIn)).toEqual(["plan", "plan"]);
});

test("D7: what the plan refuses stands in the owner's own list", async () => {
  const promise = {
    id: randomUUID(),
    text: `List ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: null,
  };
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/planner/tasks$" },
    status: 403,
    times: 1,
  });
  await write({ promises: [promise] });
  await finished();
  expect((await read())?.promises).toMatchObject([{ task: "made", taskIn: "list" }]);
  expect(await tasks("pavel.orlov", promise.text)).toHaveLength(1);
});

test("D7: the plan is read by the whole team: what a private deal promises stays out of it", async () => {
  await sql`update deal set sensitivity = 'private' where id = ${deal.id}`.execute(world.db);
  const promise = {
    id: randomUUID(),
    text: `Quiet ${meeting.id}`,
    ownerId: world.id("pavel.orlov"),
    due: null,
  };
  const since = await requestCount(world);
  await write({ promises: [promise] });
  await finished();
  expect((await read())?.promises).toMatchObject([{ task: "made", taskIn: "list" }]);
  expect(await requestsTo(world, "/planner/", since)).toEqual([]);
});
