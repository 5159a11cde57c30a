import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Attachment, Mention, Message } from "./message.ts";
import { CARD, requireCard, requireSameMarks, requireSize } from "./message-rules.ts";

const identity = z.record(z.string(), z.unknown()).nullish();

const identitySet = graphObject({
  user: identity,
  application: identity,
  device: identity,
  conversation: identity,
  tag: identity,
});

const attachment = graphObject({
  id: z.string().min(1),
  contentType: z.string().nullish(),
  contentUrl: z.string().nullish(),
  content: z.string({ error: "The content of an attachment must be a JSON string." }).nullish(),
  name: z.string().nullish(),
  thumbnailUrl: z.string().nullish(),
  teamsAppId: z.string().nullish(),
});

const mention = graphObject({ id: z.number().int().min(0), mentionText: z.string(), mentioned: identitySet });

/** The body of a new or changed message. */
export const messageInput = graphObject({
  subject: z.string().nullish(),
  summary: z.string().nullish(),
  importance: graphEnum(["normal", "high", "urgent"]).nullish(),
  body: graphObject({
    contentType: graphEnum(["text", "html"]).nullish(),
    content: z.string().nullish(),
  }).nullish(),
  attachments: z.array(attachment).nullish(),
  mentions: z.array(mention).nullish(),
  locale: z.string().nullish(),
  from: identitySet.nullish(),
  createdDateTime: z.iso.datetime({ offset: true }).nullish(),
  messageType: graphEnum(["message"]).nullish(),
  policyViolation: z.record(z.string(), z.unknown()).nullish(),
});

/** What `messageInput` makes of a body. */
export type MessageInput = z.output<typeof messageInput>;

/** What a message says, checked. */
export type Content = Pick<
  Message,
  "body" | "attachments" | "mentions" | "subject" | "summary" | "importance" | "locale"
>;

/** Checks a message as Teams does. Throws 400, and 413 for one beyond 28 KB. `before` fills what is not given. */
export function readContent(input: MessageInput, before?: Content): Content {
  const body = bodyOf(input) ?? before?.body;
  if (body === undefined) throw new GraphError(400, "BadRequest", "The body of the message must be set.");
  const attachments = input.attachments?.map(readAttachment) ?? before?.attachments ?? [];
  const mentions = input.mentions?.map(readMention) ?? before?.mentions ?? [];
  if (body.content.trim() === "")
    throw new GraphError(400, "BadRequest", "The content of the message cannot be empty.");
  requireSameMarks(
    body,
    "attachment",
    attachments.map(({ id }) => id),
  );
  requireSameMarks(
    body,
    "at",
    mentions.map(({ id }) => String(id)),
  );
  requireSize(body.content, attachments);
  return {
    body,
    attachments,
    mentions,
    subject: input.subject === undefined ? (before?.subject ?? null) : input.subject,
    summary: input.summary === undefined ? (before?.summary ?? null) : input.summary,
    importance: input.importance ?? before?.importance ?? "normal",
    locale: input.locale ?? before?.locale ?? "en-us",
  };
}

function bodyOf({ body }: MessageInput): Message["body"] | undefined {
  if (body == null) return undefined;
  return { contentType: body.contentType ?? "text", content: body.content ?? "" };
}

function readAttachment(input: z.output<typeof attachment>): Attachment {
  const { contentType = null, content = null, contentUrl = null } = input;
  if (contentType !== null && CARD.test(contentType)) requireCard(content);
  if (contentType === "reference" && contentUrl === null) {
    throw new GraphError(400, "BadRequest", "An attachment of type reference must have a contentUrl.");
  }
  const { id, name = null, thumbnailUrl = null, teamsAppId = null } = input;
  return { id, contentType, contentUrl, content, name, thumbnailUrl, teamsAppId };
}

function readMention({ id, mentionText, mentioned }: z.output<typeof mention>): Mention {
  if (
    mentioned.user == null &&
    mentioned.conversation == null &&
    mentioned.application == null &&
    mentioned.tag == null
  ) {
    throw new GraphError(400, "BadRequest", "A mention must name whom it mentions.");
  }
  return { id, mentionText, mentioned };
}
