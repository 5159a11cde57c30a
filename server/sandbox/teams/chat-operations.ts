import { z } from "zod";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { forbidden } from "./access.ts";
import { chatChanged, chatMessageChanged, memberChanged } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { requireChatMember } from "./chat-access.ts";
import { presentChat } from "./chat-view.ts";
import { chatType, memberType, messageType } from "./entity-types.ts";
import { type MemberInput, memberInput, readMember, seatFor } from "./member-input.ts";
import type { Message } from "./message.ts";
import { messageInput } from "./message-input.ts";
import { presentMessage } from "./message-view.ts";
import { addChat } from "./new-chat.ts";
import { addMessage } from "./new-message.ts";
import { row } from "./row.ts";
import { presentSeat, type Seat, seatId } from "./seat.ts";
import { teamsOf } from "./state.ts";

const newChat = graphObject({
  chatType: graphEnum(["oneOnOne", "group"]),
  topic: z.string().max(250).nullish(),
  members: z.array(memberInput).min(1),
});

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

function createChat(call: Call): Reply {
  const { tenant, caller } = call;
  const input = readBody(call, newChat, { type: "microsoft.graph.chat", code: "BadRequest" });
  const seats = input.members.map((member) => chatSeat(call, member));
  const byUser = new Map(seats.map((seat) => [seat.userId, seat]));
  if (byUser.size < seats.length)
    throw new GraphError(400, "BadRequest", "Duplicate chat members are specified in the request body.");
  if (caller.kind === "user" && !byUser.has(caller.userId)) {
    throw forbidden("The caller must be one of the members specified in the request body.");
  }
  const chat =
    input.chatType === "oneOnOne"
      ? pairChat(call, input.topic, byUser)
      : groupChat(call, input.topic, byUser);
  return { status: 201, body: presentChat(tenant, chat), headers: { Location: `/chats('${chat.id}')` } };
}

/** Two people have one chat: asking again gives it again. */
function pairChat({ tenant }: Call, topic: string | null | undefined, seats: Map<string, Seat>): Chat {
  if (seats.size !== 2)
    throw new GraphError(400, "BadRequest", "A one-on-one chat must have exactly two members.");
  if (topic != null) throw new GraphError(400, "BadRequest", "A topic can be set for group chats only.");
  const id = `19:${[...seats.keys()].toSorted().join("_")}@unq.gbl.spaces`;
  const known = teamsOf(tenant).chats.get(id);
  if (known !== undefined) return known;
  const chat = addChat(tenant, id, { chatType: "oneOnOne", topic: null, seats });
  chatChanged(tenant, chat, "created");
  return chat;
}

function groupChat({ tenant }: Call, topic: string | null | undefined, seats: Map<string, Seat>): Chat {
  if (seats.size < 2) throw new GraphError(400, "BadRequest", "A group chat must have at least two members.");
  if (topic?.includes(":"))
    throw new GraphError(400, "BadRequest", "The topic of a chat cannot have a colon.");
  const id = `19:${tenant.newId().replaceAll("-", "")}@thread.v2`;
  const chat = addChat(tenant, id, { chatType: "group", topic: topic ?? null, seats });
  chatChanged(tenant, chat, "created");
  return chat;
}

function chatSeat({ tenant }: Call, input: MemberInput): Seat {
  const named = readMember(tenant, input);
  if ("outsider" in named) throw forbidden("The sandbox has no chats with people of other tenants.");
  if (named.roles.length === 0) {
    throw new GraphError(
      400,
      "BadRequest",
      "Each member must be given a role: owner, or guest for guests of the tenant.",
    );
  }
  return seatFor(tenant, named, input.visibleHistoryStartDateTime ?? undefined);
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
