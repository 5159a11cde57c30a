import { z } from "zod";
import type { Tenant } from "../core/tenant.ts";
import { requireUser } from "../directory/users.ts";
import { blockApp } from "../teams/catalog.ts";
import { channelChanged } from "../teams/changes.ts";
import { restoreChannel, shareChannel } from "../teams/channel.ts";
import { type Channel, type Team, teamsOf } from "../teams/state.ts";
import { badRequest, type OutsideAction, readJson } from "./context.ts";

const sharing = z.strictObject({ team: z.guid() });

const blocking = z.strictObject({ users: z.array(z.string().min(1)).max(1000) });

/** What owners do in Teams' own window, and administrators in its admin centre: Graph has no request for it. */
export const teamsActions: readonly OutsideAction[] = [
  {
    method: "POST",
    path: /^\/teams\/([^/]+)\/channels\/([^/]+)\/restore$/,
    title: "POST /_outside/teams/{id}/channels/{id}/restore",
    purpose: "An owner brings a deleted channel back, within 30 days",
    handle({ tenant, params }) {
      const channel = restoreChannel(tenant, teamAt(tenant, params[0]), params[1]!);
      channelChanged(tenant, channel, "created");
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: /^\/teams\/([^/]+)\/channels\/([^/]+)\/share$/,
    title: "POST /_outside/teams/{id}/channels/{id}/share",
    purpose: "`{team}`: an owner shares a shared channel with another team, by its id",
    handle(call) {
      const { tenant, params } = call;
      const channel = channelAt(teamAt(tenant, params[0]), params[1]);
      shareChannel(channel, teamAt(tenant, readJson(call, sharing).team).id);
      channelChanged(tenant, channel, "updated");
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/teamsApps\/([^/]+)\/blocked$/,
    title: "PUT /_outside/teamsApps/{catalogue id}/blocked",
    purpose: '`{users: ["*" or ids or names]}`: policy keeps these people from the app; `[]` ends it',
    handle(call) {
      const { users } = readJson(call, blocking);
      const ids = users.map((name) => (name === "*" ? name : requireUser(call.tenant, name).id));
      blockApp(call.tenant, call.params[0]!, ids);
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/privateChannelApps$/,
    title: "PUT /_outside/privateChannelApps",
    purpose:
      "`{paused}`: whether Microsoft lets no app be pinned in private channels for now; it starts as false",
    handle(call) {
      const { paused } = readJson(call, z.strictObject({ paused: z.boolean() }));
      teamsOf(call.tenant).areAppsPausedInPrivate = paused;
      return { status: 204 };
    },
  },
];

function teamAt(tenant: Tenant, id: string | undefined): Team {
  const found = teamsOf(tenant).teams.get((id ?? "").toLowerCase());
  if (found !== undefined) return found;
  throw badRequest(`There is no team ${id}.`);
}

function channelAt(team: Team, id = ""): Channel {
  const found = team.channels.get(id);
  if (found !== undefined) return found;
  throw badRequest(`There is no channel ${id}.`);
}
