import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { requireUser } from "../directory/users.ts";
import { forbidden } from "./access.ts";
import type { Author, Message } from "./message.ts";
import { type Content, type MessageInput, readContent } from "./message-input.ts";
import { teamsOf } from "./state.ts";

/** Where a message goes. */
export type Where = Pick<Message, "replyToId" | "chatId" | "channelIdentity"> & {
  /** The messages of that place, by id. */
  messages: Map<string, Message>;
  /** Its address in Teams, given its id. */
  webUrl(id: string): string | null;
  isInMigration: boolean;
};

/** Puts a message where it goes. People write as themselves; applications only import into a place in migration. */
export function addMessage(call: Call, where: Where, input: MessageInput): Message {
  const { tenant } = call;
  const content = readContent(input);
  const { from, createdDateTime } = authorOf(call, where, input);
  const id = nextMessageId(tenant);
  const message: Message = {
    ...content,
    id,
    etag: id,
    replyToId: where.replyToId,
    messageType: "message",
    createdDateTime,
    lastModifiedDateTime: createdDateTime,
    lastEditedDateTime: null,
    deletedDateTime: null,
    chatId: where.chatId,
    webUrl: where.webUrl(id),
    from,
    policyViolation: null,
    channelIdentity: where.channelIdentity,
    change: Number(id),
  };
  where.messages.set(id, message);
  return message;
}

/** Changes what a message says. */
export function editMessage(tenant: Tenant, message: Message, content: Content): void {
  Object.assign(message, content, { lastEditedDateTime: tenant.clock.now().toString() });
  touchMessage(tenant, message);
}

/** Marks a message as changed, so that delta gives it again. */
export function touchMessage(tenant: Tenant, message: Message): void {
  const mark = nextMessageId(tenant);
  Object.assign(message, {
    lastModifiedDateTime: tenant.clock.now().toString(),
    etag: mark,
    change: Number(mark),
  });
}

/** A person as the author of a message. */
export function authorFor(tenant: Tenant, userId: string): Author {
  const { id, displayName } = requireUser(tenant, userId);
  const user = {
    "@odata.type": "#microsoft.graph.teamworkUserIdentity",
    id,
    displayName,
    userIdentityType: "aadUser",
    tenantId: tenant.id,
  };
  return { application: null, device: null, user };
}

function authorOf(
  { tenant, caller }: Call,
  where: Where,
  input: MessageInput,
): Pick<Message, "from" | "createdDateTime"> {
  const isImport = input.from != null || input.createdDateTime != null;
  if (caller.kind === "user") {
    if (where.isInMigration) throw forbidden("The channel is in migration mode: people cannot write there.");
    if (isImport)
      throw new GraphError(400, "BadRequest", "from and createdDateTime can be set in migration mode only.");
    return { from: authorFor(tenant, caller.userId), createdDateTime: tenant.clock.now().toString() };
  }
  if (!where.isInMigration) {
    throw forbidden("Message POST is allowed in application-only context only for import purposes.");
  }
  if (input.from == null || input.createdDateTime == null) {
    throw new GraphError(400, "BadRequest", "An imported message must have from and createdDateTime.");
  }
  return { from: input.from as Author, createdDateTime: input.createdDateTime };
}

function nextMessageId(tenant: Tenant): string {
  const state = teamsOf(tenant);
  state.lastMessage = Math.max(state.lastMessage + 1, tenant.clock.now().epochMilliseconds);
  return String(state.lastMessage);
}
