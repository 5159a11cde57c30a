import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import type { Rig } from "./rig.ts";

type Reply = Record<string, unknown>;

/** The items of a list that Graph answered with. */
export const listOf = (reply: Reply) => reply["value"] as Reply[];

/** Orders texts; for what has no order of its own. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}

/** All that the tenant holds of a deal's room; the deal's own name apart, which differs from room to room. */
export async function roomIn(rig: Rig, { id, name }: Deal): Promise<unknown> {
  const all = listOf(await rig.graph("GET", "/groups?$select=id,description"));
  const own = all.filter(({ description }) => String(description).includes(id.replaceAll("-", "")));
  const teams = await Promise.all(
    [KEY_ACCOUNTS_TEAM, ...own.map((group) => String(group["id"]))].map((team) =>
      teamIn(rig, team, { id, name }),
    ),
  );
  const held = teams.flatMap(({ channels }) => channels);
  const tasks = teams.flatMap((team) => team.tasks);
  const apps = teams.slice(1).map((team) => team.apps);
  return JSON.parse(JSON.stringify({ held, tasks, apps }).replaceAll(name, "Room"));
}

async function teamIn(rig: Rig, team: string, { id, name }: Pick<Deal, "id" | "name">) {
  const channels = listOf(await rig.graph("GET", `/teams/${team}/channels`)).filter(({ description }) =>
    String(description).includes(id),
  );
  const plans = listOf(await rig.graph("GET", `/groups/${team}/planner/plans`)).filter(
    ({ title }) => title === name,
  );
  return {
    apps: listOf(await rig.graph("GET", `/teams/${team}/installedApps`)).length,
    channels: await Promise.all(channels.map((channel) => channelIn(rig, team, channel))),
    tasks: await Promise.all(
      plans.map(async (plan) =>
        listOf(await rig.graph("GET", `/planner/plans/${String(plan["id"])}/tasks`)).map(
          ({ title }) => title,
        ),
      ),
    ),
  };
}

async function channelIn(rig: Rig, team: string, channel: Reply) {
  const place = `/teams/${team}/channels/${String(channel["id"])}`;
  // In an open room everybody of the team is, and nobody is let in.
  const isOpen = channel["membershipType"] === "standard";
  const members = isOpen ? [] : listOf(await rig.graph("GET", `${place}/members`));
  return {
    name: channel["displayName"],
    members: members.map((one) => `${one["displayName"]} ${one["roles"]}`).toSorted(byText),
    tabs: listOf(await rig.graph("GET", `${place}/tabs`)).map(({ displayName }) => displayName),
    cards: listOf(await rig.graph("GET", `${place}/messages`, "anna.kern")).length,
  };
}
