import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { readBrief, writeBrief } from "../../../src/contract/briefs.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { cancelMeeting, listMeetings, type Meeting, moveMeeting } from "../../../src/contract/meetings.ts";
import { openWorld, type World } from "../../support/world.ts";
import {
  booked,
  booking,
  busy,
  eventsOf,
  meetingOf,
  refusal,
  slotsFor,
  steelworks,
} from "./meeting-support.ts";

let world: World;
let deal: Deal;
let meeting: Meeting;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
  meeting = await booked(world, deal, { subject: "To be moved", briefing: 30, debrief: 15 });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

const move = (start: string, as = "anna.kern", id = meeting.id) =>
  world.as(as)(moveMeeting, {
    params: { dealId: deal.id, meetingId: id },
    body: { start, conceded: [] },
  });
/** When the events of that subject begin on a person's calendar, e.g. "2026-03-03T11:00". */
const startsOf = async (name: string, subject = "To be moved") =>
  (await eventsOf(world, name))
    .filter((event) => String(event["subject"]) === subject)
    .map((event) => String(event["start"]?.["dateTime"]).slice(0, 16));
/** A loaded machine may take its time. */
const PATIENTLY = { timeout: 25_000 };

test("a moved meeting is at its new time on every calendar, its briefing and debrief too, and it is one event", async () => {
  const before = meeting.joinUrl;
  expect(await move("2026-03-04T12:00:00Z")).toMatchObject({
    state: "scheduling",
    start: "2026-03-04T12:00:00Z",
    end: "2026-03-04T13:00:00Z",
  });
  await world.quiet();
  for (const name of ["anna.kern", "dmitri.bergmann"]) {
    expect(await startsOf(name)).toEqual(["2026-03-04T12:00"]);
    expect(await startsOf(name, "Briefing: To be moved")).toEqual(["2026-03-04T11:30"]);
    expect(await startsOf(name, "Debrief: To be moved")).toEqual(["2026-03-04T13:00"]);
  }
  expect(await meetingOf(world, deal, meeting.id)).toMatchObject({
    state: "scheduled",
    elsewhere: null,
    why: null,
    joinUrl: before,
  });
});

test("the client hears of the new time by an update of the same invitation", async () => {
  const { value } = await world.outside("GET", "/mail");
  const sent = (value as never as { subject: string; raw: string }[]).filter(({ raw }) =>
    raw.includes("To be moved"),
  );
  const uids = sent.map(({ raw }) => /^UID:(.*)$/m.exec(raw.replace(/\r\n[ \t]/g, ""))?.[1]);
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(uids).size).toBe(1);
});

test("a meeting does not stand in its own way: half an hour later is possible, and offered", async () => {
  const day = { from: "2026-03-04", to: "2026-03-04" };
  const who = { clients: [], briefing: 30, debrief: 15, ...day };
  const inTheWay = await slotsFor(world, deal, who);
  const { fits } = await slotsFor(world, deal, { ...who, moving: meeting.id });
  const at = Date.parse("2026-03-04T12:30:00Z");
  const offers = (ranges: typeof fits) =>
    ranges.some(({ from, to }) => Date.parse(from) <= at && at <= Date.parse(to));
  expect([offers(inTheWay.fits), offers(fits)]).toEqual([false, true]);
  await move("2026-03-04T12:30:00Z");
  await expect.poll(() => startsOf("dmitri.bergmann"), PATIENTLY).toEqual(["2026-03-04T12:30"]);
});

test("moved twice at once, it ends where it is shown, on every calendar", async () => {
  await world.quiet();
  await Promise.all([move("2026-03-05T11:00:00Z"), move("2026-03-06T11:00:00Z")]);
  await world.quiet();
  const { start, state } = await meetingOf(world, deal, meeting.id);
  expect(state).toBe("scheduled");
  expect(await startsOf("anna.kern")).toEqual([start.slice(0, 16)]);
  expect(await startsOf("dmitri.bergmann")).toEqual([start.slice(0, 16)]);
});

test("a move that Outlook is slow with does not undo the one after it", async () => {
  const placing = sql`select 1 from pgboss.job where name = 'meeting.place' and state = 'active'`;
  await world.outside("POST", "/faults", {
    match: { method: "PATCH", url: "/events/" },
    latencyMs: 3_000,
    times: 1,
  });
  await move("2026-03-09T11:00:00Z");
  await expect.poll(async () => (await placing.execute(world.db)).rows.length, PATIENTLY).toBe(1);
  await move("2026-03-09T13:00:00Z");
  await world.quiet();
  await world.advance("PT3M");
  expect(await meetingOf(world, deal, meeting.id)).toMatchObject({
    state: "scheduled",
    start: "2026-03-09T13:00:00Z",
    elsewhere: null,
  });
  expect(await startsOf("dmitri.bergmann")).toEqual(["2026-03-09T13:00"]);
});

test("fault 25: a time that was taken meanwhile is refused, and the meeting stays where it is", async () => {
  const before = await startsOf("anna.kern");
  await busy(world, "dmitri.bergmann", "2026-03-10T11:30", "2026-03-10T12:30");
  expect(await refusal(move("2026-03-10T11:00:00Z"))).toBe("meeting.slot-taken");
  expect(await refusal(move("2026-03-01T11:00:00Z"))).toBe("meeting.past");
  expect(await startsOf("anna.kern")).toEqual(before);
});

test("fault 8: a reply lost while it was moved moves it once, and it is not taken for moved in Outlook", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "PATCH", url: "/events/" },
    dropReply: true,
    times: 1,
  });
  await move("2026-03-11T11:00:00Z");
  await world.quiet();
  expect(await meetingOf(world, deal, meeting.id)).toMatchObject({ state: "scheduled", elsewhere: null });
  expect(await startsOf("dmitri.bergmann")).toEqual(["2026-03-11T11:00"]);
});

test("where Outlook refuses the move, the meeting is shown where its event still lies, and that it is said", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "PATCH", url: "/events/" },
    status: 403,
    times: 1,
  });
  await move("2026-03-12T11:00:00Z");
  await world.quiet();
  expect(await meetingOf(world, deal, meeting.id)).toMatchObject({
    state: "scheduled",
    why: "permission",
    start: "2026-03-11T11:00:00Z",
  });
  expect(await startsOf("anna.kern")).toEqual(["2026-03-11T11:00"]);
});

test("whoever may not call it off may not move it; one that is called off moves no more", async () => {
  expect(await refusal(move("2026-03-13T11:00:00Z", "pavel.orlov"))).toBe("deal.not-yours");
  expect(await refusal(move("2026-03-13T11:00:00Z", "helen.carter"))).toBe("deal.unknown");
  const params = { dealId: deal.id, meetingId: meeting.id };
  await world.as("anna.kern")(cancelMeeting, { params, body: { comment: "" } });
  expect(await refusal(move("2026-03-13T11:00:00Z"))).toBe("meeting.unknown");
  await expect.poll(() => startsOf("dmitri.bergmann"), PATIENTLY).toEqual([]);
});

test("the assistant invites on the executive's behalf: it is their event, and she is named", async () => {
  const body = booking(world, {
    subject: "On behalf",
    start: "2026-03-17T11:00:00Z",
    organizerId: world.id("dmitri.bergmann"),
  });
  const params = { dealId: deal.id };
  const shown = await world.as("katrin.vogel")(scheduleMeeting, { params, body });
  expect(shown).toMatchObject({
    organizer: { name: "Dmitri Bergmann" },
    bookedBy: { name: "Katrin Vogel" },
    yoursToCancel: true,
  });
  await expect.poll(() => startsOf("dmitri.bergmann", "On behalf"), PATIENTLY).toEqual(["2026-03-17T11:00"]);
  const [event] = (await eventsOf(world, "dmitri.bergmann")).filter(
    (one) => String(one["subject"]) === "On behalf",
  );
  expect(String(event?.["isOrganizer"])).toBe("true");
});

test("nobody else invites for others, and experts invite nobody", async () => {
  const book = (as: string, organizer: string | null) =>
    refusal(
      world.as(as)(scheduleMeeting, {
        params: { dealId: deal.id },
        body: booking(world, {
          start: "2026-03-18T11:00:00Z",
          organizerId: organizer && world.id(organizer),
        }),
      }),
    );
  expect(await book("anna.kern", "dmitri.bergmann")).toBe("deal.not-yours");
  expect(await book("katrin.vogel", "pavel.orlov")).toBe("deal.not-yours");
  expect(await book("katrin.vogel", "helen.carter")).toBe("deal.not-yours");
  expect(await book("pavel.orlov", null)).toBe("deal.not-yours");
});

test("a meeting in person has its place on the calendars, and no Teams link", async () => {
  const place = { name: "Magnitogorsk, gate 3", travelMinutes: 60 };
  const shown = await booked(world, deal, { subject: "In person", start: "2026-03-19T11:00:00Z", place });
  expect(shown).toMatchObject({ state: "scheduled", place: place.name, travel: 60, joinUrl: null });
  const [event] = (await eventsOf(world, "dmitri.bergmann")).filter(
    (one) => String(one["subject"]) === "In person",
  );
  expect(event).toMatchObject({ location: { displayName: place.name }, isOnlineMeeting: false });
});

test("D3: a meeting that repeats is so many meetings at one hour of the clock, each with a brief of its own", async () => {
  await busy(world, "dmitri.bergmann", "2026-04-06T09:00", "2026-04-06T12:00");
  const body = booking(world, {
    subject: "Every fortnight",
    start: "2026-03-23T10:00:00Z",
    repeat: { everyWeeks: 2, times: 4 },
  });
  const params = { dealId: deal.id };
  const book = () => world.as("anna.kern")(scheduleMeeting, { params, body });
  const [reply] = await Promise.all([book(), book()]);
  // Summer time began in between; on 6 April, a holiday with a full calendar besides, it does not suit.
  expect(reply.skipped).toEqual(["2026-04-06T09:00:00Z"]);
  await world.quiet();
  expect(await startsOf("anna.kern", "Every fortnight")).toEqual([
    "2026-03-23T10:00",
    "2026-04-20T09:00",
    "2026-05-04T09:00",
  ]);
  const { meetings } = await world.as("anna.kern")(listMeetings, { params });
  const series = meetings.filter(({ subject }) => subject === "Every fortnight");
  expect(series.map((one) => one.series)).toEqual([1, 3, 4].map((place) => ({ place, of: 4 })));
  const [first, second] = series;
  const brief = (id = "") => ({ params: { dealId: deal.id, meetingId: id } });
  const words = { why: "The first time", outcome: "", position: "", neverSay: "" };
  await world.as("anna.kern")(writeBrief, { ...brief(first?.id), body: words });
  expect((await world.as("anna.kern")(readBrief, brief(second?.id))).why).toBe("");
});

test("called off with those that follow, a series ends there; what was before stays", async () => {
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  const [, second] = meetings.filter(({ subject }) => subject === "Every fortnight");
  const params = { dealId: deal.id, meetingId: second?.id ?? "" };
  await world.as("anna.kern")(cancelMeeting, { params, body: { comment: "", following: true } });
  await expect
    .poll(() => startsOf("dmitri.bergmann", "Every fortnight"), PATIENTLY)
    .toEqual(["2026-03-23T10:00"]);
});
