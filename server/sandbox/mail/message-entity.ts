import { htmlOfText, safeHtml, textOfHtml } from "./html-text.ts";
import { etagOf } from "./item-id.ts";
import type { ItemBody, Message } from "./message.ts";

/** How a reader wants messages shown. */
export type View = {
  /** Ids that last over moves (`Prefer: IdType="ImmutableId"`). */
  immutable: boolean;
  /** How bodies are written; HTML unless `Prefer: outlook.body-content-type="text"`. */
  body: "html" | "text";
  /** Leave scripts in (`Prefer: outlook.allow-unsafe-html`). */
  unsafe: boolean;
  /** Mail.ReadBasic alone: no body, no preview. */
  basic: boolean;
  /** Properties asked for; null for Graph's own choice. */
  select: ReadonlySet<string> | null;
};

/** The id by which this reader knows the message. */
export function idFor(message: Message, view: Pick<View, "immutable">): string {
  return view.immutable ? message.key : message.id;
}

/** A body in the form asked for. */
export function bodyFor({ contentType, content }: ItemBody, view: Pick<View, "body" | "unsafe">): ItemBody {
  if (view.body === "text")
    return { contentType: "text", content: contentType === "text" ? content : textOfHtml(content) };
  const html = contentType === "text" ? htmlOfText(content) : content;
  return { contentType: "html", content: view.unsafe ? html : safeHtml(html) };
}

/** The first 255 characters of a body as text. */
export function previewOf({ contentType, content }: ItemBody): string {
  const text = contentType === "html" ? textOfHtml(content.slice(0, 100_000)) : content;
  return text.trim().slice(0, 255);
}

// What stands above the first sign of an older message.
const OLDER_HTML = /<hr\b|<div id="(divRplyFwdMsg|appendonsend)"|<blockquote\b|<div class="gmail_quote/i;
const OLDER_TEXT = /^(>|-{3,} ?original message|_{20,}|from: )/im;

function uniqueBody(body: ItemBody): ItemBody {
  const at = body.content.search(body.contentType === "html" ? OLDER_HTML : OLDER_TEXT);
  return at <= 0 ? body : { ...body, content: body.content.slice(0, at) };
}

function webLink(id: string): string {
  return `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(id)}&exvsurl=1&viewmodel=ReadMessageItem`;
}

const BODY = new Set(["body", "bodyPreview", "uniqueBody"]);
/** Shown only to those who ask by name. */
const ON_SELECT = new Set(["internetMessageHeaders", "uniqueBody"]);

/** Every property of a message that may be selected. */
export const messageProperties: ReadonlySet<string> = new Set([
  "id",
  "createdDateTime",
  "lastModifiedDateTime",
  "changeKey",
  "categories",
  "receivedDateTime",
  "sentDateTime",
  "hasAttachments",
  "internetMessageId",
  "subject",
  "bodyPreview",
  "importance",
  "parentFolderId",
  "conversationId",
  "conversationIndex",
  "isDeliveryReceiptRequested",
  "isReadReceiptRequested",
  "isRead",
  "isDraft",
  "webLink",
  "inferenceClassification",
  "body",
  "sender",
  "from",
  "toRecipients",
  "ccRecipients",
  "bccRecipients",
  "replyTo",
  "flag",
  "internetMessageHeaders",
  "uniqueBody",
]);

function shownValue(message: Message, name: string, view: View): unknown {
  const { properties } = message;
  switch (name) {
    case "id":
      return idFor(message, view);
    case "webLink":
      return webLink(idFor(message, view));
    case "body":
      return bodyFor(properties.body, view);
    case "uniqueBody":
      return bodyFor(uniqueBody(properties.body), view);
    case "internetMessageHeaders":
      return message.headers.length === 0 ? undefined : message.headers;
    default:
      return properties[name as keyof typeof properties];
  }
}

/** A message as Graph shows it to this reader; its id and entity tag are always there. */
export function messageEntity(message: Message, view: View): Record<string, unknown> {
  const entity: Record<string, unknown> = {};
  if (message.meeting !== null) entity["@odata.type"] = message.meeting.odataType;
  entity["@odata.etag"] = etagOf(message.properties.changeKey);
  entity["id"] = idFor(message, view);
  for (const name of view.select ?? messageProperties) {
    if (view.select === null && ON_SELECT.has(name)) continue;
    if (view.basic && BODY.has(name)) continue;
    const value = shownValue(message, name, view);
    if (value !== undefined) entity[name] = value;
  }
  const wantsMeeting = view.select === null || view.select.has("meetingMessageType");
  if (message.meeting !== null && wantsMeeting)
    entity["meetingMessageType"] = message.meeting.meetingMessageType;
  return entity;
}
