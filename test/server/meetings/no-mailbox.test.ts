import { afterAll, beforeAll, expect, test } from "vitest";
import { company } from "../../../server/sandbox/seed/company.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { listMeetings, moveMeeting } from "../../../src/contract/meetings.ts";
import { openWorld, type World } from "../../support/world.ts";
import { against, booked, booking, eventsOf, refusal, slotsFor, steelworks } from "./meeting-support.ts";

let world: World;
let deal: Deal;
let anna: string;
let otto: string;
beforeAll(async () => {
  // Otto works in the plant: he is in the directory and has no licence for Exchange.
  const person = { name: "otto.kram", displayName: "Otto Kram", hasMailbox: false };
  world = await openWorld({ seed: { ...company, people: [...company.people, person] }, limits: "none" });
  deal = await steelworks(world);
  [anna, otto] = [world.id("anna.kern"), world.id("otto.kram")];
});
afterAll(() => world.close());

const book = (more: Parameters<typeof booking>[1]) =>
  world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body: booking(world, more) });
const listed = async () =>
  (await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } })).meetings;

test("somebody without a mailbox is never taken for free: their time is unknown, and it is said that they have none", async () => {
  const found = await slotsFor(world, deal, { required: [anna, otto] });
  expect(found.slots).toEqual([]);
  expect(found.fits).toEqual([]);
  expect(found.people).toMatchObject([
    { id: anna, known: true, hasMailbox: true },
    { id: otto, name: "Otto Kram", known: false, hasMailbox: false },
  ]);
  expect(against(world, found, "2026-03-03T09:00:00Z", ["otto.kram"])).toBe("otto.kram unknown");
});

test("a calendar that cannot be read is not taken for no mailbox", async () => {
  const error = { responseCode: "5006", message: "The mailbox server cannot be reached." };
  await world.outside("PUT", `/users/${world.id("pavel.orlov")}/scheduleError`, error);
  const found = await slotsFor(world, deal, { required: [anna, world.id("pavel.orlov")] });
  await world.outside("PUT", `/users/${world.id("pavel.orlov")}/scheduleError`, null);
  expect(found.people[1]).toMatchObject({ known: false, hasMailbox: true });
});

test("what would fit without them is named, since they may be made optional", async () => {
  const { concessions } = await slotsFor(world, deal, { required: [anna, otto] });
  expect(concessions.flatMap(({ steps }) => steps)).toContainEqual({
    what: "make-optional",
    personId: otto,
    minutes: null,
  });
});

test("somebody without a mailbox who has to come cannot be booked, and that is said, not that the time was taken", async () => {
  expect(await refusal(book({ required: [anna, otto] }))).toBe("meeting.no-mailbox");
  expect(await listed()).toEqual([]);
  expect(await eventsOf(world, "anna.kern")).toEqual([]);
});

test("optional, they are named as missing, and invited by their address", async () => {
  const { slots } = await slotsFor(world, deal, { required: [anna], optional: [otto] });
  expect(slots.length).toBeGreaterThan(0);
  for (const { without } of slots) expect(without).toEqual([{ personId: otto, why: "unknown" }]);
  const meeting = await booked(world, deal, { required: [anna], optional: [otto], clients: [] });
  expect(meeting).toMatchObject({
    state: "scheduled",
    attendees: [{ personId: otto, address: "otto.kram@bergmann.example", required: false, response: "none" }],
  });
  const move = {
    params: { dealId: deal.id, meetingId: meeting.id },
    body: { start: "2026-03-04T10:00:00Z", conceded: [] },
  };
  expect(await refusal(world.as("anna.kern")(moveMeeting, move))).toBe("not refused");
  await world.quiet();
  expect((await listed()).map(({ start }) => start)).toEqual(["2026-03-04T10:00:00Z"]);
});
