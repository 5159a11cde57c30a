import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { adoptChannel, createRoom, listRoomCandidates, undoRoom } from "../../../src/contract/deal-rooms.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { list, newDeal, refusal, send } from "./deal-support.ts";
import { channelsOf, fault, press, roomOf, stepsOf, TEAM, tenantHolds, untilRoom } from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

const undo = (deal: Deal, as = "anna.kern") => world.as(as)(undoRoom, { params: { dealId: deal.id } });
const adopt = (deal: Deal, channelId: string) =>
  world.as("anna.kern")(adoptChannel, { params: { dealId: deal.id }, body: { channelId } });
const refuse = (method: string, url: string) =>
  fault(world, { match: { method, url }, status: 403, code: "Forbidden", times: 1 });
const plans = async () =>
  list(await world.graph("GET", `${TEAM.replace("teams", "groups")}/planner/plans`)).map(({ title }) =>
    String(title),
  );
const newChannel = async (displayName: string, more: object = {}) =>
  String((await world.graph("POST", `${TEAM}/channels`, { displayName, ...more })).body["id"]);
const owner = (name: string) => ({
  "@odata.type": "#microsoft.graph.aadUserConversationMember",
  roles: ["owner"],
  "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id(name)}')`,
});

describe("fault 22: a room that did not become whole is taken back, and nothing of it is left in Teams", () => {
  test.each([
    ["channel", "POST", "/channels$"],
    ["members", "POST", "/channels/[^/]+/members$"],
    ["plan", "POST", "/planner/tasks$"],
    ["welcome", "POST", "/messages$"],
  ])("stuck at the step %s", async (step, method, url) => {
    const deal = await newDeal(world, { name: `Back ${step}`, sensitivity: "private" });
    await refuse(method, url);
    expect((await press(world, deal.id)).state).toBe("stuck");
    await undo(deal);
    await untilRoom(world, deal.id, "none");
    expect(await channelsOf(world, deal.id)).toEqual([]);
    expect(await plans()).not.toContain(`Back ${step}`);
    expect((await press(world, deal.id)).state).toBe("ready");
    expect(await tenantHolds(world, deal.id)).toMatchObject({
      found: [{ tabs: [["One Voice", true, true]] }],
    });
  });

  test("taking back is refused half-way, says so, and goes on when asked again; or the room is completed after all", async () => {
    const stuck = async (name: string) => {
      const deal = await newDeal(world, { name });
      await refuse("POST", "/messages$");
      await press(world, deal.id);
      await refuse("DELETE", "/channels/[^/]+$");
      await undo(deal);
      const half = await untilRoom(world, deal.id, "stuck");
      expect(half.undoing).toBe(true);
      expect(stepsOf(half)).toMatchObject({
        channel: "failed: permission",
        welcome: "waiting",
        plan: "waiting",
      });
      return deal;
    };
    const gone = await stuck("Half back");
    await undo(gone);
    await untilRoom(world, gone.id, "none");
    const kept = await stuck("Half back, then on");
    expect((await press(world, kept.id)).state).toBe("ready");
    expect((await tenantHolds(world, kept.id)) as object).toMatchObject({
      found: [{ name: "Half back then on" }],
      plans: [{ title: "Half back then on" }],
    });
  });

  test("a reply lost while the channel was taken away is no trouble", async () => {
    const deal = await newDeal(world, { name: "Lost undo" });
    await refuse("POST", "/messages$");
    await press(world, deal.id);
    await fault(world, { match: { method: "DELETE", url: "/channels/" }, dropReply: true, times: 1 });
    await undo(deal);
    await untilRoom(world, deal.id, "none");
    expect(await channelsOf(world, deal.id)).toEqual([]);
  });
});

test("a room that is whole, or that is none, is not taken back; and only the account manager may", async () => {
  const deal = await newDeal(world, { name: "Whole" });
  expect(await refusal(undo(deal))).toEqual({ code: "room.unknown" });
  expect(await refusal(undo(deal, "stefan.brandt"))).toEqual({ code: "deal.not-yours" });
  await press(world, deal.id);
  expect(await refusal(undo(deal))).toEqual({ code: "room.ready" });
  expect(await channelsOf(world, deal.id)).toHaveLength(1);
});

describe("adopting a channel", () => {
  const offered = async (deal: Deal) =>
    (await world.as("anna.kern")(listRoomCandidates, { params: { dealId: deal.id } })).channels;

  test("channels of the same purpose are offered, the likeliest first, and none that is a room already", async () => {
    const first = await newDeal(world, { name: "Rolling mill Perm", account: "Uralstal" });
    await press(world, first.id);
    await newChannel("Uralstal general");
    await newChannel("Rolling mill — Perm!");
    await newChannel("Perm rolling mill papers");
    await newChannel("Something else");
    const deal = await newDeal(world, { name: "Rolling Mill Perm", account: "Uralstal AO" });
    expect((await offered(deal)).map(({ name, why }) => [name, why])).toEqual([
      ["Rolling mill — Perm!", "same-name"],
      ["Perm rolling mill papers", "close-name"],
      ["Uralstal general", "client-name"],
    ]);
    expect(
      await refusal(world.as("stefan.brandt")(listRoomCandidates, { params: { dealId: deal.id } })),
    ).toEqual({ code: "deal.not-yours" });
  });

  test("an adopted channel becomes the whole room and keeps what it had; taken back, it is as it was before", async () => {
    const channelId = await newChannel("Coking plant", {
      description: "Since 2019",
      membershipType: "private",
      members: [owner("pavel.orlov")],
    });
    const place = `${TEAM}/channels/${channelId}`;
    const seats = async () =>
      list(await world.graph("GET", `${place}/members`)).map(({ displayName }) => String(displayName));
    const deal = await newDeal(world, { name: "Coking plant", sensitivity: "private" });
    await refuse("POST", "/messages$");
    const stuck = await adopt(deal, channelId);
    expect(stuck).toMatchObject({ adopted: true, channelName: "Coking plant" });
    await untilRoom(world, deal.id, "stuck");
    expect(await seats()).toHaveLength(4);
    const described = async () => (await world.graph("GET", place)).body["description"];
    expect(await described()).toMatch(/^Since 2019 .*\/tab\/deals\//);
    await undo(deal);
    await untilRoom(world, deal.id, "none");
    expect(await described()).toBe("Since 2019");
    expect(await seats()).toEqual(["Павел Орлов"]);
    expect(list(await world.graph("GET", `${place}/tabs`))).toEqual([]);
    await adopt(deal, channelId);
    await untilRoom(world, deal.id, "ready");
    expect(await channelsOf(world, deal.id)).toHaveLength(1);
  });

  test("two people who adopt one channel for two deals at the same moment: one gets it, the other is told", async () => {
    const channelId = await newChannel("Wanted by two");
    const one = await newDeal(world, { name: "Wanted one" });
    const other = await newDeal(world, { name: "Wanted other" });
    const answers = await Promise.allSettled([adopt(one, channelId), adopt(other, channelId)]);
    const lost = answers.filter(({ status }) => status === "rejected");
    expect(lost.map((each) => (each as PromiseRejectedResult).reason.code)).toEqual(["channel.taken"]);
    expect(await refusal(Promise.all([adopt(one, channelId), adopt(other, channelId)]))).toEqual({
      code: "channel.taken",
    });
  });

  test("a second click, also by way of another channel, finds the room that exists", async () => {
    const [first, second] = [await newChannel("Chosen"), await newChannel("Chosen too")];
    const deal = await newDeal(world, { name: "Chooser" });
    await adopt(deal, first);
    await untilRoom(world, deal.id, "ready");
    expect((await adopt(deal, second)).channelName).toBe("Chosen");
    expect((await world.as("anna.kern")(createRoom, { params: { dealId: deal.id } })).channelName).toBe(
      "Chosen",
    );
  });

  test("a channel that is not there, or is open to other people than the deal wants, is refused", async () => {
    const open = await newChannel("Open to all");
    const deal = await newDeal(world, { name: "Closed", sensitivity: "private" });
    expect(await refusal(adopt(deal, open))).toEqual({ code: "channel.unknown" });
    expect(await refusal(adopt(deal, "19:nowhere@thread.tacv2"))).toEqual({ code: "channel.unknown" });
    expect(await send(world, `/api/deals/${deal.id}/room/adopt`, { body: {} })).toEqual([
      400,
      "request.invalid",
      "channelId",
    ]);
    expect((await roomOf(world, deal.id)).state).toBe("none");
  });
});
