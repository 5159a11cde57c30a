import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { cancelMeeting } from "../../../src/contract/meetings.ts";
import { openWorld, type World } from "../../support/world.ts";
import { booked, booking, busy, eventsOf, meetingOf, refusal, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
let day = 2;
/** Every test books on a day of its own, so that none stands in another's way. */
let start = "";
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  day += 1;
  if (day % 7 === 0) day += 2; // 7 and 8 March are a weekend
  start = `2026-03-${String(day).padStart(2, "0")}T11:00:00Z`;
  await world.outside("DELETE", "/faults");
});

const book = (more = {}, as = "anna.kern") =>
  world.as(as)(scheduleMeeting, { params: { dealId: deal.id }, body: booking(world, { start, ...more }) });
const called = async (name: string, subject: string) =>
  (await eventsOf(world, name)).filter((event) => String(event["subject"]) === subject);

test("a meeting comes onto everybody's calendar with a Teams link, and its words are no markup", async () => {
  const meeting = await booked(world, deal, { start, subject: "Line 4" });
  expect(meeting).toMatchObject({ state: "scheduled", why: null, elsewhere: null, yoursToCancel: true });
  expect(meeting.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
  expect(meeting.attendees).toMatchObject([
    { name: "Dmitri Bergmann", personId: world.id("dmitri.bergmann"), response: "none", required: true },
    { name: "Vera Volkova", address: VERA.address, personId: null, response: "none", required: true },
  ]);
  const [event] = await called("anna.kern", "Line 4");
  expect(event).toMatchObject({ start: { dateTime: `${start.slice(0, 19)}.0000000`, timeZone: "UTC" } });
  expect(String(event?.["body"]?.["content"])).toContain("Price &#60;b&#62;list");
  expect(await called("dmitri.bergmann", "Line 4")).toHaveLength(1);
});

test("briefing and debrief are events of their own, for our people alone, in the organizer's language", async () => {
  await booked(world, deal, { start, subject: "Line 5", briefing: 30, debrief: 15 });
  const [briefing] = await called("dmitri.bergmann", "Briefing: Line 5");
  const [debrief] = await called("dmitri.bergmann", "Debrief: Line 5");
  const people = (event: typeof briefing) =>
    (event?.["attendees"] ?? []).map((one) => String(one["emailAddress"]?.["address"]));
  expect(people(briefing)).toEqual(["dmitri.bergmann@bergmann.example"]);
  expect(people(debrief)).toEqual(["dmitri.bergmann@bergmann.example"]);
  const link = new RegExp(`<a href="https://teams\\.microsoft\\.com/l/entity/[^"]*${deal.id}`);
  expect(String(briefing?.["body"]?.["content"])).toMatch(link);
  expect(String(debrief?.["body"]?.["content"])).toMatch(link);
  const [main] = await called("dmitri.bergmann", "Line 5");
  expect(String(main?.["body"]?.["content"])).not.toMatch(link);
  expect(String(briefing?.["start"]?.["dateTime"])).toContain("T10:30:00");
  expect(String(debrief?.["end"]?.["dateTime"])).toContain("T12:15:00");
});

test("fault 24: 50 clicks at once on one meeting are one event", async () => {
  const body = booking(world, { start, subject: "Fifty clicks", briefing: 15 });
  const click = () => world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  const replies = await Promise.all(Array.from({ length: 50 }, click));
  await world.quiet();
  expect(new Set(replies.map(({ id }) => id))).toEqual(new Set([body.id]));
  expect(await called("anna.kern", "Fifty clicks")).toHaveLength(1);
  expect(await called("anna.kern", "Briefing: Fifty clicks")).toHaveLength(1);
  expect((await click()).state).toBe("scheduled"); // a late click, when its own event fills the time
});

test("fault 24: of two people who book one executive for one time, one is told that it is taken", async () => {
  const dmitri = [world.id("dmitri.bergmann")];
  const tries = ["anna.kern", "katrin.vogel"].flatMap((as) =>
    [1, 2, 3].map(() => refusal(book({ required: dmitri, subject: "The same hour" }, as))),
  );
  const codes = await Promise.all(tries);
  await world.quiet();
  expect(codes.toSorted()).toEqual([
    "meeting.slot-taken",
    "meeting.slot-taken",
    "meeting.slot-taken",
    "meeting.slot-taken",
    "meeting.slot-taken",
    "not refused",
  ]);
  expect(await called("dmitri.bergmann", "The same hour")).toHaveLength(1);
});

test("fault 25: a time that was taken after the search is refused, and nothing is booked", async () => {
  await busy(world, "dmitri.bergmann", `${start.slice(0, 11)}11:30`, `${start.slice(0, 11)}12:30`);
  const body = booking(world, { start, subject: "Too late" });
  const call = world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  expect(await refusal(call)).toBe("meeting.slot-taken");
  await expect(meetingOf(world, deal, body.id)).rejects.toThrow("not in the list");
  expect(await called("anna.kern", "Too late")).toEqual([]);
});

test("fault 25: a briefing that was taken counts too; what the executive conceded does not", async () => {
  const at = start.slice(0, 11);
  await busy(world, "dmitri.bergmann", `${at}10:30`, `${at}11:00`, { showAs: "tentative" });
  expect(await refusal(book({ briefing: 30 }))).toBe("meeting.slot-taken");
  const personId = world.id("dmitri.bergmann");
  const conceded = [{ what: "over-tentative" as const, personId, minutes: null }];
  expect(await refusal(book({ briefing: 30, conceded }))).toBe("not refused");
});

test("a time outside somebody's hours is booked when they conceded it, and as far as they conceded", async () => {
  const personId = world.id("dmitri.bergmann");
  const early = `${start.slice(0, 11)}08:15:00Z`; // a quarter past nine in Munich; he begins at ten
  const conceded = (minutes: number) => [{ what: "outside-hours" as const, personId, minutes }];
  expect(await refusal(book({ start: early }))).toBe("meeting.slot-taken");
  expect(await refusal(book({ start: early, conceded: conceded(30) }))).toBe("meeting.slot-taken");
  expect(await refusal(book({ start: early, conceded: conceded(45) }))).toBe("not refused");
});

test("fault 8: a reply lost after the event was made leaves one event, not two", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/events$" },
    dropReply: true,
    times: 1,
  });
  const meeting = await booked(world, deal, { start, subject: "Lost reply" });
  expect(meeting.state).toBe("scheduled");
  expect(meeting.joinUrl).not.toBeNull();
  expect(await called("anna.kern", "Lost reply")).toHaveLength(1);
});

test("fault 8: called off before we heard that it was made, the event goes all the same", async () => {
  const body = booking(world, { start, subject: "Never mind" });
  const path = `/users/${world.id("anna.kern")}/events`;
  // Made by an attempt whose reply never came, and the work behind it was killed.
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/events$" },
    status: 503,
    retryAfter: 600,
  });
  await world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  await world.quiet();
  await world.outside("DELETE", "/faults");
  const end = start.replace("T11", "T12");
  await world.graph("POST", path, {
    transactionId: body.id,
    subject: "Never mind",
    start: time(start.slice(0, 19)),
    end: time(end.slice(0, 19)),
  });
  const params = { dealId: deal.id, meetingId: body.id };
  await world.as("anna.kern")(cancelMeeting, { params, body: { comment: "" } });
  await world.quiet();
  expect(await called("anna.kern", "Never mind")).toEqual([]);
});

test("fault 8: where Graph says that the key was used and no more, the event it made is found", async () => {
  const body = booking(world, { start, subject: "Known key" });
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  // Shown as free, so that what an earlier attempt left does not stand in the booking's own way.
  const made = await world.graph("POST", `/users/${world.id("anna.kern")}/events`, {
    transactionId: body.id,
    subject: "Known key",
    showAs: "free",
    start: time(start.slice(0, 19)),
    end: time(start.replace("T11", "T12").slice(0, 19)),
  });
  expect(made.status).toBe(201);
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/events$" },
    status: 409,
    code: "ErrorDuplicateTransactionId",
    times: 1,
  });
  await world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  await world.quiet();
  expect(await meetingOf(world, deal, body.id)).toMatchObject({ state: "scheduled" });
  expect(await called("anna.kern", "Known key")).toHaveLength(1);
});

test("a busy Microsoft 365 delays the event and never loses it", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/events$" },
    status: 429,
    retryAfter: 30,
    times: 1,
  });
  const meeting = await booked(world, deal, { start, subject: "Later" });
  expect(meeting.state).toBe("scheduling");
  await world.advance("PT3M");
  expect((await meetingOf(world, deal, meeting.id)).state).toBe("scheduled");
});

test("a refusal of Microsoft 365 is said, and the same request tries again", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/events$" },
    status: 403,
    times: 1,
  });
  const body = booking(world, { start, subject: "Second try" });
  const click = () => world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  await click();
  await world.quiet();
  expect(await meetingOf(world, deal, body.id)).toMatchObject({ state: "failed", why: "permission" });
  expect(await click()).toMatchObject({ state: "scheduling", why: null });
  await world.quiet();
  expect(await meetingOf(world, deal, body.id)).toMatchObject({ state: "scheduled" });
});

test("an id that is another person's meeting is not handed out", async () => {
  const { id } = await book();
  expect(await refusal(book({ id }, "katrin.vogel"))).toBe("meeting.unknown");
});

test("called off, it leaves every calendar, and those invited read why", async () => {
  const { id } = await booked(world, deal, { start, subject: "Called off", briefing: 15 });
  const params = { dealId: deal.id, meetingId: id };
  const comment = "Vera is ill; we find another day.";
  const reply = await world.as("anna.kern")(cancelMeeting, { params, body: { comment } });
  expect(reply).toMatchObject({ state: "cancelled", yoursToCancel: false });
  await world.quiet();
  expect(await called("anna.kern", "Called off")).toEqual([]);
  expect(await called("anna.kern", "Briefing: Called off")).toEqual([]);
  const { body } = await world.graph("GET", `/users/${world.id("dmitri.bergmann")}/messages?$top=50`);
  const notes = (body["value"] as never as { subject: string; bodyPreview: string }[]).filter(({ subject }) =>
    /^Cancel+ed: Called off/.test(subject),
  );
  expect(notes.map(({ bodyPreview }) => bodyPreview).join()).toContain("Vera is ill");
  expect(await refusal(world.as("anna.kern")(cancelMeeting, { params, body: { comment } }))).toBe(
    "not refused",
  );
});

test("only the organizer and the account manager call a meeting off", async () => {
  const { id } = await book();
  const params = { dealId: deal.id, meetingId: id };
  const as = (name: string) => refusal(world.as(name)(cancelMeeting, { params, body: { comment: "" } }));
  expect(await as("pavel.orlov")).toBe("deal.not-yours");
  expect(await as("helen.carter")).toBe("deal.unknown");
  const unknown = { dealId: deal.id, meetingId: randomUUID() };
  expect(
    await refusal(world.as("anna.kern")(cancelMeeting, { params: unknown, body: { comment: "" } })),
  ).toBe("meeting.unknown");
});
