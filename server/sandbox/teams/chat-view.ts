import type { Tenant } from "../core/tenant.ts";
import type { Chat } from "./chat.ts";

/** A chat as Graph gives it. */
export function presentChat(tenant: Tenant, chat: Chat): Record<string, unknown> {
  return {
    id: chat.id,
    topic: chat.topic,
    createdDateTime: chat.createdDateTime,
    lastUpdatedDateTime: chat.lastUpdatedDateTime,
    chatType: chat.chatType,
    webUrl: chat.webUrl,
    tenantId: tenant.id,
    isHiddenForAllMembers: false,
    onlineMeetingInfo: null,
    viewpoint: null,
  };
}
