import { expect } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
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
    return room.state;
  };
  if (room.state === "working") await expect.poll(look, { timeout: 25_000 }).not.toBe("working");
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
    const posts = list(await world.graph("GET", `${place}/messages`));
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
      cards: posts.map(({ from, attachments }) => [
        from?.["user"]?.["displayName"],
        (attachments as Json[]).map(({ contentType }) => contentType),
      ]),
    });
  }
  const apps = list(await world.graph("GET", `${TEAM}/installedApps?$expand=teamsApp`));
  return { found, apps: apps.map(({ teamsApp }) => teamsApp?.["displayName"]) };
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
