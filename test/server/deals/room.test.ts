import { afterAll, beforeAll, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { createDeal, editTeam } from "../../../src/contract/deal-edits.ts";
import { readLately } from "../../../src/contract/deal-lately.ts";
import { createRoom } from "../../../src/contract/deal-rooms.ts";
import { readDealOfChannel } from "../../../src/contract/deals.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { dealBody, list, newDeal, refusal, team } from "./deal-support.ts";
import {
  channelsOf,
  click,
  press,
  readyNews,
  roomOf,
  stepsOf,
  TEAM,
  teamMembers,
  tenantHolds,
  untilRoom,
} from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

const ALL_DONE = {
  ...{
    app: "done",
    channel: "done",
    members: "done",
    tab: "done",
    folders: "done",
    plan: "done",
    welcome: "done",
  },
};
const PLAN = ["Close the deal 2026-12-14", "Hand in the tender 2026-12-04"];

test("one click makes the room: channel, app, tab, folders, plan, welcome card, and the team hears of it once", async () => {
  const deal = await newDeal(world);
  const room = await press(world, deal.id);
  expect(stepsOf(room)).toEqual(ALL_DONE);
  expect(room).toMatchObject({ state: "ready", channelName: "Line 4 modernisation" });
  expect(await tenantHolds(world, deal.id)).toEqual({
    found: [
      {
        name: "Line 4 modernisation",
        type: "standard",
        members: [],
        tabs: [["One Voice", true, true]],
        folders: ["Client", "Contract", "Internal", "Proposal"],
        cards: [["Anna Kern", ["application/vnd.microsoft.card.adaptive"]]],
      },
    ],
    plans: [{ title: "Line 4 modernisation", tasks: PLAN }],
    apps: ["One Voice"],
  });
  const [channel] = await channelsOf(world, deal.id);
  expect(room.webUrl).toBe(String(channel?.["webUrl"]));
  for (const name of ["pavel.orlov", "ivan.petrov", "stefan.brandt"])
    await expect
      .poll(() => readyNews(world, name), { timeout: 20_000 })
      .toEqual(["The deal room is ready: Line 4 modernisation"]);
  expect(await readyNews(world, "anna.kern")).toEqual([]);
  const shown = await world.as("pavel.orlov")(readDealOfChannel, {
    params: { channelId: String(channel?.["id"]) },
  });
  expect(shown.id).toBe(deal.id);
  expect(
    await refusal(
      world.as("lukas.maier")(readDealOfChannel, { params: { channelId: String(channel?.["id"]) } }),
    ),
  ).toEqual({ code: "deal.unknown" });
});

test("a private room holds the deal team alone, whoever was missing in the team joins it first", async () => {
  const seats = [...team(world), { personId: world.id("helen.carter"), role: "assistant" as const }];
  expect(await teamMembers(world)).not.toContain("Helen Carter");
  const deal = await newDeal(world, { name: "Проект «Север»", sensitivity: "private", seats });
  const room = await press(world, deal.id);
  // Teams builds the files of a private channel in its own time, and nobody waits for that.
  expect(room.state).toBe("ready");
  expect(stepsOf(room)).toEqual({ ...ALL_DONE, folders: "waiting: later" });
  expect(await tenantHolds(world, deal.id)).toMatchObject({
    found: [
      {
        name: "Проект «Север»",
        type: "private",
        members: ["Anna Kern owner", "Helen Carter ", "Stefan Brandt ", "Иван Петров ", "Павел Орлов "],
        tabs: [["One Voice", true, true]],
        cards: [["Anna Kern", ["application/vnd.microsoft.card.adaptive"]]],
      },
    ],
  });
  expect(await teamMembers(world)).toContain("Helen Carter");
});

test("the welcome card speaks the language of whoever made the room, and leads to the deal", async () => {
  const deal = await world.as("pavel.orlov")(createDeal, { body: dealBody({ name: "Печь 2" }) });
  await press(world, deal.id, "pavel.orlov");
  const card = await cardOf(deal.id);
  expect(JSON.stringify(card)).toContain("Добро пожаловать");
  expect(card["actions"]).toMatchObject([
    { type: "Action.OpenUrl", url: `${world.url}/tab/deals/${deal.id}` },
  ]);
});

async function cardOf(dealId: string): Promise<Json> {
  const [channel] = await channelsOf(world, dealId);
  const [post] = list(
    await world.graph("GET", `${TEAM}/channels/${String(channel?.["id"])}/messages`, undefined, "anna.kern"),
  );
  return JSON.parse(String(post?.["attachments"]?.[0]?.["content"]));
}

test("a second click, and two people's clicks at the same moment, find the room that exists", async () => {
  const deal = await newDeal(world, { name: "Twice" });
  const rooms = await Promise.all([click(world, deal.id), click(world, deal.id), click(world, deal.id)]);
  const ready = await untilRoom(world, deal.id, "ready");
  const again = await click(world, deal.id);
  expect(again).toEqual(ready);
  expect(rooms.map(({ state }) => state)).not.toContain("none");
  const held = (await tenantHolds(world, deal.id)) as { found: { tabs: unknown[]; cards: unknown[] }[] };
  expect(held.found.map(({ tabs, cards }) => [tabs.length, cards.length])).toEqual([[1, 1]]);
  const heard = async () =>
    (await readyNews(world, "pavel.orlov")).filter((title) => title.endsWith("Twice"));
  await expect.poll(heard, { timeout: 20_000 }).toHaveLength(1);
});

test("fault 2: told again after a kill, a line shows once; the lines of other rooms stay", async () => {
  const deal = await newDeal(world, { name: "Told" });
  await press(world, deal.id);
  const heard = async () => (await readyNews(world, "pavel.orlov")).filter((title) => title.endsWith("Told"));
  const noted = async () =>
    (await rows(world.db, sql`select person_id from room_told where deal_id = ${deal.id}::uuid`)).length;
  await expect.poll(noted, { timeout: 20_000 }).toBe(3);
  const before = await readyNews(world, "pavel.orlov");
  expect(before.length).toBeGreaterThan(1);
  // What a kill between telling and noting it leaves.
  await sql`delete from room_told where deal_id = ${deal.id}::uuid`.execute(world.db);
  const seats = deal.seats.map(({ person, role }) => ({ personId: person.id, role, backupId: null }));
  await world.as("anna.kern")(editTeam, {
    params: { dealId: deal.id },
    body: { version: deal.version, seats },
  });
  await expect.poll(noted, { timeout: 20_000 }).toBe(3);
  expect(await heard()).toHaveLength(1);
  expect(await readyNews(world, "pavel.orlov")).toHaveLength(before.length);
});

test("fault 24: fifty clicks at once make one channel, one tab and one card", async () => {
  const deal = await newDeal(world, { name: "Fifty" });
  await Promise.all(Array.from({ length: 50 }, () => click(world, deal.id)));
  await untilRoom(world, deal.id, "ready");
  const held = (await tenantHolds(world, deal.id)) as { found: { tabs: unknown[]; cards: unknown[] }[] };
  expect(held.found.map(({ tabs, cards }) => [tabs.length, cards.length])).toEqual([[1, 1]]);
});

test("two deals of one name get two rooms of different names", async () => {
  const one = await newDeal(world, { name: "Same" });
  const other = await newDeal(world, { name: "Same" });
  const [first, second] = [await press(world, one.id), await press(world, other.id)];
  expect([first.channelName, second.channelName]).toEqual(["Same", "Same 2"]);
});

test("fault 23: the name of a channel deleted lately is avoided", async () => {
  const made = await world.graph("POST", `${TEAM}/channels`, { displayName: "Ghost" });
  await world.graph("DELETE", `${TEAM}/channels/${String(made.body["id"])}`);
  const deal = await newDeal(world, { name: "Ghost" });
  expect((await press(world, deal.id)).channelName).toBe("Ghost 2");
});

test("what happened to a deal and its room is told to its team, the newest first; and the audit knows the deal's name", async () => {
  const deal = await newDeal(world, { name: "Told lately" });
  await press(world, deal.id);
  const { events } = await world.as("pavel.orlov")(readLately, { params: { dealId: deal.id } });
  const kinds = events.map(({ kind, what, who }) => [kind, what, who?.name ?? null]);
  expect(kinds).toContainEqual(["room-step", "channel", null]);
  expect(kinds).toContainEqual(["room-asked", null, "Anna Kern"]);
  expect(kinds.at(-1)).toEqual(["created", null, "Anna Kern"]);
  const moments = events.map(({ at }) => Date.parse(at));
  expect(moments).toEqual(moments.toSorted((one, other) => other - one));
  expect(kinds.filter(([kind]) => kind === "room-step")).toHaveLength(7);
  const lines = await rows(
    world.db,
    sql`select action from audit where deal_id = ${deal.id}::uuid and action = 'deal.created'`,
  );
  expect(lines).toHaveLength(1);
  const call = world.as("lukas.maier")(readLately, { params: { dealId: deal.id } });
  expect(await refusal(call)).toEqual({ code: "deal.unknown" });
});

test("only the account manager makes the room", async () => {
  const deal = await newDeal(world);
  const ask = (name: string) => refusal(world.as(name)(createRoom, { params: { dealId: deal.id } }));
  expect(await ask("stefan.brandt")).toEqual({ code: "deal.not-yours" });
  expect(await ask("lukas.maier")).toEqual({ code: "deal.unknown" });
  expect((await roomOf(world, deal.id)).state).toBe("none");
});

test("bad input 81: a deal named with signs that Teams forbids, longer than fifty characters, gets a channel", async () => {
  const name = `#%&*{}/\\:<>?+|'" ${"Великое дело ".repeat(6)}`;
  const deal = await newDeal(world, { name });
  const room = await press(world, deal.id);
  expect(room.state).toBe("ready");
  expect(room.channelName).toBe("’ Великое дело Великое дело Великое дело Великое д");
});

test("bad input 82: markup and template signs in a name do nothing in the card", async () => {
  const name = "<img src=x onerror=alert(1)> **bold** $\u007bdeal} [x](http://evil.example)";
  const deal = await newDeal(world, { name, account: "$\u007b$root}" });
  await press(world, deal.id);
  const card = await cardOf(deal.id);
  const text = JSON.stringify(card);
  expect(text).not.toContain("$\u007b");
  const blocks = card["body"] as Json[];
  const runs = blocks
    .filter(({ type }) => String(type) === "RichTextBlock")
    .flatMap(({ inlines }) => inlines as Json[]);
  expect(runs.map(({ text }) => String(text).replaceAll("\u2060", ""))).toContain(name);
  const others = blocks.filter(({ type }) => String(type) !== "RichTextBlock");
  expect(JSON.stringify(others)).not.toMatch(/img|bold|evil/);
});
