import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { findSlots } from "../../../src/contract/meeting-slots.ts";
import { openWorld, type World } from "../../support/world.ts";
import {
  against,
  busy,
  refusal,
  requestCount,
  requestsTo,
  search,
  slotsFor,
  steelworks,
  VERA,
} from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
  await busy(world, "dmitri.bergmann", "2026-03-03T12:00", "2026-03-03T14:00", { sensitivity: "private" });
});
afterAll(() => world.close());

const CAST = ["anna.kern", "dmitri.bergmann", "pavel.orlov", "olga.smirnova"];

test("slots lie within everybody's hours, and each rejected time says who and why", async () => {
  const found = await slotsFor(world, deal);
  const why = (start: string) => against(world, found, start, CAST);
  expect(found.slots.length).toBeGreaterThan(0);
  expect(why("2026-03-03T08:45:00Z")).toBe("dmitri.bergmann out-of-hours"); // he begins at ten
  expect(why("2026-03-03T09:00:00Z")).toBe("");
  expect(why("2026-03-03T11:00:00Z")).toBe("");
  expect(why("2026-03-03T11:15:00Z")).toBe("dmitri.bergmann busy");
  expect(why("2026-03-03T13:45:00Z")).toBe("dmitri.bergmann busy");
  expect(why("2026-03-03T14:00:00Z")).toBe("");
  expect(why("2026-03-03T15:45:00Z")).toBe("anna.kern out-of-hours"); // she ends at half past five
});

test("what stands on calendars is never told, private or not", async () => {
  await busy(world, "anna.kern", "2026-03-03T15:00", "2026-03-03T15:30");
  const found = JSON.stringify(await slotsFor(world, deal));
  expect(found).not.toContain("Dentist");
});

test("each zone keeps its own hours: with Novosibirsk and Moscow only the morning in Munich is left", async () => {
  const required = [...search(world).required, world.id("pavel.orlov")];
  const found = await slotsFor(world, deal, { required, clients: [VERA] });
  expect(found.people.map(({ name, zone }) => [name, zone])).toEqual([
    ["Anna Kern", "Europe/Berlin"],
    ["Dmitri Bergmann", "Europe/Berlin"],
    ["Павел Орлов", "Asia/Novosibirsk"],
    ["Vera Volkova", "Europe/Moscow"],
  ]);
  expect(against(world, found, "2026-03-03T09:00:00Z", CAST)).toBe(""); // 10 in Munich, 16 in Novosibirsk
  expect(against(world, found, "2026-03-03T10:15:00Z", CAST)).toBe("pavel.orlov out-of-hours"); // ends 18:15
  expect(against(world, found, "2026-03-03T14:15:00Z", CAST)).toContain(
    "vera@steelworks.example out-of-hours",
  );
});

test("a briefing and a debrief are kept free for our people, not for the client's", async () => {
  const found = await slotsFor(world, deal, { briefing: 30, debrief: 15, clients: [VERA] });
  expect(against(world, found, "2026-03-03T09:00:00Z", CAST)).toBe("dmitri.bergmann briefing");
  expect(against(world, found, "2026-03-03T09:30:00Z", CAST)).toBe("");
  expect(against(world, found, "2026-03-03T11:00:00Z", CAST)).toBe("dmitri.bergmann debrief");
});

test("a public holiday of the person's own country is no working day", async () => {
  const required = [world.id("dmitri.bergmann"), world.id("olga.smirnova")];
  // 9 March 2026: Russia keeps the day after Women's Day, a Sunday; Germany works.
  const found = await slotsFor(world, deal, { required, from: "2026-03-09", to: "2026-03-09" });
  expect(found.slots).toEqual([]);
  expect(against(world, found, "2026-03-09T09:00:00Z", CAST)).toBe("olga.smirnova holiday");
});

test("a calendar that answers with an error is unknown, and unknown is never free", async () => {
  const error = { responseCode: "5006", message: "The mailbox server cannot be reached." };
  await world.outside("PUT", `/users/${world.id("pavel.orlov")}/scheduleError`, error);
  const required = [world.id("anna.kern"), world.id("pavel.orlov")];
  const found = await slotsFor(world, deal, { required });
  await world.outside("PUT", `/users/${world.id("pavel.orlov")}/scheduleError`, null);
  expect(found.slots).toEqual([]);
  expect(found.people.map(({ known }) => known)).toEqual([true, false]);
  expect(against(world, found, "2026-03-03T09:00:00Z", CAST)).toBe("pavel.orlov unknown");
});

test("where the whole question fails, nobody is taken for free", async () => {
  await world.outside("POST", "/faults", { match: { url: "getSchedule" }, status: 403, times: 1 });
  const found = await slotsFor(world, deal);
  expect(found.slots).toEqual([]);
  expect(found.people.map(({ known }) => known)).toEqual([false, false]);
});

test("a client's person whose zone nobody knows suits at no known time, and says so", async () => {
  const found = await slotsFor(world, deal, { clients: [{ ...VERA, zone: null }] });
  expect(found.slots).toEqual([]);
  expect(found.people.at(-1)).toMatchObject({ known: false, zone: null });
  expect(against(world, found, "2026-03-03T09:00:00Z", CAST)).toBe("vera@steelworks.example unknown");
});

test("when nothing fits, the smallest concessions are named with the time they open", async () => {
  await busy(world, "dmitri.bergmann", "2026-03-05T09:00", "2026-03-05T17:00", { showAs: "tentative" });
  const day = { from: "2026-03-05", to: "2026-03-05" };
  const { slots, concessions } = await slotsFor(world, deal, day);
  expect(slots).toEqual([]);
  expect(
    concessions.map(({ start, steps }) => [start, steps.map(({ what }) => what).join("+")]),
  ).toContainEqual(["2026-03-05T09:00:00Z", "over-tentative"]);
});

test("somebody optional never stands in the way, and is named where they cannot come", async () => {
  await busy(world, "pavel.orlov", "2026-03-06T00:00", "2026-03-06T23:00", { showAs: "oof" });
  const day = { from: "2026-03-06", to: "2026-03-06" };
  const { slots } = await slotsFor(world, deal, { ...day, optional: [world.id("pavel.orlov")] });
  expect(slots.length).toBeGreaterThan(0);
  for (const { without } of slots) expect(without.map(({ why }) => why)).toEqual(["out-of-office"]);
});

test("Outlook's own suggestions, asked in the asker's name, are compared, and decide nothing", async () => {
  const day = { from: "2026-03-12", to: "2026-03-12" };
  const { slots } = await slotsFor(world, deal, day);
  const marked = (inOutlook: boolean) => slots.filter((slot) => slot.inOutlook === inOutlook);
  expect(marked(true).length).toBeGreaterThan(0);
  await world.outside("POST", "/faults", { match: { url: "findMeetingTimes" }, status: 403, times: 1 });
  const alone = await slotsFor(world, deal, day);
  expect(alone.slots.map(({ inOutlook }) => inOutlook)).toEqual(alone.slots.map(() => null));
  expect(alone.slots.map(({ start }) => start)).toEqual(slots.map(({ start }) => start));
  // Who does not come themselves cannot ask as themselves.
  const without = await slotsFor(world, deal, { ...day, required: [world.id("dmitri.bergmann")] });
  expect(new Set(without.slots.map(({ inOutlook }) => inOutlook))).toEqual(new Set([null]));
});

test("25 people are asked for in questions of at most 20, and 62 days in parts that Graph accepts", async () => {
  const since = await requestCount(world);
  const { value: cast } = (await world.outside("GET", "/users")) as never as { value: { id: string }[] };
  const optional = cast.map(({ id }) => id).slice(0, 25);
  await slotsFor(world, deal, { optional, from: "2026-03-03", to: "2026-05-03" });
  const asked = await requestsTo(world, "getSchedule", since);
  expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200));
  expect(asked.length).toBe(4); // 25 people in 2 questions, 62 days in 2 parts
  for (const { body } of asked) expect(Object(body?.["schedules"]).length).toBeLessThanOrEqual(20);
});

test("an outsider is told that there is no such deal, and someone unknown that they are unknown", async () => {
  const body = search(world);
  const asStranger = world.as("helen.carter");
  expect(await refusal(asStranger(findSlots, { params: { dealId: deal.id }, body }))).toBe("deal.unknown");
  const required = ["00000000-0000-4000-8000-00000000dead"];
  expect(await refusal(slotsFor(world, deal, { required }))).toBe("person.unknown");
});
