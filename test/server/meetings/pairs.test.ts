import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { keepPair, listPairs } from "../../../src/contract/pairs.ts";
import { openWorld, type World } from "../../support/world.ts";
import { booked, refusal, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());

const pairs = async () => (await world.as("pavel.orlov")(listPairs, { params: { dealId: deal.id } })).pairs;
const keep = (everyDays: number | null, touchedAt: string | null, as = "anna.kern") =>
  world.as(as)(keepPair, {
    params: {
      dealId: deal.id,
      executiveId: world.id("dmitri.bergmann"),
      contactId: deal.contacts[0]?.id ?? "",
    },
    body: { everyDays, touchedAt },
  });

test("D1: our executives and the client's people stand side by side, with no touch yet", async () => {
  expect(await pairs()).toMatchObject([
    {
      executive: { name: "Dmitri Bergmann" },
      contact: { name: "Vera Volkova" },
      ...{ everyDays: null, lastTouch: null, nextTouch: null, due: null, overdue: false },
    },
  ]);
});

test("D1: a meeting of both is the next touch, and the last once it is over", async () => {
  await keep(30, null);
  await booked(world, deal, { clients: [VERA] });
  expect(await pairs()).toMatchObject([{ nextTouch: "2026-03-03T11:00:00Z", lastTouch: null, due: null }]);
  await world.advance("P2D");
  expect(await pairs()).toMatchObject([
    { nextTouch: null, lastTouch: "2026-03-03T11:00:00Z", due: "2026-04-02T11:00:00Z", overdue: false },
  ]);
});

test("D1: a touch noted by hand counts, but none in the future; past its cadence a pair is overdue", async () => {
  const [pair] = (await keep(14, "2027-01-01T00:00:00Z")).pairs;
  expect(Date.parse(pair?.lastTouch ?? "")).toBeLessThanOrEqual(world.now().epochMilliseconds);
  await world.outside("POST", "/clock", { advance: "P15D" });
  expect(await pairs()).toMatchObject([{ overdue: true }]);
});

test("D1: a meeting that stands in the executive's calendar past us is a touch, and so is the next one", async () => {
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  const met = (day: string, more: object = {}) =>
    world.graph("POST", `/users/${world.id("dmitri.bergmann")}/events`, {
      subject: "Private word",
      start: time(`${day}T12:00:00`),
      end: time(`${day}T13:00:00`),
      attendees: [{ type: "required", emailAddress: { address: VERA.address.toUpperCase(), name: "V" } }],
      ...more,
    });
  await met("2026-03-23");
  await met("2026-05-20");
  await met("2026-05-04", { attendees: [] });
  // His invitations are mails to her, and so touches themselves; the meeting comes after them.
  await world.outside("POST", "/clock", { set: "2026-03-24T09:00:00Z" });
  await world.advance("PT1H");
  expect(await pairs()).toMatchObject([
    { lastTouch: "2026-03-23T12:00:00Z", lastBy: "meeting", nextTouch: "2026-05-20T12:00:00Z" },
  ]);
  expect(JSON.stringify(await pairs())).not.toContain("Private word");
  const [later] = (await keep(14, "2026-03-24T08:00:00Z")).pairs;
  expect(later).toMatchObject({ lastTouch: "2026-03-24T08:00:00Z", lastBy: "hand" });
});

test("D1: a mail between the executive and the client's person is a touch", async () => {
  const at = new Date(world.now().epochMilliseconds);
  const lines = [
    "From: Vera Volkova <vera@steelworks.example>",
    "To: dmitri.bergmann@bergmann.example, anna.kern@bergmann.example",
    `Date: ${at.toUTCString()}`,
    "Message-ID: <touch@steelworks.example>",
    "Subject: Rolls",
    "",
    "Hello",
  ];
  await world.outside("POST", "/mail", lines.join("\r\n"));
  await world.quiet();
  await world.advance("PT1H");
  const [pair] = await pairs();
  expect(pair?.lastBy).toBe("mail");
  expect(Math.abs(Date.parse(pair?.lastTouch ?? "") - at.getTime())).toBeLessThan(1000);
  const automatic = lines.map((line) => line.replace("<touch@", "<away@"));
  await world.outside("POST", "/clock", { advance: "PT5H" });
  const later = `Date: ${new Date(world.now().epochMilliseconds).toUTCString()}`;
  automatic.splice(2, 1, later, "Auto-Submitted: auto-replied");
  await world.outside("POST", "/mail", automatic.join("\r\n"));
  await world.quiet();
  await world.advance("PT1H");
  expect((await pairs())[0]?.lastTouch).toBe(pair?.lastTouch);
});

test("D1: only the account manager says who keeps touch with whom", async () => {
  expect(await refusal(keep(30, null, "dmitri.bergmann"))).toBe("deal.not-yours");
  expect(await refusal(keep(30, null, "helen.carter"))).toBe("deal.unknown");
});
