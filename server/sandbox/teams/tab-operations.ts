import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { forbidden, requireAllowed, requireChannel } from "./access.ts";
import { tabType } from "./app-types.ts";
import { presentApp } from "./app-view.ts";
import { requireApp } from "./catalog.ts";
import { requireChatMember } from "./chat-access.ts";
import { requireMayManage } from "./installing.ts";
import { row } from "./row.ts";
import { type Channel, type Team, teamsOf } from "./state.ts";
import type { Tab } from "./tab.ts";
import { changeTab, readNewTab } from "./tab-input.ts";

const all = "/teams/{team-id}/channels/{channel-id}/tabs";
const one = `${all}/{teamsTab-id}`;

/** Pages pinned in channels and chats. */
export const tabOperations: readonly Operation[] = [
  row(`GET ${all}`, (call) => {
    const { channel } = requireChannel(call);
    return collection<Tab>(call, channel.tabs.values(), {
      type: tabType,
      present: (tab) => presentTab(call.tenant, tab),
      read: (tab, property) => presentTab(call.tenant, tab)[property],
      expand: { teamsApp: ({ appId }) => presentApp(requireApp(call.tenant, appId)) },
    });
  }),
  row(`POST ${all}`, pin),
  row(`GET ${one}`, (call) => oneTab(call, requireTab(call).tab)),
  row(`PATCH ${one}`, (call) => {
    const { team, tab } = requireTab(call);
    requireAllowed(call, team, "allowCreateUpdateRemoveTabs");
    requireMayManage(call, requireApp(call.tenant, tab.appId), `PATCH ${one}`);
    return oneTab(call, changeTab(call, tab));
  }),
  row(`DELETE ${one}`, (call) => {
    const { team, channel, tab } = requireTab(call);
    requireAllowed(call, team, "allowCreateUpdateRemoveTabs");
    requireMayManage(call, requireApp(call.tenant, tab.appId), `DELETE ${one}`);
    channel.tabs.delete(tab.id);
    return { status: 204 };
  }),
  row("POST /chats/{chat-id}/tabs", pinInChat),
];

function pin(call: Call): Reply {
  const { team, channel } = requireChannel(call);
  requireAllowed(call, team, "allowCreateUpdateRemoveTabs");
  if (channel.membershipType === "private" && teamsOf(call.tenant).areAppsPausedInPrivate)
    throw forbidden("Apps are paused in private channels.");
  const tab = readNewTab(call, {
    name: `${team.id}:${channel.id}`,
    scope: "team",
    channelType: channel.membershipType,
    installations: team.installations,
    operation: `POST ${all}`,
  });
  channel.tabs.set(tab.id, tab);
  return { status: 201, body: presentTab(call.tenant, tab) };
}

function pinInChat(call: Call): Reply {
  const chat = requireChatMember(call);
  const operation = "POST /chats/{chat-id}/tabs";
  const { installations } = chat;
  const tab = readNewTab(call, { name: chat.id, scope: "chat", channelType: null, installations, operation });
  chat.tabs.set(tab.id, tab);
  return { status: 201, body: presentTab(call.tenant, tab) };
}

function requireTab(call: Call): { team: Team; channel: Channel; tab: Tab } {
  const found = requireChannel(call);
  const tab = found.channel.tabs.get(call.params["teamsTab-id"]!);
  if (tab !== undefined) return { ...found, tab };
  throw new GraphError(404, "NotFound", "The tab was not found.");
}

function oneTab(call: Call, tab: Tab): Reply {
  return entity(call, tab, {
    type: tabType,
    present: (it) => presentTab(call.tenant, it),
    expand: { teamsApp: ({ appId }) => presentApp(requireApp(call.tenant, appId)) },
  });
}

function presentTab(tenant: Tenant, tab: Tab): Record<string, unknown> {
  const { id, displayName, configuration } = tab;
  const app = requireApp(tenant, tab.appId);
  const place = `${encodeURIComponent(app.externalId)}/${encodeURIComponent(configuration.entityId ?? id)}`;
  const page = encodeURIComponent(configuration.websiteUrl ?? configuration.contentUrl ?? "");
  const webUrl = `https://teams.microsoft.com/l/entity/${place}?webUrl=${page}&label=${encodeURIComponent(displayName)}`;
  return { id, displayName, webUrl, configuration: { ...configuration } };
}
