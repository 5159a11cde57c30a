import MailComposer from "nodemailer/lib/mail-composer";
import { Temporal } from "temporal-polyfill";
import type { Attachment, Header, MessageContent, Recipient } from "./message.ts";

function address({ emailAddress }: Recipient): { name: string; address: string } {
  const { name, address: at } = emailAddress;
  return { name: name === at ? "" : name, address: at };
}

function part(attachment: Attachment) {
  return {
    filename: attachment.name,
    contentType: attachment.contentType,
    content: Buffer.from(attachment.content),
    contentDisposition: attachment.isInline ? "inline" : "attachment",
    ...(attachment.contentId === null ? {} : { cid: attachment.contentId }),
  };
}

const PRIORITY = { low: "5 (Lowest)", normal: null, high: "1 (Highest)" } as const;

function headersOf(message: MessageContent): { key: string; value: string }[] {
  const { importance, conversationIndex, isReadReceiptRequested, from } = message.properties;
  const own = message.headers.filter(({ name }) => /^(x-|auto-submitted$)/i.test(name));
  const lines: Header[] = [...own];
  if (conversationIndex !== "") lines.push({ name: "Thread-Index", value: conversationIndex });
  const priority = PRIORITY[importance];
  if (priority !== null)
    lines.push({ name: "Importance", value: importance }, { name: "X-Priority", value: priority });
  if (isReadReceiptRequested && from !== null) {
    lines.push({ name: "Disposition-Notification-To", value: from.emailAddress.address });
  }
  return lines.map(({ name, value }) => ({ key: name, value }));
}

/** The message as it goes over the wire. Bcc is left out unless this is the sender's own copy. */
export async function writeMime(
  message: MessageContent,
  { withBcc }: { withBcc: boolean },
): Promise<Uint8Array> {
  const { properties: p, references } = message;
  const isHtml = p.body.contentType === "html";
  const inReplyTo = references.at(-1);
  const mail = new MailComposer({
    ...(p.from === null ? {} : { from: address(p.from) }),
    ...(p.sender === null || p.sender.emailAddress.address === p.from?.emailAddress.address
      ? {}
      : { sender: address(p.sender) }),
    to: p.toRecipients.map(address),
    cc: p.ccRecipients.map(address),
    bcc: p.bccRecipients.map(address),
    replyTo: p.replyTo.map(address),
    subject: p.subject,
    messageId: p.internetMessageId,
    date: new Date(Temporal.Instant.from(p.sentDateTime).epochMilliseconds),
    ...(inReplyTo === undefined ? {} : { inReplyTo, references: [...references] }),
    ...(isHtml ? { html: p.body.content } : { text: p.body.content }),
    headers: headersOf(message),
    attachments: message.attachments.filter(({ kind }) => kind !== "reference").map(part),
    disableUrlAccess: true,
    disableFileAccess: true,
  }).compile();
  mail.keepBcc = withBcc;
  return mail.build();
}

/** The same raw message without its Bcc line, which no recipient may see. The other bytes stay as they are. */
export function withoutBcc(raw: Uint8Array): Uint8Array {
  const text = Buffer.from(raw).toString("latin1");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const header = `${text.slice(0, end)}\r\n`
    .replace(/^bcc:.*\r?\n([ \t].*\r?\n)*/gim, "")
    .replace(/\r?\n$/, "");
  return Buffer.from(header + text.slice(end), "latin1");
}

/** A raw message as a recipient's server keeps it: no Bcc, and the line that server adds on top. */
export function asReceived(raw: Uint8Array, receivedLine: string): Uint8Array {
  return Buffer.concat([Buffer.from(`Received: ${receivedLine}\r\n`), withoutBcc(raw)]);
}
