import type { Change, Tenant } from "../core/tenant.ts";
import type { App, Installation } from "./app.ts";
import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";
import type { Channel, Team } from "./state.ts";

type What = Change["changeType"];

/** Tells subscriptions about a team. */
export function teamChanged(tenant: Tenant, team: Team, changeType: What): void {
  const item = `teams('${team.id}')`;
  tenant.publish("change", {
    collections: ["teams"],
    item,
    type: "#Microsoft.Graph.team",
    id: team.id,
    changeType,
  });
}

/** Tells subscriptions about a channel. */
export function channelChanged(tenant: Tenant, channel: Channel, changeType: What): void {
  tenant.publish("change", {
    collections: [`teams/${channel.teamId}/channels`, "teams/getAllChannels"],
    item: `teams('${channel.teamId}')/channels('${channel.id}')`,
    type: "#Microsoft.Graph.channel",
    id: channel.id,
    changeType,
  });
}

/** Tells subscriptions about someone's seat in a team, channel or chat. `place` is its path, e.g. "teams/{id}". */
export function memberChanged(tenant: Tenant, place: string, memberId: string, changeType: What): void {
  tenant.publish("change", {
    collections: [`${place}/members`],
    item: `${keyed(place)}/members('${memberId}')`,
    type: "#Microsoft.Graph.conversationMember",
    id: memberId,
    changeType,
  });
}

/** Tells subscriptions about a post or a reply in a channel. */
export function channelMessageChanged(
  tenant: Tenant,
  channel: Channel,
  message: Message,
  changeType: What,
): void {
  const messages = `teams/${channel.teamId}/channels/${channel.id}/messages`;
  const { replyToId } = message;
  const thread = replyToId === null ? "" : `('${replyToId}')/replies`;
  tenant.publish("change", {
    collections: [
      messages,
      "teams/getAllMessages",
      ...(replyToId === null ? [] : [`${messages}/${replyToId}/replies`]),
    ],
    item: `${keyed(messages)}${thread}('${message.id}')`,
    type: "#Microsoft.Graph.chatMessage",
    id: message.id,
    etag: message.etag,
    changeType,
  });
}

/** Tells subscriptions about a message in a chat. */
export function chatMessageChanged(tenant: Tenant, chat: Chat, message: Message, changeType: What): void {
  tenant.publish("change", {
    collections: [`chats/${chat.id}/messages`, "chats/getAllMessages"],
    item: `chats('${chat.id}')/messages('${message.id}')`,
    type: "#Microsoft.Graph.chatMessage",
    id: message.id,
    etag: message.etag,
    changeType,
  });
}

/** Tells subscriptions about a chat. */
export function chatChanged(tenant: Tenant, chat: Chat, changeType: What): void {
  const item = `chats('${chat.id}')`;
  tenant.publish("change", {
    collections: ["chats"],
    item,
    type: "#Microsoft.Graph.chat",
    id: chat.id,
    changeType,
  });
}

/** Tells subscriptions that the app came to, or left, some place: a path such as "teams/{id}". */
export function installationChanged(
  tenant: Tenant,
  app: App,
  place: string,
  { id }: Installation,
  changeType: What,
): void {
  tenant.publish("change", {
    collections: [`appCatalogs/teamsApps/${app.id}/installations`],
    item: `${keyed(place)}/installedApps('${id}')`,
    type: "#Microsoft.Graph.teamsAppInstallation",
    id,
    changeType,
  });
}

/** "teams/a/channels/b" as notifications write it: "teams('a')/channels('b')". */
function keyed(path: string): string {
  return path.replaceAll(/([A-Za-z]+)\/([^/]+)(?=\/|$)/g, "$1('$2')");
}
