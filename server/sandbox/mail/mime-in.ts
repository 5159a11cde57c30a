import PostalMime, { type Address, type Email, type Mailbox as Sender } from "postal-mime";
import { Temporal } from "temporal-polyfill";
import type { Header, ItemBody, Meeting, Recipient } from "./message.ts";
import { isCalendar, meetingOf, type ParsedPart, partOf } from "./mime-parts.ts";

/** An internet message as a mailbox wants to know it. Nothing here is trusted: any of it may be empty. */
export type ParsedMail = {
  from: Recipient | null;
  sender: Recipient | null;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  replyTo: Recipient[];
  subject: string;
  internetMessageId: string | null;
  references: string[];
  threadIndex: string | undefined;
  /** From the Date header; null where it is missing or makes no sense. */
  sentAt: Temporal.Instant | null;
  importance: "low" | "normal" | "high";
  wantsReadReceipt: boolean;
  body: ItemBody;
  headers: Header[];
  attachments: ParsedPart[];
  meeting: Meeting | null;
};

/** Reads a raw message. Never rejects: what no parser understands becomes a message with the raw text as its body. */
export async function readMime(raw: Uint8Array): Promise<ParsedMail> {
  const email = await parse(raw);
  const header = (name: string) => email.headers.find((line) => line.key === name)?.value;
  return {
    from: first(email.from) ?? first(email.sender),
    sender: first(email.sender) ?? first(email.from),
    to: all(email.to),
    cc: all(email.cc),
    bcc: all(email.bcc),
    replyTo: all(email.replyTo),
    subject: oneLine(email.subject ?? ""),
    internetMessageId: email.messageId?.trim() || null,
    references: referencesOf(email),
    threadIndex: /^[A-Za-z0-9+/]{28,}={0,2}$/.exec(header("thread-index")?.trim() ?? "")?.[0],
    sentAt: instantOf(email.date),
    importance: importanceOf(header("importance") ?? header("x-priority") ?? header("priority") ?? ""),
    wantsReadReceipt: header("disposition-notification-to") !== undefined,
    body: bodyOf(email),
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: email.attachments.filter((part) => !isCalendar(part)).map(partOf),
    meeting: meetingOf(email.attachments.find(isCalendar)),
  };
}

async function parse(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true });
  } catch {
    // The parser refuses only what is built to exhaust it; a mail server would still deliver it.
    return {
      headers: [],
      headerLines: [],
      attachments: [],
      text: new TextDecoder().decode(raw.subarray(0, 100_000)),
    };
  }
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t\0]+/g, " ").slice(0, 255 * 1024);
}

function flat(address: Address): Sender[] {
  return address.group === undefined ? [address] : address.group;
}

function recipient({ name, address }: Sender): Recipient {
  return { emailAddress: { name: name.trim() || address, address } };
}

function all(addresses: readonly Address[] | undefined): Recipient[] {
  return (addresses ?? [])
    .flatMap(flat)
    .filter(({ address }) => address !== "")
    .map(recipient);
}

function first(address: Address | undefined): Recipient | null {
  return address === undefined ? null : (all([address])[0] ?? null);
}

function referencesOf(email: Email): string[] {
  const ids = `${email.references ?? ""} ${email.inReplyTo ?? ""}`.match(/<[^<>\s]+>/g) ?? [];
  return [...new Set(ids)];
}

function instantOf(date: string | undefined): Temporal.Instant | null {
  try {
    return date === undefined ? null : Temporal.Instant.from(date);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function importanceOf(text: string): ParsedMail["importance"] {
  const word = text.trim().toLowerCase();
  if (/^(high|urgent|[12]\b)/.test(word)) return "high";
  return /^(low|non-urgent|[45]\b)/.test(word) ? "low" : "normal";
}

function bodyOf({ html, text }: Email): ItemBody {
  if (html !== undefined) return { contentType: "html", content: html };
  return { contentType: "text", content: text ?? "" };
}
