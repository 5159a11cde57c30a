import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { named, recipientOf } from "./addresses.ts";
import { attachmentFrom } from "./attachment.ts";
import { blankMessage } from "./blank-message.ts";
import { propertyId } from "./extended-property.ts";
import { extensionName } from "./extension.ts";
import { flagFrom } from "./flag.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Header, ItemBody, MessageContent, Recipient } from "./message.ts";
import { previewOf } from "./message-entity.ts";
import type { MessageInput } from "./message-schema.ts";
import { newInternetMessageId } from "./notice.ts";
import { isoSecond } from "./store.ts";
import { joinThread } from "./thread.ts";

/** Exchange takes no more custom headers than this. */
const MOST_HEADERS = 5;

/** What a new message is made on top of: an answer brings the message it answers. */
export type Ground = { subject: string; body: ItemBody; references: readonly string[] };

const noGround: Ground = { subject: "", body: { contentType: "html", content: "" }, references: [] };

/** The recipients that a body lists, with the address book's names. */
export function recipientsFrom(tenant: Tenant, input: MessageInput["toRecipients"]): Recipient[] {
  return (input ?? []).map((one) => {
    const address = one.emailAddress.address?.trim() ?? "";
    return named(tenant, address, one.emailAddress.name);
  });
}

/** Checks the sender's own header lines: `x-` names only, five at most. Throws 400 in Graph's words. */
export function headersFrom(input: MessageInput["internetMessageHeaders"]): Header[] {
  const lines = input ?? [];
  const wrong = lines.find(({ name }) => !/^x-/i.test(name));
  if (wrong !== undefined) {
    const message = `The internet message header name '${wrong.name}' should start with 'x-' or 'X-'.`;
    throw new GraphError(400, "InvalidInternetMessageHeader", message);
  }
  if (lines.length > MOST_HEADERS) {
    const message = `The maximum number of internet message headers is ${MOST_HEADERS}.`;
    throw new GraphError(400, "InvalidInternetMessageHeaderCollection", message);
  }
  return lines.map(({ name, value }) => ({ name, value: value.replace(/[\r\n]+/g, " ") }));
}

/** A body as a request gives it; HTML unless it says text. */
export function bodyFrom(input: NonNullable<MessageInput["body"]>): ItemBody {
  return { contentType: input.contentType ?? "html", content: input.content ?? "" };
}

function sanelyOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

type People = Pick<
  MessageContent["properties"],
  "from" | "sender" | "toRecipients" | "ccRecipients" | "bccRecipients" | "replyTo"
>;

function peopleFrom(tenant: Tenant, owner: User, input: MessageInput): People {
  const one = (given: MessageInput["from"]) =>
    recipientsFrom(tenant, given ? [given] : [])[0] ?? recipientOf(owner);
  return {
    from: one(input.from),
    sender: one(input.sender),
    toRecipients: recipientsFrom(tenant, input.toRecipients),
    ccRecipients: recipientsFrom(tenant, input.ccRecipients),
    bccRecipients: recipientsFrom(tenant, input.bccRecipients),
    replyTo: recipientsFrom(tenant, input.replyTo),
  };
}

function belongingsFrom(
  input: MessageInput,
  now: string,
): Pick<MessageContent, "attachments" | "extensions" | "extended"> {
  const { attachments, extensions, singleValueExtendedProperties: extended } = input;
  return {
    attachments: (attachments ?? []).map((one, index) => attachmentFrom(one, String(index + 1), now)),
    extensions: new Map((extensions ?? []).map((one) => [extensionName(one), one])),
    extended: new Map((extended ?? []).map(({ id, value }) => [propertyId(id), value])),
  };
}

/** The new draft that a body describes, in its owner's name. Nothing is stored yet. */
export function draftFrom(
  tenant: Tenant,
  box: Mailbox,
  owner: User,
  input: MessageInput,
  ground = noGround,
): MessageContent {
  const now = isoSecond(tenant.clock.now());
  const blank = blankMessage(now);
  const belongings = belongingsFrom(input, now);
  const headers = headersFrom(input.internetMessageHeaders);
  const subject = sanelyOneLine(input.subject ?? ground.subject);
  const internetMessageId = input.internetMessageId ?? newInternetMessageId(tenant);
  const references = [...ground.references];
  const body = input.body ? bodyFrom(input.body) : ground.body;
  const { flag } = blank.properties;
  return {
    ...blank,
    ...belongings,
    headers,
    references,
    properties: {
      ...blank.properties,
      ...peopleFrom(tenant, owner, input),
      ...joinThread(box, { internetMessageId, references, subject }),
      internetMessageId,
      subject,
      body,
      bodyPreview: previewOf(body),
      categories: [...new Set(input.categories ?? [])],
      hasAttachments: belongings.attachments.some((one) => !one.isInline),
      importance: input.importance ?? "normal",
      isDeliveryReceiptRequested: input.isDeliveryReceiptRequested ?? false,
      isReadReceiptRequested: input.isReadReceiptRequested ?? false,
      isDraft: true,
      inferenceClassification: input.inferenceClassification ?? "focused",
      flag: input.flag ? flagFrom(input.flag, flag, tenant.clock.now()) : flag,
    },
  };
}
