import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { readBrief, writeBrief } from "../../../src/contract/briefs.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { cancelMeeting, listMeetings, moveMeeting } from "../../../src/contract/meetings.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { refusal, requestCount, requestsTo, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
  deal = await steelworks(world);
  await dmitriRepeats("A private word", { sensitivity: "private" }, 15);
  await dmitriRepeats("Board", { attendees: [] }, 16);
  await dmitriRepeats("Price talks, secret", {}, 10);
  await round();
});
afterAll(() => world.close());
beforeEach(() => world.outside("DELETE", "/faults"));

/** The chief executive meets Vera in Outlook on three Thursdays from 5 March 2026 on, at that hour in Berlin. */
async function dmitriRepeats(subject: string, more: object, hour: number): Promise<string> {
  const at = (h: number) => ({ dateTime: `2026-03-05T${h}:00:00`, timeZone: "Europe/Berlin" });
  const { body, status } = await world.graph("POST", `/users/${world.id("dmitri.bergmann")}/events`, {
    subject,
    start: at(hour),
    end: at(hour + 1),
    attendees: [
      { type: "required", emailAddress: { address: VERA.address.toUpperCase(), name: "V. Volkova" } },
    ],
    recurrence: {
      pattern: { type: "weekly", interval: 1, daysOfWeek: ["thursday"], firstDayOfWeek: "monday" },
      range: {
        type: "numbered",
        startDate: "2026-03-05",
        numberOfOccurrences: 3,
        recurrenceTimeZone: "Europe/Berlin",
      },
    },
    ...more,
  });
  expect(status).toBe(201);
  return String(body["id"]);
}
/** Lets the product look at the calendars. */
const round = () => world.advance("PT11M");
const meetings = async () =>
  (await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } })).meetings;
const days = async () =>
  (await meetings()).map(({ start, state, elsewhere }) =>
    [start.slice(0, 16), state, elsewhere].filter(Boolean).join(" "),
  );
const onThe = async (date: string) => {
  const found = (await meetings()).find(({ start }) => start.startsWith(date));
  if (found === undefined) throw new Error(`There is no meeting on ${date}`);
  return found;
};
const brief = async (date: string) =>
  world.as("anna.kern")(readBrief, { params: { dealId: deal.id, meetingId: (await onThe(date)).id } });
const told = async () => {
  const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  return (value as Json[])
    .filter(({ activityType }) => String(activityType) === "meetingChanged")
    .map(({ title }) => String(title));
};
/** The event of one day in the chief executive's calendar. */
async function dayOf(date: string): Promise<string> {
  const window = `startDateTime=${date}T00:00:00Z&endDateTime=${date}T23:00:00Z`;
  const dmitri = world.id("dmitri.bergmann");
  const { body } = await world.graph("GET", `/users/${dmitri}/calendarView?${window}`);
  const found = (body["value"] as Json[]).find(({ subject }) => String(subject) === "Price talks, secret");
  return `/users/${dmitri}/events/${String(found?.["id"])}`;
}

test("D3: what the chief executive repeats with the client's person in Outlook is taken over, each day as a meeting of its own", async () => {
  expect(await meetings()).toMatchObject(
    ["2026-03-05T09:00:00Z", "2026-03-12T09:00:00Z", "2026-03-19T09:00:00Z"].map((start) => ({
      start,
      origin: "outlook",
      subject: "Steelworks AO: Vera Volkova",
      organizer: { name: "Dmitri Bergmann" },
      attendees: [{ address: VERA.address, personId: null, response: "none" }],
      state: "scheduled",
      yoursToCancel: false,
    })),
  );
});

test("D3: of it only times and people are read: no subject, nothing private, and nothing is written to the calendar", async () => {
  expect(JSON.stringify(await meetings())).not.toMatch(/secret|private word|Board/i);
  const asked = await requestsTo(world, `/users/${world.id("dmitri.bergmann")}/calendarView`, 0);
  const selected = asked.filter(({ url }) => url.includes("seriesMasterId"));
  expect(selected.length).toBeGreaterThan(0);
  for (const { url } of selected) expect(decodeURIComponent(url)).not.toMatch(/subject|body|location/);
  const before = await requestCount(world);
  await round();
  await round();
  expect(await meetings()).toHaveLength(3);
  const written = (await requestsTo(world, "/events", before)).filter(({ method }) => method !== "GET");
  expect(written).toEqual([]);
});

test("D3: each day has a brief of its own, which says whom one meets before anybody wrote it", async () => {
  const { id } = await onThe("2026-03-12");
  const words = { why: "Second talk", outcome: "", position: "2.4 million", neverSay: "" };
  await world.as("anna.kern")(writeBrief, { params: { dealId: deal.id, meetingId: id }, body: words });
  expect(await brief("2026-03-12")).toMatchObject({
    why: "Second talk",
    people: [{ role: "economicBuyer" }],
  });
  for (const day of ["2026-03-05", "2026-03-19"])
    expect(await brief(day)).toMatchObject({
      why: "",
      people: [{ name: "Vera Volkova", role: "economicBuyer" }],
    });
});

test("D3: it is moved and called off in Outlook, not with us", async () => {
  const params = { dealId: deal.id, meetingId: (await onThe("2026-03-12")).id };
  const move = { params, body: { start: "2026-03-13T09:00:00Z", conceded: [] } };
  expect(await refusal(world.as("anna.kern")(moveMeeting, move))).toBe("deal.not-yours");
  const off = { params, body: { comment: "" } };
  expect(await refusal(world.as("anna.kern")(cancelMeeting, off))).toBe("deal.not-yours");
  expect(await days()).toHaveLength(3);
});

test("D3: one day that is moved in Outlook is moved here with its brief, and told once", async () => {
  const to = (hour: string) => ({ dateTime: `2026-03-13T${hour}:00:00`, timeZone: "Europe/Berlin" });
  await world.graph("PATCH", await dayOf("2026-03-12"), { start: to("15"), end: to("16") });
  await round();
  await round();
  expect(await days()).toEqual([
    "2026-03-05T09:00 scheduled",
    "2026-03-13T14:00 scheduled moved",
    "2026-03-19T09:00 scheduled",
  ]);
  expect(await brief("2026-03-13")).toMatchObject({ why: "Second talk" });
  expect(await told()).toEqual(["Steelworks AO: Vera Volkova was moved in Outlook (Steelworks)"]);
});

test("D3: a calendar that cannot be read loses nothing that is known of it", async () => {
  await world.outside("POST", "/faults", { match: { url: "calendarView" }, status: 403, times: 3 });
  await round();
  expect(await days()).toHaveLength(3);
  expect((await days()).filter((day) => day.includes("cancelled"))).toEqual([]);
});

test("D3: the brief is refreshed until one hour before the day, and stays as it is from then on", async () => {
  await world.outside("POST", "/clock", { set: "2026-03-05T07:40:00Z" });
  await sql`update deal_contact set name = 'Vera A. Volkova' where deal_id = ${deal.id}`.execute(world.db);
  await world.advance("PT4M");
  const { rows } = await sql<{ parts: Json }>`
    select b.parts from meeting_brief b join meeting m on m.id = b.meeting_id
     where m.starts_at = '2026-03-05T09:00:00Z'`.execute(world.db);
  expect(rows).toMatchObject([{ parts: { people: [{ name: "Vera A. Volkova" }] } }]);
  await world.outside("POST", "/clock", { set: "2026-03-05T08:00:01Z" });
  await sql`update deal_contact set name = 'Somebody else' where deal_id = ${deal.id}`.execute(world.db);
  expect(await brief("2026-03-05")).toMatchObject({ frozen: true, people: [{ name: "Vera A. Volkova" }] });
  await sql`update deal_contact set name = 'Vera Volkova' where deal_id = ${deal.id}`.execute(world.db);
});

test("D3: one day that is deleted in Outlook is called off here, told once, and the others stay", async () => {
  await world.graph("DELETE", await dayOf("2026-03-19"));
  await round();
  await round();
  expect((await days()).slice(1)).toEqual([
    "2026-03-13T14:00 scheduled moved",
    "2026-03-19T09:00 cancelled deleted",
  ]);
  expect(await told()).toContain("Steelworks AO: Vera Volkova was deleted in Outlook (Steelworks)");
  expect(await told()).toHaveLength(2);
});

test("D3: who is no contact of the deal any more takes the days to come along", async () => {
  await sql`update deal_contact set address = 'other@steelworks.example' where deal_id = ${deal.id}`.execute(
    world.db,
  );
  await round();
  expect((await days()).filter((day) => day.startsWith("2026-03-13"))).toEqual([]);
  await sql`update deal_contact set address = ${VERA.address} where deal_id = ${deal.id}`.execute(world.db);
  await round();
  expect((await days()).filter((day) => day.startsWith("2026-03-13"))).toHaveLength(1);
});

test("D3: a whole series that ends is one piece of news", async () => {
  const before = (await told()).length;
  const id = await dmitriRepeats("Steering, secret", {}, 17);
  await round();
  // The first of its days is over by now or today; two are still to come.
  expect((await days()).filter((day) => day.includes("T16:00 scheduled")).length).toBeGreaterThan(1);
  await world.graph("DELETE", `/users/${world.id("dmitri.bergmann")}/events/${id}`);
  await round();
  expect((await days()).filter((day) => day.includes("T16:00 scheduled"))).toEqual([]);
  expect((await told()).length).toBe(before + 1);
});
