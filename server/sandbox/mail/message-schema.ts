import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";

const text = z.string().nullish();
const flag = z.boolean().nullish();

const emailAddress = graphObject({ name: text, address: text });

/** A recipient as a body gives it. */
export const recipientSchema = graphObject({ emailAddress });

const dateTimeTimeZone = graphObject({
  dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/),
  timeZone: z.string().min(1),
});

const fileAttachment = graphObject({
  "@odata.type": z.string().optional(),
  id: text,
  name: z.string().min(1),
  contentType: text,
  contentBytes: z.base64().nullish(),
  contentId: text,
  contentLocation: text,
  isInline: flag,
  size: z.number().int().nullish(),
  lastModifiedDateTime: text,
  item: z.record(z.string(), z.unknown()).optional(),
});

/** An attachment as a body gives it. */
export const attachmentSchema = fileAttachment;

/** An open extension: a name, and whatever its owner puts beside it. */
export const extensionSchema = z.looseObject({ "@odata.type": z.string(), extensionName: z.string().min(1) });

const writable = {
  subject: text,
  body: graphObject({ contentType: graphEnum(["html", "text"]).nullish(), content: text }).nullish(),
  importance: graphEnum(["low", "normal", "high"]).nullish(),
  from: recipientSchema.nullish(),
  sender: recipientSchema.nullish(),
  toRecipients: z.array(recipientSchema).nullish(),
  ccRecipients: z.array(recipientSchema).nullish(),
  bccRecipients: z.array(recipientSchema).nullish(),
  replyTo: z.array(recipientSchema).nullish(),
  categories: z.array(z.string().min(1).max(255)).nullish(),
  flag: graphObject({
    flagStatus: graphEnum(["notFlagged", "flagged", "complete"]).nullish(),
    startDateTime: dateTimeTimeZone.nullish(),
    dueDateTime: dateTimeTimeZone.nullish(),
    completedDateTime: dateTimeTimeZone.nullish(),
  }).nullish(),
  inferenceClassification: graphEnum(["focused", "other"]).nullish(),
  isDeliveryReceiptRequested: flag,
  isReadReceiptRequested: flag,
  isRead: flag,
  internetMessageId: text,
  internetMessageHeaders: z.array(graphObject({ name: z.string(), value: z.string() })).nullish(),
  attachments: z.array(attachmentSchema).nullish(),
  extensions: z.array(extensionSchema).nullish(),
  singleValueExtendedProperties: z.array(graphObject({ id: z.string(), value: z.string() })).nullish(),
};

/** What Outlook sets by itself. Known, so that it is not called unknown; taken from no body. */
const readOnly = {
  id: text,
  bodyPreview: text,
  changeKey: text,
  conversationId: text,
  conversationIndex: text,
  createdDateTime: text,
  hasAttachments: flag,
  isDraft: flag,
  lastModifiedDateTime: text,
  parentFolderId: text,
  receivedDateTime: text,
  sentDateTime: text,
  uniqueBody: z.unknown().optional(),
  webLink: text,
};

/** The properties of a message that only Outlook sets. */
export const readOnlyProperties: ReadonlySet<string> = new Set(Object.keys(readOnly));

/** A message as the body of a request gives it. */
export const messageSchema = graphObject({ ...writable, ...readOnly });

/** What a body may say about a message. */
export type MessageInput = z.output<typeof messageSchema>;
/** What a body may say about an attachment. */
export type AttachmentInput = z.output<typeof attachmentSchema>;
