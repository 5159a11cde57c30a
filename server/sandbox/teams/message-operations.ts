import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { forbidden, requireChannel } from "./access.ts";
import { channelMessageChanged } from "./changes.ts";
import { messageType } from "./entity-types.ts";
import type { Message } from "./message.ts";
import { messageDelta } from "./message-delta.ts";
import { messageInput, readContent } from "./message-input.ts";
import { presentMessage } from "./message-view.ts";
import { addMessage, editMessage, touchMessage } from "./new-message.ts";
import { row } from "./row.ts";
import type { Channel } from "./state.ts";

const all = "/teams/{team-id}/channels/{channel-id}/messages";
const one = `${all}/{chatMessage-id}`;
const TYPE = { type: "microsoft.graph.chatMessage", code: "BadRequest" };
/** What lists of posts do not take. Source: List channel messages. */
const REFUSED = ["$filter", "$orderby", "$skip", "$count"];

/** Posts and replies of channels. */
export const messageOperations: readonly Operation[] = [
  row(
    `GET ${all}`,
    (call) => {
      const { channel } = requireChannel(call);
      return collection<Message>(call, newestFirst(postsOf(channel)), {
        type: messageType,
        present: presentMessage,
        defaultTop: 20,
        maxTop: 50,
        refuse: REFUSED,
        expand: { replies: ({ id }) => repliesTo(channel, id).map(presentMessage) },
      });
    },
    "No system messages about members and names; no reactions and hosted contents.",
  ),
  row(`POST ${all}`, (call) => write(call, null)),
  row(`GET ${one}`, (call) => {
    const { channel, message } = requireMessage(call);
    return entity(call, message, {
      type: messageType,
      present: presentMessage,
      expand: { replies: ({ id }) => repliesTo(channel, id).map(presentMessage) },
    });
  }),
  row(`PATCH ${one}`, change),
  row(
    `POST ${one}/softDelete`,
    softDelete,
    "Each takes away their own only, whatever the team lets owners do.",
  ),
  row(`GET ${one}/replies`, (call) => {
    const { channel, message } = requireMessage(call);
    const replies = newestFirst(repliesTo(channel, message.id));
    return collection<Message>(call, replies, {
      type: messageType,
      present: presentMessage,
      defaultTop: 20,
      maxTop: 50,
      refuse: REFUSED,
    });
  }),
  row(`POST ${one}/replies`, (call) => {
    const { message } = requireMessage(call);
    if (message.replyToId !== null) throw new GraphError(400, "BadRequest", "A reply cannot be replied to.");
    return write(call, message.id);
  }),
  row(`GET ${all}/delta()`, (call) => {
    const { channel } = requireChannel(call);
    return messageDelta(call, postsOf(channel), {
      replies: ({ id }) => repliesTo(channel, id).map(presentMessage),
    });
  }),
];

/** The first messages of the channel's threads, oldest first. */
function postsOf({ messages }: Channel): Message[] {
  return [...messages.values()].filter(({ replyToId }) => replyToId === null);
}

function repliesTo({ messages }: Channel, id: string): Message[] {
  return [...messages.values()].filter(({ replyToId }) => replyToId === id);
}

function newestFirst(messages: readonly Message[]): Message[] {
  return messages.toSorted((a, b) => b.change - a.change);
}

function requireMessage(call: Call): { channel: Channel; message: Message } {
  const { channel } = requireChannel(call);
  const message = channel.messages.get(call.params["chatMessage-id"]!);
  if (message !== undefined) return { channel, message };
  throw new GraphError(404, "NotFound", "The message was not found.");
}

function write(call: Call, replyToId: string | null): Reply {
  const { tenant } = call;
  const { team, channel } = requireChannel(call);
  if (channel.isArchived || team.isArchived)
    throw forbidden("The channel is archived: nothing can be written there.");
  const input = readBody(call, messageInput, TYPE);
  const place = encodeURIComponent(channel.id);
  const message = addMessage(
    call,
    {
      messages: channel.messages,
      replyToId,
      chatId: null,
      channelIdentity: { teamId: team.id, channelId: channel.id },
      isInMigration: channel.isInMigration,
      webUrl: (id) =>
        `https://teams.microsoft.com/l/message/${place}/${id}?groupId=${team.id}&tenantId=${tenant.id}&createdTime=${id}&parentMessageId=${replyToId ?? id}`,
    },
    input,
  );
  channelMessageChanged(tenant, channel, message, "created");
  return { status: 201, body: presentMessage(message) };
}

function change(call: Call): Reply {
  const { tenant, caller } = call;
  const { channel, message } = requireMessage(call);
  const input = readBody(call, messageInput, TYPE);
  if (caller.kind === "app") {
    const others = Object.entries(input).filter(
      ([name, value]) => name !== "policyViolation" && value !== undefined,
    );
    if (others.length > 0 || input.policyViolation === undefined) {
      throw forbidden("An application can only set policyViolation.");
    }
    message.policyViolation = input.policyViolation;
    touchMessage(tenant, message);
  } else {
    if (message.from?.user?.id !== caller.userId) throw forbidden("Only one's own messages can be changed.");
    if (input.policyViolation !== undefined) throw forbidden("policyViolation is set by applications only.");
    editMessage(tenant, message, readContent(input, message));
  }
  channelMessageChanged(tenant, channel, message, "updated");
  return { status: 204 };
}

/** A message that is taken away leaves its place, empty: replies to it stay. */
function softDelete(call: Call): Reply {
  const { tenant, caller } = call;
  const { channel, message } = requireMessage(call);
  if (caller.kind !== "user" || message.from?.user?.id !== caller.userId)
    throw forbidden("Only one's own messages can be deleted.");
  if (message.deletedDateTime === null) {
    const deletedDateTime = tenant.clock.now().toString();
    const empty = { body: { contentType: "html" as const, content: "" }, attachments: [], mentions: [] };
    Object.assign(message, empty, { deletedDateTime, subject: null, summary: null });
    touchMessage(tenant, message);
    channelMessageChanged(tenant, channel, message, "updated");
  }
  return { status: 204 };
}
