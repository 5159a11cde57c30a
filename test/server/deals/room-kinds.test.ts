import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { editDeal } from "../../../src/contract/deal-edits.ts";
import { adoptChannel, createRoom } from "../../../src/contract/deal-rooms.ts";
import { type Deal, readChannelCard, readDeal, readDealOfChannel } from "../../../src/contract/deals.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { list, newDeal, refusal, team } from "./deal-support.ts";
import {
  channelsOf,
  click,
  fault,
  foldersOf,
  press,
  roomOf,
  stepsOf,
  TEAM,
  tenantHolds,
} from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

/** Lets Teams finish what it does in its own time, and goes on. */
async function goOn(deal: Deal, seconds: number): Promise<void> {
  await world.outside("POST", "/clock", { advance: `PT${seconds}S` });
  await press(world, deal.id);
}
/** The folders of the channel three minutes later. */
async function laterFolders(deal: Deal): Promise<string[] | null> {
  await world.advance("PT3M");
  return foldersOf(world, await placeOf(deal));
}
const placeOf = async (deal: Deal) =>
  `${TEAM}/channels/${String((await channelsOf(world, deal.id))[0]?.["id"])}`;
const seatsIn = async (deal: Deal) =>
  list(await world.graph("GET", `${await placeOf(deal)}/members`)).map(({ displayName, roles }) =>
    `${String(displayName)} ${String(roles)}`.trim(),
  );

test("a shared room: Teams makes its channel later, the deal team enters without the team, and nothing internal is laid out", async () => {
  const seats = [...team(world), { personId: world.id("helen.carter"), role: "assistant" as const }];
  const deal = await newDeal(world, { name: "Open house", sensitivity: "shared", seats });
  const begun = await click(world, deal.id);
  expect(stepsOf(begun)).toMatchObject({ channel: "waiting: later", members: "waiting" });
  await goOn(deal, 11);
  expect((await roomOf(world, deal.id)).state).toBe("ready");
  expect(new Set(await seatsIn(deal))).toEqual(
    new Set(["Anna Kern owner", "Helen Carter", "Stefan Brandt", "Иван Петров", "Павел Орлов"]),
  );
  const members = list(await world.graph("GET", `${TEAM}/members`)).map(({ displayName }) =>
    String(displayName),
  );
  expect(members).not.toContain("Helen Carter");
  await expect
    .poll(() => laterFolders(deal), { timeout: 20_000 })
    .toEqual(["Client", "Contract", "Proposal"]);
});

test("a reply lost when Teams took on a shared channel leads to no second one", async () => {
  const deal = await newDeal(world, { name: "Lost reply", sensitivity: "shared" });
  await fault(world, { match: { method: "POST", url: "/channels$" }, dropReply: true, times: 1 });
  await click(world, deal.id);
  await goOn(deal, 5);
  await goOn(deal, 60);
  expect(await channelsOf(world, deal.id)).toHaveLength(1);
  expect((await roomOf(world, deal.id)).channelName).toBe("Lost reply");
});

test("outsiders in a shared channel, and whoever looks over their shoulder, see who speaks and nothing of the deal's inside", async () => {
  const deal = await newDeal(world, { name: "Seen by all", sensitivity: "shared" });
  await click(world, deal.id);
  await goOn(deal, 11);
  const channelId = String((await channelsOf(world, deal.id))[0]?.["id"]);
  await world.graph("POST", `${TEAM}/channels/${channelId}/members`, {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles: [],
    "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id("lukas.maier")}')`,
  });
  const card = (name: string) => world.as(name)(readChannelCard, { params: { channelId } });
  const outsiders = await card("lukas.maier");
  expect(outsiders).toEqual({
    view: "open",
    dealId: null,
    card: {
      name: "Seen by all",
      account: "Steelworks AO",
      speaker: { name: "Anna Kern", mail: expect.stringContaining("anna.kern@"), since: expect.any(String) },
      team: expect.arrayContaining([{ name: "Anna Kern", title: expect.any(String) }]),
    },
  });
  expect(JSON.stringify(outsiders)).not.toMatch(
    /2400000|EUR|2026-12|proposal|steelworks\.example|Stefan Brandt/,
  );
  expect(await card("anna.kern")).toMatchObject({ view: "open", dealId: deal.id });
  const whole = { params: { channelId } };
  for (const name of ["anna.kern", "lukas.maier"])
    expect(await refusal(world.as(name)(readDealOfChannel, whole))).toEqual({ code: "deal.unknown" });
  expect(await refusal(world.as("lukas.maier")(readDeal, { params: { dealId: deal.id } }))).toEqual({
    code: "deal.unknown",
  });
  expect(await refusal(card("yuri.fomin"))).toEqual({ code: "deal.unknown" });
});

test("in a channel of ours alone the card is the whole deal", async () => {
  const deal = await newDeal(world, { name: "Ours alone" });
  await press(world, deal.id);
  const channelId = String((await channelsOf(world, deal.id))[0]?.["id"]);
  const shown = await world.as("pavel.orlov")(readChannelCard, { params: { channelId } });
  expect(shown).toMatchObject({ view: "whole", deal: { id: deal.id, value: { amount: "2400000" } } });
});

test("the folders of a private room come by themselves once Teams has built its files", async () => {
  const deal = await newDeal(world, { name: "Late files", sensitivity: "private" });
  expect(stepsOf(await press(world, deal.id))).toMatchObject({ folders: "waiting: later" });
  await expect
    .poll(() => laterFolders(deal), { timeout: 20_000 })
    .toEqual(["Client", "Contract", "Internal", "Proposal"]);
  expect(stepsOf(await roomOf(world, deal.id))).toMatchObject({ folders: "done" });
});

test("milestones become tasks of the plan, and follow the deal; what people did with the plan stays", async () => {
  const milestones = [
    { name: "Pilot runs", day: "2026-10-01" },
    { name: "Papers signed", day: "2026-11-01" },
  ];
  const deal = await newDeal(world, { name: "Planned", milestones, tenderDate: null });
  await press(world, deal.id);
  const held = async () =>
    ((await tenantHolds(world, deal.id)) as { plans: { tasks: string[] }[] }).plans[0]?.tasks;
  expect(await held()).toEqual([
    "Close the deal 2026-12-14",
    "Papers signed 2026-11-01",
    "Pilot runs 2026-10-01",
  ]);
  const plans = list(await world.graph("GET", `${TEAM.replace("teams", "groups")}/planner/plans`));
  const plan = plans.find(({ title }) => String(title) === "Planned");
  await world.graph("POST", "/planner/tasks", { planId: plan?.["id"], title: "By hand" });
  const { version, name, account, domains, value, closeDate, tenderDate } = await world.as("anna.kern")(
    readDeal,
    {
      params: { dealId: deal.id },
    },
  );
  const facts = {
    version,
    name,
    account,
    domains,
    value,
    closeDate,
    tenderDate,
    contacts: [],
    stage: "proposal" as const,
  };
  await world.as("anna.kern")(editDeal, {
    params: { dealId: deal.id },
    body: {
      ...facts,
      milestones: [
        { name: "Pilot runs", day: "2026-10-15" },
        { name: "Visit", day: "2026-09-01" },
      ],
    },
  });
  await expect
    .poll(held, { timeout: 20_000 })
    .toEqual(["By hand null", "Close the deal 2026-12-14", "Pilot runs 2026-10-15", "Visit 2026-09-01"]);
  await expect.poll(async () => (await roomOf(world, deal.id)).state).toBe("ready");
});

test("a room in a team of its own: the team is made from the standard template, and the room in it", async () => {
  const deal = await newDeal(world, { name: "Own walls" });
  const own = { params: { dealId: deal.id }, body: { team: "own" as const } };
  const begun = await world.as("anna.kern")(createRoom, own);
  expect(stepsOf(begun)).toMatchObject({ team: "waiting: later", app: "waiting", channel: "waiting" });
  await world.as("anna.kern")(createRoom, own);
  await goOn(deal, 21);
  const groups = list(await world.graph("GET", "/groups?$filter=displayName eq 'Own walls'"));
  expect(groups).toHaveLength(1);
  const channels = list(await world.graph("GET", `/teams/${String(groups[0]?.["id"])}/channels`));
  expect(channels.map(({ displayName }) => String(displayName))).toEqual(["General", "Own walls"]);
  const room = await roomOf(world, deal.id);
  expect(room.state).toBe("ready");
  expect(new Set(Object.values(stepsOf(room)))).toEqual(new Set(["done"]));
});

test("a reply lost when Teams took on the room's own team leads to no second team", async () => {
  const deal = await newDeal(world, { name: "Lost team" });
  await fault(world, { match: { method: "POST", url: "/teams$" }, dropReply: true, times: 1 });
  await world.as("anna.kern")(createRoom, { params: { dealId: deal.id }, body: { team: "own" } });
  await goOn(deal, 61);
  await goOn(deal, 61);
  expect(list(await world.graph("GET", "/groups?$filter=displayName eq 'Lost team'"))).toHaveLength(1);
  expect((await roomOf(world, deal.id)).state).toBe("ready");
});

test("a team at its channel limit is told as such, and nothing half-made is left", async () => {
  const deal = await newDeal(world, { name: "No more", sensitivity: "private" });
  const before = (await rows(world.db, sql`select 1 from room where channel_id is not null`)).length;
  const many: Json[] = [];
  for (let n = 0; n < 30; n++)
    many.push(
      (
        await world.graph("POST", `${TEAM}/channels`, {
          displayName: `Filler ${n}`,
          membershipType: "private",
          members: [
            {
              "@odata.type": "#microsoft.graph.aadUserConversationMember",
              roles: ["owner"],
              "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id("anna.kern")}')`,
            },
          ],
        })
      ).body,
    );
  await fault(world, { match: { method: "POST", url: "/channels$" }, status: 400, code: "BadRequest" });
  const { last } = await world.outside("GET", "/requests?since=0");
  const room = await press(world, deal.id);
  expect([room.state, stepsOf(room)["channel"]]).toEqual(["stuck", "failed: team-full"]);
  // Two names tell; each more would read a long list again.
  const { value } = await world.outside("GET", `/requests?since=${String(last)}`);
  expect(
    (value as Json[]).filter((one) => /^POST .*\/channels$/.test(`${one["method"]} ${one["url"]}`)),
  ).toHaveLength(2);
  expect((await rows(world.db, sql`select 1 from room where channel_id is not null`)).length).toBe(before);
  for (const { id } of many) await world.graph("DELETE", `${TEAM}/channels/${String(id)}`);
  await world.outside("DELETE", "/faults");
  // The way out that is offered.
  await world.as("anna.kern")(createRoom, { params: { dealId: deal.id }, body: { team: "own" } });
  await goOn(deal, 21);
  expect((await roomOf(world, deal.id)).state).toBe("ready");
  expect(await channelsOf(world, deal.id)).toEqual([]);
  expect(list(await world.graph("GET", "/groups?$filter=displayName eq 'No more'"))).toHaveLength(1);
});

test("a room that waits for a team of its own takes a channel instead, when one is adopted", async () => {
  const deal = await newDeal(world, { name: "Changed mind" });
  await fault(world, { match: { method: "POST", url: "/teams$" }, status: 403, code: "Forbidden", times: 1 });
  const stuck = await world.as("anna.kern")(createRoom, {
    params: { dealId: deal.id },
    body: { team: "own" },
  });
  expect(stepsOf(stuck)).toMatchObject({ team: "failed: permission", channel: "waiting" });
  const { body } = await world.graph("POST", `${TEAM}/channels`, { displayName: "Found instead" });
  const adopted = { params: { dealId: deal.id }, body: { channelId: String(body["id"]) } };
  await world.as("anna.kern")(adoptChannel, adopted);
  expect((await press(world, deal.id)).state).toBe("ready");
  expect((await channelsOf(world, deal.id)).map(({ displayName }) => displayName)).toEqual(["Found instead"]);
});
