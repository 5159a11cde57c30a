import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { changeSensitivity, handOverVoice } from "../../../src/contract/deal-edits.ts";
import { closeDeal } from "../../../src/contract/deal-ending.ts";
import { readLately } from "../../../src/contract/deal-lately.ts";
import type { Room } from "../../../src/contract/deal-rooms.ts";
import { type Deal, readChannelCard, readDeal } from "../../../src/contract/deals.ts";
import { LIVE_PATH } from "../../../src/contract/session.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { list, newDeal, refusal } from "./deal-support.ts";
import { channelsOf, click, fault, press, roomOf, stepsOf, TEAM, untilRoom } from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

const anna = () => world.as("anna.kern");
const at = (deal: Deal) => ({ params: { dealId: deal.id } });
const fresh = (deal: Deal) => anna()(readDeal, at(deal));
const turn = async (
  deal: Deal,
  sensitivity: Deal["sensitivity"],
  old?: "archive" | "keep",
  as = "anna.kern",
) =>
  world.as(as)(changeSensitivity, {
    ...at(deal),
    body: { version: (await fresh(deal)).version, sensitivity, ...(old && { old }) },
  });
const channel = async (id: unknown) => (await world.graph("GET", `${TEAM}/channels/${String(id)}`)).body;
const idOf = async (deal: Deal) => (await channelsOf(world, deal.id))[0]?.["id"];
/** Lets Teams finish what it does in its own time, and goes on. */
async function goOn(deal: Deal, seconds: number): Promise<Room> {
  await world.outside("POST", "/clock", { advance: `PT${seconds}S` });
  return press(world, deal.id);
}

describe("who gets into a deal's room is changed", () => {
  test("before there is a channel it simply changes, and the room is made so", async () => {
    const deal = await newDeal(world, { name: "Still on paper" });
    expect((await turn(deal, "private")).sensitivity).toBe("private");
    expect((await press(world, deal.id)).state).toBe("ready");
    expect(await channel(await idOf(deal))).toMatchObject({ membershipType: "private" });
    const { events } = await anna()(readLately, at(deal));
    expect(events.map(({ kind }) => kind)).toContain("sensitivity-changed");
  });

  test("a room that is stuck without its channel goes on with the other kind by itself", async () => {
    const deal = await newDeal(world, { name: "Stuck first" });
    await fault(world, {
      match: { method: "POST", url: "/channels$" },
      status: 403,
      code: "Forbidden",
      times: 1,
    });
    expect((await press(world, deal.id)).state).toBe("stuck");
    await turn(deal, "private");
    await untilRoom(world, deal.id, "ready");
    expect(await channel(await idOf(deal))).toMatchObject({ membershipType: "private" });
  });

  test("Teams cannot change a channel: that is said, and nothing changes until somebody chooses the way out", async () => {
    const deal = await newDeal(world, { name: "Fixed" });
    await press(world, deal.id);
    expect(await refusal(turn(deal, "private"))).toEqual({ code: "room.kind-fixed" });
    expect(await fresh(deal)).toMatchObject({ sensitivity: "standard", room: { state: "ready" } });
    expect(await refusal(turn(deal, "private", "keep", "stefan.brandt"))).toEqual({ code: "deal.not-yours" });
    expect(await refusal(turn(deal, "private", "keep", "lukas.maier"))).toEqual({ code: "deal.unknown" });
  });

  test("the way out: a new room of the right kind with the deal's plan, and the old channel read-only with all that was in it", async () => {
    const deal = await newDeal(world, { name: "Moves house" });
    await press(world, deal.id);
    const oldId = await idOf(deal);
    const place = `${TEAM}/channels/${String(oldId)}`;
    await world.graph("POST", `${place}/messages`, { body: { content: "Keep me" } }, "anna.kern");
    await turn(deal, "private", "archive");
    const room = await untilRoom(world, deal.id, "ready");
    expect(room.former).toMatchObject([{ name: "Moves house" }]);
    await expect
      .poll(async () => (await roomOf(world, deal.id)).former?.[0]?.archived, { timeout: 20_000 })
      .toBe(true);
    const found = await channelsOf(world, deal.id);
    expect(found).toMatchObject([{ membershipType: "private", displayName: room.channelName }]);
    expect(found[0]?.["id"]).not.toBe(oldId);
    const archived = async () => {
      await world.outside("POST", "/clock", { advance: "PT6S" });
      return (await channel(oldId))["isArchived"];
    };
    await expect.poll(archived, { timeout: 20_000 }).toBe(true);
    expect(list(await world.graph("GET", `${place}/tabs`))).toEqual([]);
    expect(JSON.stringify((await world.graph("GET", `${place}/messages`)).body)).toContain("Keep me");
    const plans = list(await world.graph("GET", `${TEAM.replace("teams", "groups")}/planner/plans`));
    expect(plans.filter(({ title }) => /Moves house/.test(String(title)))).toHaveLength(1);
    expect((await press(world, deal.id)).channelName).toBe(room.channelName);
  });

  test("fault 22: what Teams refused or lost on the way is done again, and no second channel is left; kept, the old one stays writable", async () => {
    const deal = await newDeal(world, { name: "Bumpy move", sensitivity: "private" });
    await press(world, deal.id);
    const oldId = await idOf(deal);
    await fault(world, { match: { method: "POST", url: "/channels$" }, dropReply: true, times: 1 });
    await fault(world, { match: { method: "DELETE", url: "/tabs/" }, status: 503, times: 3 });
    await turn(deal, "standard", "keep");
    await press(world, deal.id);
    expect((await press(world, deal.id)).state).toBe("ready");
    await world.outside("DELETE", "/faults");
    const left = async () => {
      await world.advance("PT1M");
      return (await channelsOf(world, deal.id)).map(({ membershipType }) => membershipType);
    };
    await expect.poll(left, { timeout: 20_000 }).toEqual(["standard"]);
    expect(await channel(oldId)).toMatchObject({ membershipType: "private", isArchived: false });
  });

  test("while Teams makes a shared channel, and once the deal is over, it stands", async () => {
    const deal = await newDeal(world, { name: "In the making", sensitivity: "shared" });
    await click(world, deal.id);
    expect(await refusal(turn(deal, "private", "keep"))).toEqual({ code: "room.kind-fixed" });
    expect((await goOn(deal, 11)).state).toBe("ready");
    const { version } = await fresh(deal);
    await anna()(closeDeal, { ...at(deal), body: { version, outcome: "lost" } });
    expect(await refusal(turn(deal, "private", "keep"))).toEqual({
      code: "request.invalid",
      field: "sensitivity",
    });
  });
});

/** What one person hears by push, from now on. */
async function hears(name: string): Promise<{ heard: Json[]; close(): void }> {
  const closing = new AbortController();
  const response = await fetch(`${world.url}${LIVE_PATH}`, {
    headers: { Authorization: `Bearer ${await world.token(name)}` },
    signal: closing.signal,
  });
  const heard: Json[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      for (const line of String(part.value).split("\n"))
        if (line.startsWith("data: ")) heard.push(JSON.parse(line.slice(6)) as Json);
    }
  })().catch(() => {});
  return { heard, close: () => closing.abort() };
}

describe("the live card of a shared channel", () => {
  let deal: Deal;
  let channelId: string;
  const card = (name: string) => world.as(name)(readChannelCard, { params: { channelId } });
  beforeAll(async () => {
    deal = await newDeal(world, { name: "Seen live", sensitivity: "shared" });
    await click(world, deal.id);
    await goOn(deal, 11);
    channelId = String(await idOf(deal));
    await world.graph("POST", `${TEAM}/channels/${channelId}/members`, {
      "@odata.type": "#microsoft.graph.aadUserConversationMember",
      roles: [],
      "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id("lukas.maier")}')`,
    });
  });

  test("outsiders hear within seconds that it is new, and nothing of what or of which deal; the team hears of its deal; others of nothing", async () => {
    await card("lukas.maier");
    expect(await refusal(card("yuri.fomin"))).toEqual({ code: "deal.unknown" });
    const ears = {
      "lukas.maier": await hears("lukas.maier"),
      "pavel.orlov": await hears("pavel.orlov"),
      "stefan.brandt": await hears("stefan.brandt"),
      "yuri.fomin": await hears("yuri.fomin"),
    };
    const { version } = await fresh(deal);
    await anna()(handOverVoice, { ...at(deal), body: { personId: world.id("pavel.orlov"), version } });
    await expect.poll(() => ears["lukas.maier"].heard.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await card("lukas.maier")) as object).toMatchObject({
      card: { speaker: { name: "Павел Орлов" } },
    });
    await world.advance("PT2M");
    // Topics that an outsider never hears of: by now the team did.
    await expect
      .poll(() => ears["pavel.orlov"].heard.map(({ topic }) => topic), { timeout: 10_000 })
      .toEqual(expect.arrayContaining(["deals", "incidents"]));
    for (const ear of Object.values(ears)) ear.close();
    for (const change of ears["lukas.maier"].heard)
      expect(change).toEqual({ topic: "deals", dealId: channelId });
    for (const name of ["pavel.orlov", "stefan.brandt"] as const)
      expect(ears[name].heard.map(({ dealId }) => dealId)).toContain(deal.id);
    expect(ears["yuri.fomin"].heard).toEqual([]);
  });

  test("whoever was put out of the channel, or looks at one that is shared no longer, hears nothing more", async () => {
    await card("lukas.maier");
    const seats = list(await world.graph("GET", `${TEAM}/channels/${channelId}/members`));
    const seat = seats.find(({ userId }) => String(userId) === world.id("lukas.maier"));
    const place = `${TEAM}/channels/${channelId}/members/${encodeURIComponent(String(seat?.["id"]))}`;
    await world.graph("DELETE", place);
    expect(await refusal(card("lukas.maier"))).toEqual({ code: "deal.unknown" });
    const kept = await sql`select 1 from card_viewer where deal_id = ${deal.id}::uuid`.execute(world.db);
    expect(kept.rows).toEqual([]);
    const ear = await hears("lukas.maier");
    const ours = await hears("anna.kern");
    const { version } = await fresh(deal);
    await anna()(handOverVoice, { ...at(deal), body: { personId: world.id("anna.kern"), version } });
    await expect.poll(() => ours.heard.length, { timeout: 10_000 }).toBeGreaterThan(0);
    for (const one of [ear, ours]) one.close();
    expect(ear.heard).toEqual([]);
  });
});

test("a room that was shared stops telling outsiders once it is a private one", async () => {
  const deal = await newDeal(world, { name: "Doors shut", sensitivity: "shared" });
  await click(world, deal.id);
  await goOn(deal, 11);
  const channelId = String(await idOf(deal));
  await turn(deal, "private", "keep");
  await untilRoom(world, deal.id, "ready");
  const shown = world.as("anna.kern")(readChannelCard, { params: { channelId } });
  expect(await refusal(shown)).toEqual({ code: "deal.unknown" });
  expect(stepsOf(await roomOf(world, deal.id))).toMatchObject({ channel: "done", welcome: "done" });
});
