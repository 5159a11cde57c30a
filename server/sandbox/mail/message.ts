import type { Place } from "./by-date.ts";

/** A name and an address, as Graph nests them. */
export type Recipient = { emailAddress: { name: string; address: string } };

/** The text of a message, as it was written. */
export type ItemBody = { contentType: "html" | "text"; content: string };

/** A wall-clock time of a named zone (Windows or IANA); no offset in `dateTime`. */
export type DateTimeTimeZone = { dateTime: string; timeZone: string };

/** A follow-up flag; the dates are there only where they were set. */
export type Flag = {
  flagStatus: "notFlagged" | "flagged" | "complete";
  startDateTime?: DateTimeTimeZone;
  dueDateTime?: DateTimeTimeZone;
  completedDateTime?: DateTimeTimeZone;
};

/** One line of an internet message's header; values are unfolded but not decoded. */
export type Header = { name: string; value: string };

/** What a message shows of itself in every reply, by Graph's names. Instants are ISO texts in UTC, to the second. */
export type MessageProperties = {
  createdDateTime: string;
  lastModifiedDateTime: string;
  changeKey: string;
  categories: string[];
  receivedDateTime: string;
  sentDateTime: string;
  hasAttachments: boolean;
  internetMessageId: string;
  subject: string;
  bodyPreview: string;
  importance: "low" | "normal" | "high";
  parentFolderId: string;
  conversationId: string;
  conversationIndex: string;
  isDeliveryReceiptRequested: boolean | null;
  isReadReceiptRequested: boolean;
  isRead: boolean;
  isDraft: boolean;
  inferenceClassification: "focused" | "other";
  body: ItemBody;
  sender: Recipient | null;
  from: Recipient | null;
  toRecipients: Recipient[];
  ccRecipients: Recipient[];
  bccRecipients: Recipient[];
  replyTo: Recipient[];
  flag: Flag;
};

/** What a meeting message is, where it is one. */
export type Meeting = {
  odataType:
    | "#microsoft.graph.eventMessageRequest"
    | "#microsoft.graph.eventMessageResponse"
    | "#microsoft.graph.eventMessage";
  meetingMessageType:
    | "meetingRequest"
    | "meetingCancelled"
    | "meetingAccepted"
    | "meetingTenativelyAccepted"
    | "meetingDeclined";
};

/** What hangs on a message. */
export type Attachment = {
  /** Unique within the message. */
  key: string;
  kind: "file" | "item" | "reference";
  name: string;
  contentType: string;
  content: Uint8Array;
  isInline: boolean;
  contentId: string | null;
  lastModifiedDateTime: string;
};

/** One message in one mailbox. */
export type Message = Place & {
  /** The immutable id. */
  readonly key: string;
  /** The id by which it is known in its present folder. */
  id: string;
  receivedMs: number;
  order: number;
  properties: MessageProperties;
  /** The whole header of a received message; on others only the sender's own x- lines. */
  headers: Header[];
  /** Ids of the messages this one answers, oldest first, for In-Reply-To and References. */
  references: string[];
  attachments: Attachment[];
  /** Open extensions by name. */
  extensions: Map<string, Record<string, unknown>>;
  /** Single-value extended properties by their normalised id, e.g. "String {guid} Name deal". */
  extended: Map<string, string>;
  meeting: Meeting | null;
  /** The message as it came over the wire; null where this mailbox composed it. */
  raw: Uint8Array | null;
};

/** What a message is before it lies in a folder. */
export type MessageContent = Omit<Message, "key" | "id" | "order" | "receivedMs" | "properties"> & {
  properties: Omit<
    MessageProperties,
    "parentFolderId" | "changeKey" | "createdDateTime" | "lastModifiedDateTime"
  >;
};
