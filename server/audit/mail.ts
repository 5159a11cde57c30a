import PostalMime, { addressParser, type Email, type Address as Named } from "postal-mime";
import { Temporal } from "temporal-polyfill";
import { type Address, parseAddress } from "../../src/domain/people/address.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import { type Header, type Mark, markOf } from "../../src/domain/voice/marks.ts";
import type { BrokenReason } from "./broken.ts";
import { readMailDate, readPostmarkDate, readReceivedDate } from "./mail-date.ts";

/** The outside of one mail of an archive. */
export type ArchiveMail = Omit<Envelope, "sentAt" | "seenBy"> & {
  messageId: string | null;
  /** Null when neither the mail nor the archive tells. */
  sentAt: Temporal.Instant | null;
  /** Compared with the names of deals, and never kept. */
  subject: string;
  /** Whose mailbox the archive's copy was delivered to, as its headers tell. */
  deliveredTo: readonly Address[];
};

/** Reads the headers of a mail. Total: a mail that cannot be judged gives the reason instead. */
export async function readMail(
  head: Buffer | null,
  postmark: string | null,
): Promise<ArchiveMail | BrokenReason> {
  if (head === null) return "too-long";
  const bytes = modern(head);
  if (bytes.length === 0) return "empty";
  const email = await parse(bytes);
  if (email === null) return "unreadable";
  if (!email.headers.some(({ key }) => KNOWN.has(key))) return "not-a-mail";
  const headers = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
  return mailOf({
    messageId: email.messageId?.trim() || null,
    from: firstOf(email, "from"),
    sender: firstOf(email, "sender"),
    to: addressesOf(email.to ?? []),
    cc: addressesOf(email.cc ?? []),
    subject: email.subject ?? "",
    headers,
    sentAt: sentAtOf(headers, postmark),
  });
}

/** What is known of a mail, from wherever it comes. */
export type MailFacts = {
  messageId: string | null;
  from: Address | null;
  sender: Address | null;
  to: readonly Address[];
  cc: readonly Address[];
  subject: string;
  headers: readonly Header[];
  sentAt: Temporal.Instant | null;
  /** Graph calls the message an eventMessage. */
  isEvent?: boolean;
};

/** Makes a mail of its facts; "no-author" where nobody wrote it and no header says that a machine did. */
export function mailOf(facts: MailFacts): ArchiveMail | BrokenReason {
  const { headers, isEvent = false, ...mail } = facts;
  const mark: Mark | null = markOf(headers, isEvent);
  if (mail.from === null && mail.sender === null && mark === null) return "no-author";
  const deliveredTo = headers
    .filter(({ name }) => DELIVERED.has(name.trim().toLowerCase()))
    .map(({ value }) => parseAddress(value))
    .filter((who) => who !== null);
  return { ...mail, mark, deliveredTo: [...new Set(deliveredTo)] };
}

/** The addresses that can be read, of groups too, each in its one spelling. */
export function addressesOf(named: readonly Named[]): Address[] {
  return named
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .map(({ address }) => parseAddress(address))
    .filter((who) => who !== null);
}

/** A mail has at least one of these; any text with a colon has "headers". */
const KNOWN: ReadonlySet<string> = new Set(
  `from sender to cc bcc date subject message-id received return-path reply-to mime-version content-type
  content-transfer-encoding delivered-to resent-from x-mailer references in-reply-to`.split(/\s+/),
);
const DELIVERED: ReadonlySet<string> = new Set(["delivered-to", "x-original-to", "envelope-to"]);
const OLD_SPACE = /^([!-9;-~]+)[ \t]+:/gm;

// Mail of old Macintoshes ends its lines with a carriage return alone; the oldest mail has spaces before the colon.
function modern(head: Buffer): Buffer {
  let text = withoutPostmark(head.toString("latin1"));
  if (!text.includes("\n")) text = (text.replace(/^\r+/, "").split("\r\r")[0] ?? "").replaceAll("\r", "\n");
  return Buffer.from(text.replace(OLD_SPACE, "$1:"), "latin1");
}

function withoutPostmark(text: string): string {
  return text.replace(/^>?From (?!\s*:).*(?:\r?\n|\r|$)/, "");
}

async function parse(head: Buffer): Promise<Email | null> {
  try {
    return await PostalMime.parse(head);
  } catch {
    // Expected: the parser throws at what is built to exhaust it.
    return null;
  }
}

function sentAtOf(headers: readonly Header[], postmark: string | null): Temporal.Instant | null {
  const value = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value ?? "";
  const said = readMailDate(value("date"));
  const received = readReceivedDate(value("received")) ?? readPostmarkDate(postmark ?? "");
  if (said === null || received === null) return said ?? received;
  return Temporal.Instant.compare(said, received) > 0 ? received : said;
}

// The first that can be read, where a mail names several authors.
function firstOf(email: Email, name: "from" | "sender"): Address | null {
  const values = email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return addressesOf(values.flatMap((value) => addressParser(value)))[0] ?? null;
}
