import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { openWorld, type World } from "../../support/world.ts";
import { booked, booking, eventsOf, meetingOf, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

const eventId = async (subject: string, name = "anna.kern") =>
  String((await eventsOf(world, name)).find((event) => String(event["subject"]) === subject)?.["id"]);
const told = async (subject: string, name = "anna.kern") => {
  const { value } = await world.outside("GET", `/users/${world.id(name)}/activityFeed`);
  return (value as never as { activityType: string; preview: string }[])
    .filter(({ activityType }) => activityType === "meetingAnswered")
    .filter((line) => JSON.stringify(line).includes(subject));
};
const answer = async (subject: string, body: Record<string, unknown>) =>
  world.outside("POST", `/events/${await eventId(subject)}/responses`, body);
/** A loaded machine may take its time. */
const PATIENTLY = { timeout: 25_000 };
const changes = async (name: string, subject: string) => {
  const { value } = await world.outside("GET", `/users/${world.id(name)}/activityFeed`);
  return (value as never as { activityType: string }[]).filter(
    (line) => line.activityType === "meetingChanged" && JSON.stringify(line).includes(subject),
  );
};
const responses = async (id: string) =>
  (await meetingOf(world, deal, id)).attendees.map(({ name, response, proposes }) => [
    name,
    response,
    proposes,
  ]);

test("answers of ours and of the client show at once, and the organizer is told once of each", async () => {
  const { id } = await booked(world, deal, { subject: "Answers" });
  await answer("Answers", { attendee: "dmitri.bergmann@bergmann.example", response: "declined" });
  await answer("Answers", { attendee: VERA.address, response: "accepted" });
  await expect
    .poll(() => responses(id), PATIENTLY)
    .toEqual([
      ["Dmitri Bergmann", "declined", null],
      ["Vera Volkova", "accepted", null],
    ]);
  await world.advance("PT10M");
  expect(await told("Answers")).toHaveLength(2);
  await answer("Answers", { attendee: "dmitri.bergmann@bergmann.example", response: "accepted" });
  await expect.poll(() => told("Answers"), PATIENTLY).toHaveLength(3);
});

test("another time that somebody proposes is shown beside their answer", async () => {
  const { id } = await booked(world, deal, { subject: "Another time", start: "2026-03-04T11:00:00Z" });
  const time = (dateTime: string) => ({ dateTime, timeZone: "Europe/Moscow" });
  await answer("Another time", {
    attendee: VERA.address,
    response: "tentativelyAccepted",
    proposedNewTime: { start: time("2026-03-05T15:00:00"), end: time("2026-03-05T16:00:00") },
  });
  await expect
    .poll(() => responses(id), PATIENTLY)
    .toContainEqual(["Vera Volkova", "tentative", "2026-03-05T12:00:00Z"]);
  await expect
    .poll(async () => JSON.stringify(await told("Another time")), PATIENTLY)
    .toContain("another time");
});

test("an answer that Teams could not be told of is told by the next round", async () => {
  await booked(world, deal, { subject: "Teams is down", start: "2026-03-05T11:00:00Z" });
  const fault = { match: { url: "sendActivityNotification" }, status: 429, retryAfter: 60 };
  await world.outside("POST", "/faults", fault);
  await answer("Teams is down", { attendee: VERA.address, response: "accepted" });
  await world.advance("PT3M");
  expect(await told("Teams is down")).toHaveLength(0);
  await world.outside("DELETE", "/faults");
  await world.advance("PT3M");
  expect(await told("Teams is down")).toHaveLength(1);
});

test("told, and killed before that was noted: told again, the answer stands in the feed once", async () => {
  const { id } = await booked(world, deal, { subject: "Twice told", start: "2026-03-05T13:00:00Z" });
  await answer("Twice told", { attendee: VERA.address, response: "accepted" });
  await expect.poll(() => told("Twice told"), PATIENTLY).toHaveLength(1);
  await world.quiet();
  // What a kill between telling and noting leaves behind.
  await sql`update meeting_attendee set told = 'none' where meeting_id = ${id}`.execute(world.db);
  await world.advance("PT3M");
  const noted = await sql<{ told: string }>`
    select told from meeting_attendee where meeting_id = ${id} and address = ${VERA.address}`.execute(
    world.db,
  );
  expect(noted.rows).toEqual([{ told: "accepted" }]);
  expect(await told("Twice told")).toHaveLength(1);
});

test("moved in Outlook past us, the meeting shows its new time, and its briefing moves along", async () => {
  const { id } = await booked(world, deal, { subject: "Moved", start: "2026-03-06T11:00:00Z", briefing: 30 });
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  await world.graph("PATCH", `/users/${world.id("anna.kern")}/events/${await eventId("Moved")}`, {
    start: time("2026-03-06T13:00:00"),
    end: time("2026-03-06T14:30:00"),
  });
  await expect
    .poll(() => meetingOf(world, deal, id), PATIENTLY)
    .toMatchObject({
      state: "scheduled",
      elsewhere: "moved",
      start: "2026-03-06T13:00:00Z",
      end: "2026-03-06T14:30:00Z",
    });
  await world.quiet();
  expect(await changes("anna.kern", "Moved")).toHaveLength(1);
  const briefing = (await eventsOf(world, "dmitri.bergmann")).find(
    (one) => String(one["subject"]) === "Briefing: Moved",
  );
  expect(String(briefing?.["start"]?.["dateTime"])).toContain("2026-03-06T12:30:00");
});

test("deleted in Outlook past us, the meeting is shown as deleted, and its briefing goes too", async () => {
  const { id } = await booked(world, deal, {
    subject: "Deleted",
    start: "2026-03-09T11:00:00Z",
    briefing: 30,
  });
  await world.graph("DELETE", `/users/${world.id("anna.kern")}/events/${await eventId("Deleted")}`);
  await expect
    .poll(() => meetingOf(world, deal, id), PATIENTLY)
    .toMatchObject({ state: "cancelled", elsewhere: "deleted" });
  await world.advance("PT3M");
  expect(await changes("anna.kern", "Deleted")).toHaveLength(1);
  const subjects = (await eventsOf(world, "anna.kern")).map((one) => one["subject"]);
  expect(subjects).not.toContain("Briefing: Deleted");
});

test("whoever was invited or taken off in Outlook is shown as it stands there", async () => {
  const { id } = await booked(world, deal, { subject: "Others", start: "2026-03-10T11:00:00Z" });
  const person = (address: string, name: string) => ({ type: "required", emailAddress: { address, name } });
  await world.graph("PATCH", `/users/${world.id("anna.kern")}/events/${await eventId("Others")}`, {
    attendees: [
      person("dmitri.bergmann@bergmann.example", "Dmitri Bergmann"),
      person("oleg@steelworks.example", "Oleg"),
    ],
  });
  const names = async () => (await meetingOf(world, deal, id)).attendees.map(({ name }) => name).toSorted();
  await expect.poll(names, PATIENTLY).toEqual(["Dmitri Bergmann", "Oleg"]);
});

test("while Microsoft 365 is busy nothing changes, and nothing is taken for deleted", async () => {
  const { id } = await booked(world, deal, { subject: "Patience", start: "2026-03-11T11:00:00Z" });
  await world.outside("POST", "/faults", {
    match: { method: "GET", url: "/events/" },
    status: 503,
    retryAfter: 90,
  });
  await world.advance("PT3M");
  expect(await meetingOf(world, deal, id)).toMatchObject({ state: "scheduled", elsewhere: null });
});

test("the team hears of an answer at once, and nobody else does", async () => {
  const { id } = await booked(world, deal, { subject: "Live", start: "2026-03-12T11:00:00Z" });
  const listen = async (name: string) => {
    const ending = new AbortController();
    const response = await fetch(`${world.url}/api/live`, {
      headers: { Authorization: `Bearer ${await world.token(name)}` },
      signal: ending.signal,
    });
    let text = "";
    const read = async () => {
      for await (const part of response.body ?? []) text += Buffer.from(part).toString();
    };
    const ended = read().catch(() => {});
    return {
      text: () => text,
      end: () => {
        ending.abort();
        return ended;
      },
    };
  };
  const [pavel, helen] = [await listen("pavel.orlov"), await listen("helen.carter")];
  await answer("Live", { attendee: VERA.address, response: "accepted" });
  await expect.poll(pavel.text, PATIENTLY).toContain(`"topic":"meetings","dealId":"${deal.id}"`);
  expect(helen.text()).not.toContain(deal.id);
  await Promise.all([pavel.end(), helen.end()]);
  expect((await responses(id)).length).toBe(2);
});

test("a Russian organizer reads the briefing's name and the news in Russian", async () => {
  const other = await world.as("pavel.orlov")(createDeal, {
    body: {
      id: crypto.randomUUID(),
      name: "Northern",
      account: "Northern",
      domains: ["northern.example"],
      value: null,
      stage: "lead",
      closeDate: null,
      tenderDate: null,
      sensitivity: "standard",
      seats: [],
      contacts: [],
    },
  });
  const more = {
    required: [world.id("pavel.orlov")],
    subject: "Линия 4",
    start: "2026-03-12T06:00:00Z",
    briefing: 15,
  };
  await world.as("pavel.orlov")(scheduleMeeting, {
    params: { dealId: other.id },
    body: booking(world, more),
  });
  await world.quiet();
  const found = (await eventsOf(world, "pavel.orlov")).find((one) => String(one["subject"]) === "Линия 4");
  expect((await eventsOf(world, "pavel.orlov")).map((one) => one["subject"])).toContain(
    "Подготовка: Линия 4",
  );
  await world.outside("POST", `/events/${String(found?.["id"])}/responses`, {
    attendee: VERA.address,
    response: "declined",
  });
  await expect
    .poll(async () => JSON.stringify(await told("Линия 4", "pavel.orlov")), PATIENTLY)
    .toContain("нет");
});
