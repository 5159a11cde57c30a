import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { takeRoom } from "../../../server/deals/room-lease.ts";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { sql } from "../../../server/store/db.ts";
import { checkRoom } from "../../../src/contract/deal-drift.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import { createRoom } from "../../../src/contract/deal-rooms.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { dealBody, newDeal, team } from "./deal-support.ts";
import {
  channelsOf,
  click,
  fault,
  press,
  readyNews,
  roomOf,
  stepsOf,
  TEAM,
  teamMembers,
  tenantHolds,
  untilRoom,
} from "./room-support.ts";

/** What makes each step, as the sandbox sees it, and how the step is told when it is refused. */
const STEPS = [
  ["channel", "POST", "/channels$", { channel: "failed: permission", members: "waiting", app: "done" }],
  [
    "members",
    "GET",
    "/channels/[^/]+/members",
    { channel: "done", members: "failed: permission", tab: "done" },
  ],
  [
    "app",
    "POST",
    "/teams/[^/]+/installedApps$",
    { app: "failed: app-refused", tab: "waiting", welcome: "done" },
  ],
  ["tab", "POST", "/tabs$", { tab: "failed: permission", welcome: "done" }],
  ["folders", "POST", "/children$", { folders: "failed: permission", plan: "done" }],
  ["plan", "POST", "/planner/tasks$", { plan: "failed: permission", welcome: "done" }],
  ["welcome", "POST", "/messages$", { tab: "done", welcome: "failed: permission" }],
] as const;

let world: World;
let reference: object;
let openReference: object;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
  const deal = await privateDeal();
  await press(world, deal.id);
  reference = await tenantHolds(world, deal.id);
  const open = await dealFor("folders");
  await press(world, open.id);
  openReference = await tenantHolds(world, open.id);
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

let count = 0;
/** Deals of one name would get channels of different names; here only the number differs, which the comparison leaves out. */
async function privateDeal(): Promise<Deal> {
  count += 1;
  return newDeal(world, { name: `Room ${count}`, sensitivity: "private" });
}

/** Teams builds the folders of a private room later: that step shows in a standard one. */
async function dealFor(step: string): Promise<Deal> {
  if (step !== "folders") return privateDeal();
  count += 1;
  return newDeal(world, { name: `Room ${count}` });
}
const referenceFor = (step: string) => plain(step === "folders" ? openReference : reference);

const plain = (held: object) => JSON.parse(JSON.stringify(held).replace(/Room \d+/g, "Room"));
const installed = async () => {
  const { body } = await world.graph("GET", `${TEAM}/installedApps`);
  return body["value"] as { id: unknown }[] & typeof body;
};
async function uninstall(): Promise<void> {
  for (const { id } of await installed()) await world.graph("DELETE", `${TEAM}/installedApps/${String(id)}`);
}

test("the reference room is whole", () => {
  expect(plain(reference)).toEqual({
    found: [
      {
        name: "Room",
        type: "private",
        members: ["Anna Kern owner", "Stefan Brandt ", "Иван Петров ", "Павел Орлов "],
        tabs: [["One Voice", true, true]],
        folders: null,
        cards: [["Anna Kern", ["application/vnd.microsoft.card.adaptive"]]],
      },
    ],
    plans: [{ title: "Room", tasks: ["Close the deal 2026-12-14", "Hand in the tender 2026-12-04"] }],
    apps: ["One Voice"],
  });
  expect(plain(openReference)).toMatchObject({
    found: [{ folders: ["Client", "Contract", "Internal", "Proposal"] }],
  });
});

/** What a kill leaves: Graph's effects stand, our own rows from that step on do not know of them, and nobody holds the room. */
async function killedAt(step: string, dealId: string): Promise<void> {
  await sql`update room_step set state = 'waiting', made_id = null where deal_id = ${dealId}::uuid
             and place >= (select place from room_step where deal_id = ${dealId}::uuid and name = ${step})`.execute(
    world.db,
  );
  await sql`update room set state = 'working' where deal_id = ${dealId}::uuid`.execute(world.db);
  await sql`delete from room_task where deal_id = ${dealId}::uuid`.execute(world.db);
  if (step === "channel")
    await sql`update room set channel_id = null, channel_name = null, web_url = null
               where deal_id = ${dealId}::uuid`.execute(world.db);
}

describe("faults 22 and 2: a step that Teams refuses is named; resumed with its reply lost, and killed after its work, it leaves nothing twice", () => {
  test.each(STEPS)("%s", async (step, method, url, told) => {
    await uninstall();
    const deal = await dealFor(step);
    await fault(world, { match: { method, url }, status: 403, code: "Forbidden", times: 1 });
    const stuck = await press(world, deal.id);
    expect(stuck.state).toBe("stuck");
    expect(stepsOf(stuck)).toMatchObject(told);

    await fault(world, { match: { method, url }, dropReply: true, times: 1 });
    await click(world, deal.id);
    await click(world, deal.id);
    await untilRoom(world, deal.id, "ready");
    expect(plain(await tenantHolds(world, deal.id))).toEqual(referenceFor(step));

    await killedAt(step, deal.id);
    expect((await press(world, deal.id)).state).toBe("ready");
    expect(plain(await tenantHolds(world, deal.id))).toEqual(referenceFor(step));
  });
});

test("Teams that asks for patience is waited for; what only the person can do is left for their next click", async () => {
  const deal = await privateDeal();
  await fault(world, { match: { method: "POST", url: "/channels$" }, status: 429, retryAfter: 25, times: 1 });
  await click(world, deal.id);
  await expect
    .poll(async () => stepsOf(await roomOf(world, deal.id)), { timeout: 20_000, interval: 20 })
    .toMatchObject({ channel: "waiting: busy", members: "waiting" });
  const stuck = await untilRoom(world, deal.id, "stuck");
  expect(stepsOf(stuck)).toEqual({
    channel: "done",
    members: "done",
    app: "done",
    tab: "done",
    folders: "waiting: later",
    plan: "done",
    welcome: "needs-you",
  });
  expect((await press(world, deal.id)).state).toBe("ready");
  expect(plain(await tenantHolds(world, deal.id))).toEqual(plain(reference));
});

test("fault 2: while one runner has the room no other touches it, and a dead one's hold ends by itself", async () => {
  const deal = await privateDeal();
  await press(world, deal.id);
  const { tenantId } = world.sandbox;
  const mine = await takeRoom(world.db, tenantId, deal.id, 60);
  expect(mine).not.toBeNull();
  expect(await takeRoom(world.db, tenantId, deal.id, 60)).toBeNull();
  await sql`update room set lease_until = now() - interval '1 second' where deal_id = ${deal.id}::uuid`.execute(
    world.db,
  );
  expect(await takeRoom(world.db, tenantId, deal.id, 60)).not.toBeNull();
});

test("somebody who left the company is named, and everyone else is let in", async () => {
  const seats = [...team(world), { personId: world.id("markus.frey"), role: "assistant" as const }];
  const deal = await newDeal(world, { name: "Leaver", seats });
  await fault(world, {
    match: { method: "POST", url: `${TEAM}/members$` },
    status: 404,
    code: "NotFound",
    times: 1,
  });
  const room = await press(world, deal.id);
  expect(room.state).toBe("stuck");
  expect(room.steps.find(({ name }) => name === "members")).toEqual({
    name: "members",
    state: "failed",
    why: "person-unknown",
    people: ["Markus Frey"],
  });
  expect(stepsOf(room)).toMatchObject({ tab: "done", welcome: "done" });
  expect(await readyNews(world, "pavel.orlov")).not.toContain("The deal room is ready: Leaver");
  expect(await teamMembers(world)).not.toContain("Markus Frey");
  expect((await press(world, deal.id)).state).toBe("ready");
});

test("a team that was deleted is named as what is missing", async () => {
  const deal = await privateDeal();
  await fault(world, { match: { url: `${TEAM}/` }, status: 404, code: "NotFound" });
  expect(stepsOf(await press(world, deal.id))).toMatchObject({ channel: "failed: team-unknown" });
  await world.outside("DELETE", "/faults");
  expect((await press(world, deal.id)).state).toBe("ready");
});

test("a team that was deleted stops no deal: the room is made in a team of its own", async () => {
  const deal = await newDeal(world, { name: "No team left" });
  await fault(world, { match: { url: `${TEAM}/` }, status: 404, code: "NotFound" });
  expect(stepsOf(await press(world, deal.id))).toMatchObject({ channel: "failed: team-unknown" });
  const own = { params: { dealId: deal.id }, body: { team: "own" as const } };
  await world.as("anna.kern")(createRoom, own);
  await world.outside("POST", "/clock", { advance: "PT21S" });
  expect((await press(world, deal.id)).state).toBe("ready");
});

describe("a room that was whole, and of which somebody deleted", () => {
  const check = (deal: Deal) => world.as("anna.kern")(checkRoom, { params: { dealId: deal.id } });

  test("the channel, is found at the next look and made anew; what it had outside the channel stays", async () => {
    const deal = await newDeal(world, { name: "Deleted by hand" });
    await press(world, deal.id);
    const [channel] = await channelsOf(world, deal.id);
    await world.graph("DELETE", `${TEAM}/channels/${String(channel?.["id"])}`);
    expect((await roomOf(world, deal.id)).state).toBe("ready");
    await check(deal);
    const stuck = await roomOf(world, deal.id);
    expect([stuck.state, stepsOf(stuck)["channel"], stepsOf(stuck)["plan"]]).toEqual([
      "stuck",
      "failed: channel-gone",
      "done",
    ]);
    expect((await press(world, deal.id)).state).toBe("ready");
    expect(await channelsOf(world, deal.id)).toHaveLength(1);
  });

  test("the team, is found so too, and leads to a team of its own", async () => {
    const deal = await newDeal(world, { name: "Team deleted" });
    await press(world, deal.id);
    await fault(world, { match: { url: `${TEAM}/` }, status: 404, code: "NotFound" });
    await check(deal);
    const stuck = await roomOf(world, deal.id);
    expect([stuck.state, stepsOf(stuck)["channel"], stepsOf(stuck)["plan"]]).toEqual([
      "stuck",
      "failed: team-unknown",
      "waiting",
    ]);
    await world.as("anna.kern")(createRoom, { params: { dealId: deal.id }, body: { team: "own" } });
    await world.outside("POST", "/clock", { advance: "PT21S" });
    expect((await press(world, deal.id)).state).toBe("ready");
  });
});

test("an app that the company's policy blocks is named, the room is there without its tab, and whole once it is allowed", async () => {
  await uninstall();
  const apps = (await world.graph("GET", "/appCatalogs/teamsApps")).body["value"] as unknown as {
    id: string;
  }[];
  const block = (users: string[]) => world.outside("PUT", `/teamsApps/${apps[0]?.id}/blocked`, { users });
  await block(["*"]);
  const deal = await newDeal(world, { name: "Blocked by policy" });
  expect(stepsOf(await press(world, deal.id))).toMatchObject({
    ...{ channel: "done", members: "done", folders: "done", welcome: "done" },
    ...{ app: "failed: app-refused", tab: "waiting" },
  });
  await block([]);
  expect((await press(world, deal.id)).state).toBe("ready");
});

test("an app that is not in the company's catalogue is named as what is missing", async () => {
  await uninstall();
  const other = await openWorld({ limits: "none", seed: withoutApp() });
  try {
    const deal = await other.as("anna")(createDeal, { body: dealBody() });
    const room = await press(other, deal.id, "anna");
    expect(stepsOf(room)).toMatchObject({ channel: "done", app: "failed: app-unknown", tab: "waiting" });
    expect(room.state).toBe("stuck");
  } finally {
    await other.close();
  }
});

function withoutApp() {
  const person = (name: string, displayName: string) => ({ name, displayName, timeZone: "Europe/Berlin" });
  return {
    organization: { displayName: "Small", domain: "bergmann.example" },
    people: [person("anna", "Anna"), person("bert", "Bert")],
    groups: [
      {
        id: KEY_ACCOUNTS_TEAM,
        displayName: "Deals",
        mailNickname: "deals",
        kind: "team" as const,
        owners: ["anna"],
        members: ["bert"],
      },
    ],
    teamsApps: [],
  };
}

test("fault 23: a channel that somebody deleted half-way is made again, whole", async () => {
  const deal = await privateDeal();
  await fault(world, { match: { method: "POST", url: "/tabs$" }, status: 403, code: "Forbidden", times: 1 });
  expect((await press(world, deal.id)).state).toBe("stuck");
  const [channel] = await channelsOf(world, deal.id);
  await world.graph("DELETE", `${TEAM}/channels/${String(channel?.["id"])}`);
  const room = await press(world, deal.id);
  expect(room.state).toBe("ready");
  const held = JSON.parse(
    JSON.stringify(plain(await tenantHolds(world, deal.id))).replaceAll("Room 2", "Room"),
  );
  expect(held).toEqual(plain(reference));
});

test("fault 23: a room that a person renamed by hand stays the deal's room", async () => {
  const deal = await privateDeal();
  await fault(world, {
    match: { method: "POST", url: "/messages$" },
    status: 403,
    code: "Forbidden",
    times: 1,
  });
  await press(world, deal.id);
  const [channel] = await channelsOf(world, deal.id);
  await world.graph("PATCH", `${TEAM}/channels/${String(channel?.["id"])}`, {
    displayName: `By hand ${count}`,
  });
  expect((await press(world, deal.id)).state).toBe("ready");
  expect(await channelsOf(world, deal.id)).toHaveLength(1);
  expect((await roomOf(world, deal.id)).state).toBe("ready");
});
