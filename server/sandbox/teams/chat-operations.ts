import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { forbidden } from "./access.ts";
import { chatMessageChanged, memberChanged } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { requireChatMember } from "./chat-access.ts";
import { presentChat } from "./chat-view.ts";
import { chatSeat, createChat } from "./create-chat.ts";
import { chatType, memberType, messageType } from "./entity-types.ts";
import { memberInput } from "./member-input.ts";
import type { Message } from "./message.ts";
import { messageInput } from "./message-input.ts";
import { presentMessage } from "./message-view.ts";
import { addMessage } from "./new-message.ts";
import { row } from "./row.ts";
import { presentSeat, seatId } from "./seat.ts";

/** Conversations outside of teams. */
export const chatOperations: readonly Operation[] = [
  row("POST /chats", createChat, "No apps in the same request, no people of other tenants."),
  row("GET /chats/{chat-id}", (call) => {
    const chat = requireChatMember(call);
    return entity<Chat>(call, chat, {
      type: chatType,
      present: (it) => presentChat(call.tenant, it),
      expand: { members: (it) => seatsOf(it), lastMessagePreview: (it) => previewOf(it) },
    });
  }),
  row("GET /chats/{chat-id}/members", (call) =>
    collection(call, seatsOf(requireChatMember(call)), { type: memberType }),
  ),
  row("POST /chats/{chat-id}/members", addMember),
  row("GET /chats/{chat-id}/messages", (call) => {
    const chat = requireChatMember(call);
    const newestFirst = [...chat.messages.values()].toSorted((a, b) => b.change - a.change);
    return collection<Message>(call, newestFirst, {
      type: messageType,
      present: presentMessage,
      defaultTop: 20,
      maxTop: 50,
      refuse: ["$skip", "$count"],
    });
  }),
  row("POST /chats/{chat-id}/messages", write),
];

function seatsOf(chat: Chat): Record<string, unknown>[] {
  return [...chat.seats.values()].map((seat) => presentSeat(chat.id, seat));
}

function previewOf({ messages }: Chat): object | null {
  const last = [...messages.values()].at(-1);
  if (last === undefined) return null;
  const { id, createdDateTime, body, from, messageType: kind } = last;
  return { id, createdDateTime, isDeleted: false, messageType: kind, body, from };
}

function addMember(call: Call): Reply {
  const { tenant } = call;
  const chat = requireChatMember(call);
  if (chat.chatType === "oneOnOne") throw forbidden("Nobody can be added to a one-on-one chat.");
  const input = readBody(call, memberInput, {
    type: "microsoft.graph.conversationMember",
    code: "BadRequest",
  });
  const seat = chatSeat(call, input);
  if (chat.seats.has(seat.userId))
    throw new GraphError(409, "Conflict", "User is already a member of the chat.");
  chat.seats.set(seat.userId, seat);
  chat.lastUpdatedDateTime = tenant.clock.now().toString();
  const id = seatId(chat.id, seat);
  memberChanged(tenant, `chats/${chat.id}`, id, "created");
  return { status: 201, headers: { Location: `/chats('${chat.id}')/members('${id}')` } };
}

function write(call: Call): Reply {
  const { tenant } = call;
  const chat = requireChatMember(call);
  const input = readBody(call, messageInput, { type: "microsoft.graph.chatMessage", code: "BadRequest" });
  const { id: chatId, messages } = chat;
  const where = {
    messages,
    replyToId: null,
    chatId,
    channelIdentity: null,
    isInMigration: false,
    webUrl: () => null,
  };
  const message = addMessage(call, where, input);
  chatMessageChanged(tenant, chat, message, "created");
  return { status: 201, body: presentMessage(message) };
}
