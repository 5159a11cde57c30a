import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editDeal } from "../../src/contract/deal-edits.ts";
import { createRoom, undoRoom } from "../../src/contract/deal-rooms.ts";
import { type Checker, hasContract, openChecker } from "../sandbox/contract/checker.ts";
import { dealBody, newDeal, send } from "../server/deals/deal-support.ts";
import { click, press, untilRoom } from "../server/deals/room-support.ts";
import { type Json, openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
});
afterAll(() => world.close());

const sent = async (since: number): Promise<Json[]> =>
  (await world.outside("GET", `/requests?since=${since}`))["value"] as Json[];
const last = async (): Promise<number> => Number((await world.outside("GET", "/requests?since=0"))["last"]);

describe.skipIf(!hasContract)("making a room speaks Graph as Microsoft describes it", () => {
  let checker: Checker;
  beforeAll(async () => {
    checker = await openChecker();
  });

  const OURS = /\/(teams|appCatalogs|planner|drives|groups)\b/;
  /** Operations of Graph that the description at hand leaves out. */
  const BEYOND =
    /^(GET [^?]*\/groups\?|DELETE [^?]*\/(planner\/plans|drives\/[^/]+\/items|teams\/[^/]+\/members)\/|POST [^?]*\/softDelete)/;

  /** Where what we asked for since then departs from Microsoft's description. */
  async function departuresSince(before: number): Promise<unknown[]> {
    const requests = (await sent(before)).filter(
      ({ method, url }) => OURS.test(String(url)) && !BEYOND.test(`${String(method)} ${String(url)}`),
    );
    expect(requests.length).toBeGreaterThan(5);
    return requests.flatMap(({ method, url, headers, body }) =>
      checker.request({
        method: String(method),
        url: String(url).replace(/^.*\/v1\.0/, ""),
        headers: headers as unknown as Record<string, string>,
        ...(body != null && { body }),
      }),
    );
  }

  test.each(["standard", "private"] as const)(
    "a %s room with its plan, and a milestone that moves",
    async (sensitivity) => {
      const milestones = [{ name: "Pilot", day: "2026-10-01" }];
      const deal = await newDeal(world, { sensitivity, name: `Contract ${sensitivity}`, milestones });
      const before = await last();
      const room = await press(world, deal.id);
      expect(room.state).toBe("ready");
      const { version, name, account, domains, value, closeDate, tenderDate } = deal;
      const facts = { version, name, account, domains, value, closeDate, tenderDate, contacts: [] };
      const moved = {
        ...facts,
        stage: "proposal" as const,
        milestones: [{ name: "Visit", day: "2026-11-01" }],
      };
      await world.as("anna.kern")(editDeal, { params: { dealId: deal.id }, body: moved });
      const isPatched = async () => (await sent(before)).some(({ method }) => String(method) === "DELETE");
      await expect.poll(isPatched, { timeout: 20_000 }).toBe(true);
      await world.quiet();
      expect(await departuresSince(before)).toEqual([]);
    },
  );

  test("a shared room, one in a team of its own, and one that is taken back", async () => {
    const before = await last();
    const pass = (by: string) => world.outside("POST", "/clock", { advance: by });
    const shared = await newDeal(world, { sensitivity: "shared", name: "Contract shared" });
    await click(world, shared.id);
    await pass("PT11S");
    expect((await press(world, shared.id)).state).toBe("ready");
    const own = await newDeal(world, { name: "Contract own" });
    await world.as("anna.kern")(createRoom, { params: { dealId: own.id }, body: { team: "own" } });
    await pass("PT21S");
    expect((await press(world, own.id)).state).toBe("ready");
    const back = await newDeal(world, { name: "Contract back" });
    await world.outside("POST", "/faults", {
      match: { method: "POST", url: "/messages$" },
      status: 403,
      times: 1,
    });
    await press(world, back.id);
    await world.as("anna.kern")(undoRoom, { params: { dealId: back.id } });
    await untilRoom(world, back.id, "none");
    expect(await departuresSince(before)).toEqual([]);
  });
});

test("a tab and a card are never sent again after a reply was lost; reading is", async () => {
  const deal = await newDeal(world, { name: "Once" });
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/tabs$" },
    dropReply: true,
    times: 1,
  });
  await world.outside("POST", "/faults", {
    match: { method: "GET", url: "/tabs$" },
    dropReply: true,
    times: 1,
  });
  const before = await last();
  await press(world, deal.id);
  const calls = (await sent(before)).filter(({ url }) => /\/tabs$/.test(String(url)));
  expect(calls.filter(({ method }) => String(method) === "POST")).toHaveLength(1);
  // Once more after the reply that was lost, and again before anybody thinks of sending the tab anew.
  expect(calls.filter(({ method }) => String(method) === "GET").length).toBeGreaterThan(1);
});

test("a directory that is out of reach, or shut to us, is told as such and not as a mistake of ours", async () => {
  const body = dealBody({ seats: [{ personId: world.id("yuri.fomin"), role: "expert" }] });
  await world.outside("POST", "/faults", {
    match: { url: "/users/" },
    status: 503,
    retryAfter: 60,
    times: 2,
  });
  expect(await send(world, "/api/deals", { body })).toEqual([503, "graph.busy", undefined]);
  await world.outside("DELETE", "/faults");
  await world.outside("POST", "/faults", { match: { url: "/users/" }, status: 403, code: "Forbidden" });
  expect(await send(world, "/api/deals", { body })).toEqual([502, "graph.permission", undefined]);
  await world.outside("DELETE", "/faults");
});
