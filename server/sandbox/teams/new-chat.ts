import type { Tenant } from "../core/tenant.ts";
import { requireUser } from "../directory/users.ts";
import type { App } from "./app.ts";
import type { Chat } from "./chat.ts";
import { seatOf } from "./seat.ts";
import { teamsOf } from "./state.ts";

/** Makes a chat that knows its address in Teams. */
export function addChat(tenant: Tenant, id: string, input: Pick<Chat, "chatType" | "topic" | "seats">): Chat {
  const now = tenant.clock.now().toString();
  const chat: Chat = {
    id,
    ...input,
    createdDateTime: now,
    lastUpdatedDateTime: now,
    webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenant.id}`,
    installations: new Map(),
    tabs: new Map(),
    messages: new Map(),
  };
  teamsOf(tenant).chats.set(id, chat);
  return chat;
}

/** The chat of a person and an app's bot; made when it is first asked for. */
export function personalChat(tenant: Tenant, userId: string, app: App): Chat {
  const id = `19:${userId}_${app.clientAppId ?? app.id}@unq.gbl.spaces`;
  const known = teamsOf(tenant).chats.get(id);
  if (known !== undefined) return known;
  const seat = seatOf(tenant, requireUser(tenant, userId), ["owner"]);
  return addChat(tenant, id, { chatType: "oneOnOne", topic: null, seats: new Map([[userId, seat]]) });
}
