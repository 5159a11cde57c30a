import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { listMeetings } from "../../../src/contract/meetings.ts";
import { openWorld, type World } from "../../support/world.ts";
import { booking, meetingOf, refusal, search, slotsFor, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());

/** Sends a body as it stands, past the typed client. */
async function post(door: "slots" | "meetings", body: unknown): Promise<string> {
  const response = await fetch(`${world.url}/api/deals/${deal.id}/${door}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${await world.token("anna.kern")}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as { problem?: { code: string; field?: string } };
  return [response.status, reply.problem?.code, reply.problem?.field].filter(Boolean).join(" ");
}

const looked = (more: Record<string, unknown>) => post("slots", { ...search(world), ...more });
const booked = (more: Record<string, unknown>) => post("meetings", { ...booking(world), ...more });
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    name: `Guest ${n}`,
    address: `g${n}@steelworks.example`,
    zone: null,
  }));

test.each([
  [
    "bad input 75: a zone nobody knows, for the days",
    { zone: "Europe/Atlantis" },
    "400 request.invalid zone",
  ],
  ["bad input 75: a bare offset, which knows no summer time", { zone: "+03:00" }, "400 request.invalid zone"],
  ["bad input 75: Windows' name of a zone", { zone: "W. Europe Standard Time" }, "400 request.invalid zone"],
  [
    "bad input 75: a zone nobody knows, for a guest",
    { clients: [{ ...VERA, zone: "Moon/Crater" }] },
    "400 request.invalid clients.0.zone",
  ],
  ["bad input 78: no length at all", { minutes: 0 }, "400 request.invalid minutes"],
  ["bad input 78: a negative length", { minutes: -30 }, "400 request.invalid minutes"],
  ["bad input 78: half a minute", { minutes: 30.5 }, "400 request.invalid minutes"],
  ["bad input 78: a negative briefing", { briefing: -15 }, "400 request.invalid briefing"],
  [
    "bad input 79: the last day before the first",
    { from: "2026-03-05", to: "2026-03-04" },
    "422 meeting.window",
  ],
  ["days that are over", { from: "2026-02-01", to: "2026-02-27" }, "422 meeting.window"],
  ["more days than 62", { from: "2026-03-03", to: "2026-05-20" }, "422 meeting.window"],
  ["a day that does not exist", { from: "2026-02-30" }, "400 request.invalid from"],
  ["bad input 80: 500 guests", { clients: many(500) }, "400 request.invalid clients"],
  [
    "bad input 80: 61 of ours",
    { optional: Array.from({ length: 61 }, (_, n) => `id${n}`) },
    "400 request.invalid optional",
  ],
  ["nobody who has to come", { required: [] }, "400 request.invalid required"],
  [
    "a guest without a mail address",
    { clients: [{ ...VERA, address: "not an address" }] },
    "400 request.invalid clients.0.address",
  ],
  [
    "one guest twice",
    { clients: [VERA, { ...VERA, address: "VERA@steelworks.example" }] },
    "400 request.invalid",
  ],
  ["an unknown field", { room: "1" }, "400 request.invalid room"],
])("%s, is refused before anything is looked for", async (_, more, expected) => {
  expect(await looked(more)).toBe(expected);
});

test.each([
  ["bad input 78: a meeting without length", { minutes: 0 }, "400 request.invalid minutes"],
  [
    "bad input 75: a start in local time, without a zone",
    { start: "2026-03-03T11:00:00" },
    "400 request.invalid start",
  ],
  [
    "a start with an offset instead of universal time",
    { start: "2026-03-03T11:00:00+01:00" },
    "400 request.invalid start",
  ],
  ["a start that is over", { start: "2026-03-02T08:59:59Z" }, "422 meeting.past"],
  ["an hour that does not exist", { start: "2026-03-03T25:00:00Z" }, "400 request.invalid start"],
  ["bad input 80: 500 guests", { clients: many(500) }, "400 request.invalid clients"],
  [
    "a subject of two lines",
    { subject: "Line 4\r\nBcc: all@steelworks.example" },
    "400 request.invalid subject",
  ],
  ["a subject that turns the reading around", { subject: "Line \u202e4" }, "400 request.invalid subject"],
  ["an id that is none", { id: "1" }, "400 request.invalid id"],
])("%s, is refused and nothing is kept", async (_, more, expected) => {
  expect(await booked(more)).toBe(expected);
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  expect(meetings).toEqual([]);
});

test("bad input 76: the hour that spring leaves out offers no time, and the hours around it do", async () => {
  // 29 March 2026: clocks in Munich go from 02:00 to 03:00. Working hours over the night show it.
  await nightShift("22:00:00", "06:00:00");
  const required = [world.id("lukas.maier")];
  const night = { required, from: "2026-03-29", to: "2026-03-29", minutes: 60 };
  const { slots, fits } = await slotsFor(world, deal, night);
  const starts = fits.map(({ from, to }) => [from, to]);
  // From midnight (23:00Z) to six (04:00Z) are five hours, not six; then ten in the evening (20:00Z) on.
  expect(starts).toEqual([
    ["2026-03-28T23:00:00Z", "2026-03-29T03:00:00Z"],
    ["2026-03-29T20:00:00Z", "2026-03-29T21:00:00Z"],
  ]);
  expect(slots.length).toBeGreaterThan(0);
});

test("bad input 77: the hour that autumn repeats is two hours, each with times of its own", async () => {
  await world.outside("POST", "/clock", { set: "2026-10-20T08:00:00Z" });
  await nightShift("22:00:00", "06:00:00");
  const required = [world.id("lukas.maier")];
  const night = { required, from: "2026-10-25", to: "2026-10-25", minutes: 60 };
  const { fits } = await slotsFor(world, deal, night);
  // From midnight (22:00Z) to six (05:00Z) are seven hours.
  expect(fits[0]).toEqual({ from: "2026-10-24T22:00:00Z", to: "2026-10-25T04:00:00Z" });
});

test("fault 16: between Munich and New York an hour moves in the weeks when only one has summer time", async () => {
  await world.outside("POST", "/clock", { set: "2026-10-20T08:00:00Z" });
  const guest = { ...VERA, zone: "America/New_York" };
  const day = (date: string) => ({
    from: date,
    to: date,
    required: [world.id("anna.kern")],
    clients: [guest],
  });
  const first = async (date: string) => (await slotsFor(world, deal, day(date))).fits[0]?.from;
  expect(await first("2026-10-23")).toBe("2026-10-23T13:00:00Z"); // 9 in New York, 15 in Munich
  expect(await first("2026-10-27")).toBe("2026-10-27T13:00:00Z"); // 9 in New York, 14 in Munich
  expect(await first("2026-11-03")).toBe("2026-11-03T14:00:00Z"); // 9 in New York, 15 in Munich
});

test("fault 16: a meeting is judged past by the server's clock, whatever clock the browser has", async () => {
  await world.outside("POST", "/clock", { set: "2026-10-22T10:00:00Z" });
  const at = (start: string) =>
    refusal(
      world.as("anna.kern")(scheduleMeeting, {
        params: { dealId: deal.id },
        body: booking(world, { start, required: [world.id("anna.kern")] }),
      }),
    );
  expect(await at("2026-10-22T09:50:00Z")).toBe("meeting.past");
  expect(await at("2026-10-22T10:10:00Z")).toBe("not refused");
});

test("fault 16: whoever moves to another zone has their hours there from then on", async () => {
  await world.outside("POST", "/clock", { set: "2026-10-22T10:00:00Z" });
  const required = [world.id("pavel.orlov")];
  const first = async () =>
    (await slotsFor(world, deal, { required, from: "2026-10-26", to: "2026-10-26" })).fits[0]?.from;
  const settings = (zone: string) => ({
    timeZone: zone,
    workingHours: {
      daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      startTime: "09:00:00",
      endTime: "18:00:00",
      timeZone: { name: zone },
    },
  });
  const path = `/users/${world.id("pavel.orlov")}/mailboxSettings`;
  await world.graph("PATCH", path, settings("Europe/Moscow"));
  expect(await first()).toBe("2026-10-26T06:00:00Z");
  // Germany has set its clocks back the day before.
  await world.graph("PATCH", path, settings("W. Europe Standard Time"));
  expect(await first()).toBe("2026-10-26T08:00:00Z");
  await world.graph("PATCH", path, settings("N. Central Asia Standard Time"));
  expect(await first()).toBe("2026-10-26T02:00:00Z");
});

test("bad input 80: 60 guests are the most, and each of them is invited once", async () => {
  await world.outside("POST", "/clock", { set: "2026-10-26T08:00:00Z" });
  const body = booking(world, {
    start: "2026-10-28T11:00:00Z",
    required: [world.id("anna.kern")],
    clients: many(60),
  });
  await world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  const state = async () => (await meetingOf(world, deal, body.id)).state;
  await expect.poll(state, { timeout: 25_000 }).toBe("scheduled");
  const { attendees } = await meetingOf(world, deal, body.id);
  expect(new Set(attendees.map(({ address }) => address)).size).toBe(60);
  expect(await booked({ clients: many(61) })).toBe("400 request.invalid clients");
});

async function nightShift(startTime: string, endTime: string): Promise<void> {
  const workingHours = {
    daysOfWeek: ["sunday", "saturday", "monday", "tuesday", "wednesday", "thursday", "friday"],
    startTime,
    endTime,
    timeZone: { name: "Europe/Berlin" },
  };
  await world.graph("PATCH", `/users/${world.id("lukas.maier")}/mailboxSettings`, { workingHours });
}
