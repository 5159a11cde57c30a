import type { Tenant } from "../core/tenant.ts";
import { blankMessage } from "./blank-message.ts";
import type { Header, ItemBody, MessageContent, Recipient } from "./message.ts";
import { previewOf } from "./message-entity.ts";
import { isoSecond } from "./store.ts";

/** A short mail that the server itself writes. */
export type Notice = {
  from: Recipient;
  to: Recipient;
  subject: string;
  /** Plain text, or HTML where it begins with a tag. */
  text: string;
  /** The internet message id it answers. */
  answers: string | null;
  headers: readonly Header[];
};

/** A new internet message id in this tenant's name. */
export function newInternetMessageId(tenant: Tenant): string {
  return `<${tenant.newId().replaceAll("-", "").toUpperCase()}@SANDBOX.prod.outlook.example>`;
}

/** Writes such a mail; the wire form is made of it by `writeMime`. */
export function notice(
  tenant: Tenant,
  { from, to, subject, text, answers, headers }: Notice,
): MessageContent {
  const now = isoSecond(tenant.clock.now());
  const body: ItemBody = { contentType: /^\s*</.test(text) ? "html" : "text", content: text };
  const blank = blankMessage(now);
  return {
    ...blank,
    properties: {
      ...blank.properties,
      internetMessageId: newInternetMessageId(tenant),
      subject,
      body,
      bodyPreview: previewOf(body),
      sender: from,
      from,
      toRecipients: [to],
    },
    headers: [...headers],
    references: answers === null ? [] : [answers],
  };
}
