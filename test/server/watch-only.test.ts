import { afterAll, beforeAll, expect, test } from "vitest";
import { handOver } from "../../src/contract/hand-overs.ts";
import { scheduleMeeting } from "../../src/contract/meeting-scheduling.ts";
import { permissionsOnPage } from "../house/permissions-page.ts";
import { type Json, openWorld, type World } from "../support/world.ts";
import { click, roomOf } from "./deals/room-support.ts";
import { booking, refusal, requestCount } from "./meetings/meeting-support.ts";
import { clientWrites, copyOf, incidentsOf, openDeal } from "./voice/voice-support.ts";

let world: World;
let since: number;
beforeAll(async () => {
  world = await openWorld({ limits: "none", capabilities: [] });
  const application = permissionsOnPage("Always: watching")
    .filter(({ kind }) => kind === "application")
    .map(({ name }) => name);
  await world.outside("POST", "/consent", { action: "revoke" });
  await world.outside("POST", "/consent", { action: "grant", application });
  // Tokens that were given out before keep what they say.
  await world.advance("PT2H");
  since = await requestCount(world);
}, 120_000);
afterAll(() => world?.close());

test("with nothing but watching, mail around the spokesperson is told and listed, and Graph is asked for nothing more", async () => {
  const deal = await openDeal(world);
  const mailId = await clientWrites(world, { to: ["pavel.orlov"] });
  await world.quiet();
  expect(await incidentsOf(world, "anna.kern")).toMatchObject([{ reason: "left-out" }]);
  const { value: feed } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  expect(feed).toContainEqual(expect.objectContaining({ activityType: "clientMailAround" }));
  expect((await copyOf(world, "pavel.orlov", mailId))?.["categories"]).toEqual([]);
  const { value } = await world.outside("GET", `/requests?since=${since}`);
  const refused = (value as Json[]).filter(({ status }) => Number(status) === 403);
  expect(refused.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  expect(deal.room.state).toBe("none");
});

test("what was left off is refused with the permission that is missing, and nothing is half done", async () => {
  const deal = await openDeal(world, { name: "Second mill", domains: ["second-mill.example"] });
  const params = { dealId: deal.id };
  expect(await refusal(click(world, deal.id))).toBe("room.refused");
  expect((await roomOf(world, deal.id)).state).toBe("none");
  const body = booking(world, { clients: [], required: [world.id("anna.kern"), world.id("pavel.orlov")] });
  expect(await refusal(world.as("anna.kern")(scheduleMeeting, { params, body }))).toBe("graph.permission");
  const mailId = await clientWrites(world, { from: "eve@second-mill.example", to: ["pavel.orlov"] });
  await world.quiet();
  const messageId = String((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
  const order = { messageId, dealId: deal.id, key: crypto.randomUUID(), note: "Yours", reply: "Soon" };
  expect(await refusal(world.as("pavel.orlov")(handOver, { body: order }))).toBe("graph.permission");
  expect((await incidentsOf(world, "anna.kern")).map(({ state }) => state)).toEqual(["open", "open"]);
  expect((await world.outside("GET", "/mail"))["value"]).toEqual([]);
});
