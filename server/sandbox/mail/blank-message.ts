import type { MessageContent } from "./message.ts";

/** A message of which nothing is said yet but when: read, unsent to anyone, of ordinary importance. `now` is ISO, to the second. */
export function blankMessage(now: string): MessageContent {
  return {
    properties: {
      internetMessageId: "",
      conversationId: "",
      conversationIndex: "",
      categories: [],
      receivedDateTime: now,
      sentDateTime: now,
      hasAttachments: false,
      subject: "",
      body: { contentType: "html", content: "" },
      bodyPreview: "",
      importance: "normal",
      isDeliveryReceiptRequested: false,
      isReadReceiptRequested: false,
      isRead: true,
      isDraft: false,
      inferenceClassification: "focused",
      sender: null,
      from: null,
      toRecipients: [],
      ccRecipients: [],
      bccRecipients: [],
      replyTo: [],
      flag: { flagStatus: "notFlagged" },
    },
    headers: [],
    references: [],
    attachments: [],
    extensions: new Map(),
    extended: new Map(),
    meeting: null,
    raw: null,
  };
}
