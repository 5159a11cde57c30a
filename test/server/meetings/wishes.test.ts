import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { keepRule, keepWish, readWishes, type Wish } from "../../../src/contract/meetings-wishes.ts";
import { openWorld, type World } from "../../support/world.ts";
import { against, booking, refusal, slotsFor, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());

const CAST = ["anna.kern", "dmitri.bergmann"];
const wishes = (name: string) => world.as(name)(readWishes, { params: { dealId: deal.id } });
const wish = (as: string, name: string, body: Partial<Wish>) =>
  world.as(as)(keepWish, {
    params: { dealId: deal.id, personId: world.id(name) },
    body: { notBefore: null, notAfter: null, noDays: [], ...body },
  });
const rule = (as: string, body: { noDays: number[]; noticeMinutes: number }) =>
  world.as(as)(keepRule, { params: { dealId: deal.id }, body });
const why = async (start: string, more: Parameters<typeof slotsFor>[2] = {}) =>
  against(world, await slotsFor(world, deal, more), start, CAST);

test("an executive who wants no meeting before eleven and none on Fridays is asked for none, whoever looks", async () => {
  expect(await why("2026-03-03T09:15:00Z")).toBe("");
  await wish("dmitri.bergmann", "dmitri.bergmann", { notBefore: "11:00", notAfter: "16:00", noDays: [5] });
  expect(await why("2026-03-03T09:45:00Z")).toBe("dmitri.bergmann preference"); // a quarter to eleven in Munich
  expect(await why("2026-03-03T10:00:00Z")).toBe("");
  expect(await why("2026-03-03T14:15:00Z")).toBe("dmitri.bergmann preference"); // would end after four
  const friday = { from: "2026-03-06", to: "2026-03-06" };
  expect(await why("2026-03-06T10:00:00Z", friday)).toBe("dmitri.bergmann preference");
});

test("a time against somebody's wish is not booked either", async () => {
  const book = (start: string) =>
    refusal(
      world.as("anna.kern")(scheduleMeeting, {
        params: { dealId: deal.id },
        body: booking(world, { start }),
      }),
    );
  expect(await book("2026-03-03T09:30:00Z")).toBe("meeting.slot-taken");
  expect(await book("2026-03-03T10:30:00Z")).toBe("not refused");
});

test("an assistant says it for the executive; nobody else does, and nobody for people outside the team", async () => {
  const shown = await wish("katrin.vogel", "dmitri.bergmann", { notBefore: "10:00" });
  expect(shown.people.find(({ person }) => person.name === "Dmitri Bergmann")).toMatchObject({
    wish: { notBefore: "10:00", noDays: [] },
    yours: true,
  });
  expect(await refusal(wish("anna.kern", "dmitri.bergmann", { noDays: [1] }))).toBe("deal.not-yours");
  expect(await refusal(wish("katrin.vogel", "helen.carter", { noDays: [1] }))).toBe("person.unknown");
  expect(await refusal(wish("helen.carter", "helen.carter", {}))).toBe("deal.unknown");
  expect(await refusal(wish("anna.kern", "anna.kern", { notBefore: "25:00" }))).toBe("request.invalid");
  expect(await refusal(wish("anna.kern", "anna.kern", { noDays: [0] }))).toBe("request.invalid");
});

test("the account manager sets days without meetings and how long ahead people hear of one", async () => {
  expect(await wishes("pavel.orlov")).toMatchObject({
    rule: { noDays: [], noticeMinutes: 60 },
    yoursToRule: false,
  });
  expect(await refusal(rule("pavel.orlov", { noDays: [], noticeMinutes: 0 }))).toBe("deal.not-yours");
  await rule("anna.kern", { noDays: [3], noticeMinutes: 2 * 24 * 60 });
  expect(await why("2026-03-03T10:00:00Z")).toContain("all notice"); // now is Monday the 2nd, nine o'clock
  const days = { from: "2026-03-03", to: "2026-03-06" };
  expect(await why("2026-03-04T12:00:00Z", days)).toBe(
    "anna.kern no-meeting-day, dmitri.bergmann no-meeting-day",
  );
  expect(await why("2026-03-05T10:00:00Z", days)).toBe("");
  await rule("anna.kern", { noDays: [], noticeMinutes: 60 });
});

test("a meeting in person leaves our people time for the way there and back", async () => {
  const place = { name: "Magnitogorsk, gate 3", travelMinutes: 120 };
  await world.graph("POST", `/users/${world.id("anna.kern")}/events`, {
    subject: "Lunch",
    start: { dateTime: "2026-03-05T11:00:00", timeZone: "UTC" },
    end: { dateTime: "2026-03-05T12:00:00", timeZone: "UTC" },
  });
  const day = { from: "2026-03-05", to: "2026-03-05" };
  expect(await why("2026-03-05T12:30:00Z", day)).toBe("");
  expect(await why("2026-03-05T12:30:00Z", { ...day, place })).toBe("anna.kern travel");
  expect(await why("2026-03-05T14:00:00Z", { ...day, place })).toBe("");
});

test("of the times that the client's person named, no other is looked at", async () => {
  const times = [{ start: "2026-03-10T09:00:00Z", end: "2026-03-10T11:00:00Z" }];
  const days = { from: "2026-03-10", to: "2026-03-10" };
  const { fits } = await slotsFor(world, deal, { ...days, clients: [{ ...VERA, times }] });
  expect(fits).toEqual([{ from: "2026-03-10T09:00:00Z", to: "2026-03-10T10:00:00Z" }]);
});

test("bad input 79: a named time that ends before it starts is refused", async () => {
  const times = [{ start: "2026-03-10T11:00:00Z", end: "2026-03-10T09:00:00Z" }];
  expect(await refusal(slotsFor(world, deal, { clients: [{ ...VERA, times }] }))).toBe("request.invalid");
});
