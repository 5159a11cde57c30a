import { z } from "zod";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { forbidden } from "./access.ts";
import { chatChanged } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { presentChat } from "./chat-view.ts";
import { type MemberInput, memberInput, readMember, seatFor } from "./member-input.ts";
import { addChat } from "./new-chat.ts";
import type { Seat } from "./seat.ts";
import { teamsOf } from "./state.ts";

const newChat = graphObject({
  chatType: graphEnum(["oneOnOne", "group"]),
  topic: z.string().max(250).nullish(),
  members: z.array(memberInput).min(1),
});

/** POST /chats: of two people the one they have already, of more a new one. */
export function createChat(call: Call): Reply {
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

/** The seat that a body asks for. */
export function chatSeat({ tenant }: Call, input: MemberInput): Seat {
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
