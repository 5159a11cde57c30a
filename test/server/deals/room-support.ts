import { expect, vi } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { row, sql } from "../../../server/store/db.ts";
import { createRoom, type Room } from "../../../src/contract/deal-rooms.ts";
import { readDeal } from "../../../src/contract/deals.ts";
import type { Json, World } from "../../support/world.ts";
import { list } from "./deal-support.ts";

export const TEAM = `/teams/${KEY_ACCOUNTS_TEAM}`;

/** Presses "Create room", or "Go on", and waits until nothing more happens by itself. */
export async function press(world: World, dealId: string, as = "anna.kern"): Promise<Room> {
  let room = await click(world, dealId, as);
  const look = async () => {
    room = (await world.as(as)(readDeal, { params: { dealId } })).room;
    expect(room.state).not.toBe("working");
  };
  if (room.state === "working") await vi.waitFor(look, { timeout: 25_000 });
  return room;
}

/** Presses "Create room", or "Go on", and tells what is answered. */
export function click(world: World, dealId: string, as = "anna.kern"): Promise<Room> {
  return world.as(as)(createRoom, { params: { dealId } });
}

export async function roomOf(world: World, dealId: string): Promise<Room> {
  return (await world.as("anna.kern")(readDeal, { params: { dealId } })).room;
}

/** Waits until the room stands as it should. */
export async function untilRoom(world: World, dealId: string, state: Room["state"]): Promise<Room> {
  await expect.poll(async () => (await roomOf(world, dealId)).state, { timeout: 25_000 }).toBe(state);
  return roomOf(world, dealId);
}

/** Each step's state by its name. */
export function stepsOf(room: Room): Record<string, string> {
  return Object.fromEntries(
    room.steps.map(({ name, state, why }) => [name, why === null ? state : `${state}: ${why}`]),
  );
}

/** The channels whose description names the deal. */
export async function channelsOf(world: World, dealId: string): Promise<Json[]> {
  return list(await world.graph("GET", `${TEAM}/channels`)).filter(({ description }) =>
    String(description).includes(dealId),
  );
}

/** All that the tenant holds of a deal's room, without ids and times that differ from run to run. */
export async function tenantHolds(world: World, dealId: string): Promise<object> {
  const found = [];
  for (const channel of await channelsOf(world, dealId)) {
    const place = `${TEAM}/channels/${String(channel["id"])}`;
    const isPrivate = String(channel["membershipType"]) === "private";
    const tabs = list(await world.graph("GET", `${place}/tabs`));
    const posts = list(await world.graph("GET", `${place}/messages`, undefined, "anna.kern"));
    const members = isPrivate ? list(await world.graph("GET", `${place}/members`)) : [];
    found.push({
      name: channel["displayName"],
      type: channel["membershipType"],
      members: members
        .map(({ displayName, roles }) => `${String(displayName)} ${String(roles)}`)
        .toSorted(inOrder),
      tabs: tabs.map(({ displayName, configuration }) => [
        displayName,
        String(configuration?.["entityId"]) === dealId,
        String(configuration?.["contentUrl"]) === `${world.url}/tab/deals/${dealId}`,
      ]),
      folders: await foldersOf(world, place),
      cards: posts.map(({ from, attachments }) => [
        from?.["user"]?.["displayName"],
        (attachments as Json[]).map(({ contentType }) => contentType),
      ]),
    });
  }
  const apps = list(await world.graph("GET", `${TEAM}/installedApps?$expand=teamsApp`));
  return {
    found,
    plans: await plansOf(world, dealId, found),
    apps: apps.map(({ teamsApp }) => teamsApp?.["displayName"]),
  };
}

/** The folders in a channel's files; null while Teams has not built them. */
export async function foldersOf(world: World, place: string): Promise<string[] | null> {
  const { status, body } = await world.graph("GET", `${place}/filesFolder`);
  if (status !== 200) return null;
  const drive = String((body["parentReference"] as Json)["driveId"]);
  const children = list(await world.graph("GET", `/drives/${drive}/items/${String(body["id"])}/children`));
  return children.map(({ name }) => String(name)).toSorted(inOrder);
}

/** The plan that we know as the room's, and all that bear its channel's name, each with its tasks and their days. */
async function plansOf(
  world: World,
  dealId: string,
  channels: readonly { name: unknown }[],
): Promise<object[]> {
  const names = new Set(channels.map(({ name }) => String(name)));
  const ours = await row<{ id: string | null }>(
    world.db,
    sql`select made_id as id from room_step where deal_id = ${dealId}::uuid and name = 'plan'`,
  );
  const all = list(await world.graph("GET", `${TEAM.replace("teams", "groups")}/planner/plans`));
  const plans = all.filter(({ id, title }) => names.has(String(title)) || String(id) === ours?.id);
  return Promise.all(
    plans.map(async ({ id, title }) => {
      const tasks = list(await world.graph("GET", `/planner/plans/${String(id)}/tasks`));
      const told = tasks.map(
        (task) => `${String(task["title"])} ${String(task["dueDateTime"]).slice(0, 10)}`,
      );
      return { title, tasks: told.toSorted(inOrder) };
    }),
  );
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : 1;
}

/** The lines about ready rooms in a person's activity feed. */
export async function readyNews(world: World, name: string): Promise<string[]> {
  const feed = list(await world.outside("GET", `/users/${world.id(name)}/activityFeed`));
  return feed
    .filter(({ activityType }) => String(activityType) === "roomReady")
    .map(({ title }) => String(title));
}

export async function teamMembers(world: World): Promise<string[]> {
  return list(await world.graph("GET", `${TEAM}/members`)).map(({ displayName }) => String(displayName));
}

/** Lets the sandbox do something wrong. */
export async function fault(world: World, body: object): Promise<void> {
  await world.outside("POST", "/faults", body);
}
