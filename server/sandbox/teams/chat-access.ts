import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { forbidden } from "./access.ts";
import type { Chat } from "./chat.ts";
import { teamsOf } from "./state.ts";

/** The chat of the path. Throws 404, and 403 for a person who is not in it. */
export function requireChatMember({ tenant, caller, params }: Call): Chat {
  const id = params["chat-id"]!;
  const chat = teamsOf(tenant).chats.get(id);
  if (chat === undefined) throw new GraphError(404, "NotFound", `The chat '${id}' was not found.`);
  if (caller.kind === "user" && !chat.seats.has(caller.userId))
    throw forbidden("The caller is not a member of the chat.");
  return chat;
}
