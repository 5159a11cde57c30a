import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Checker, hasContract, openChecker } from "../sandbox/contract/checker.ts";
import { dealBody, newDeal, send } from "../server/deals/deal-support.ts";
import { press } from "../server/deals/room-support.ts";
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

  test.each(["standard", "private"] as const)("a %s room", async (sensitivity) => {
    const deal = await newDeal(world, { sensitivity, name: `Contract ${sensitivity}` });
    const before = await last();
    expect((await press(world, deal.id)).state).toBe("ready");
    const requests = (await sent(before)).filter(({ url }) => /\/(teams|appCatalogs)\b/.test(String(url)));
    expect(requests.length).toBeGreaterThan(5);
    const departures = requests.flatMap(({ method, url, headers, body }) =>
      checker.request({
        method: String(method),
        url: String(url).replace(/^.*\/v1\.0/, ""),
        headers: headers as unknown as Record<string, string>,
        ...(body != null && { body }),
      }),
    );
    expect(departures).toEqual([]);
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
