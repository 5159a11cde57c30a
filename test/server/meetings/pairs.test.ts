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

test("D1: only the account manager says who keeps touch with whom", async () => {
  expect(await refusal(keep(30, null, "dmitri.bergmann"))).toBe("deal.not-yours");
  expect(await refusal(keep(30, null, "helen.carter"))).toBe("deal.unknown");
});
