import { Temporal } from "temporal-polyfill";
import * as z from "zod";

const named = z
  .object({ emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }) })
  .nullish();

/** The outside of one mail, as its mailbox holds it. Addresses are as written; the body is never asked for. */
export type MailHead = {
  /** Graph's immutable id in this mailbox. */
  id: string;
  internetMessageId: string | null;
  /** The thread's part of Outlook's conversation index: alike in every mailbox, as the conversation's id is not. */
  thread: string | null;
  from: { name: string; address: string } | null;
  sender: string | null;
  to: string[];
  cc: string[];
  sentAt: Temporal.Instant;
  receivedAt: Temporal.Instant;
  isDraft: boolean;
  /** Header lines by name in lower case; a name that repeats keeps all its values. Only our own for mail sent from here. */
  headers: Map<string, string[]>;
  /** Calendar traffic: Graph calls it an eventMessage. */
  isEvent: boolean;
};

/** What Graph sends for `HEAD_SELECT`. */
export const headShape = z.object({
  "@odata.type": z.string().optional(),
  id: z.string(),
  internetMessageId: z.string().nullish(),
  conversationIndex: z.string().nullish(),
  from: named,
  sender: named,
  toRecipients: z.array(named).nullish(),
  ccRecipients: z.array(named).nullish(),
  sentDateTime: z.string().nullish(),
  receivedDateTime: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

export const HEAD_SELECT =
  "$select=id,internetMessageId,conversationIndex,from,sender,toRecipients,ccRecipients,sentDateTime,receivedDateTime,isDraft,internetMessageHeaders";

/** Reads what Graph sent. */
export function readHead(found: z.output<typeof headShape>): MailHead {
  const received = found.receivedDateTime ?? found.sentDateTime;
  const sent = found.sentDateTime ?? received;
  const from = addressOf(found.from);
  return {
    id: found.id,
    internetMessageId: found.internetMessageId ?? null,
    thread: threadOf(found.conversationIndex ?? null),
    from: from === null ? null : { address: from, name: found.from?.emailAddress.name || from },
    sender: addressOf(found.sender),
    to: addressesOf(found.toRecipients),
    cc: addressesOf(found.ccRecipients),
    sentAt: Temporal.Instant.from(sent ?? NEVER),
    receivedAt: Temporal.Instant.from(received ?? NEVER),
    isDraft: found.isDraft ?? false,
    headers: headersOf(found.internetMessageHeaders ?? []),
    isEvent: found["@odata.type"]?.startsWith("#microsoft.graph.eventMessage") ?? false,
  };
}

const NEVER = "1970-01-01T00:00:00Z";

/** A header block of 22 bytes names the thread; each answer adds five bytes. Source: MS-OXOMSG, PidTagConversationIndex. */
const THREAD_BYTES = 22;

function threadOf(conversationIndex: string | null): string | null {
  const bytes = Buffer.from(conversationIndex ?? "", "base64");
  return bytes.length < THREAD_BYTES ? null : bytes.subarray(0, THREAD_BYTES).toString("base64url");
}

function addressOf(who: z.output<typeof named>): string | null {
  return who?.emailAddress.address ?? null;
}

function addressesOf(list: readonly z.output<typeof named>[] | null | undefined): string[] {
  return (list ?? []).flatMap((who) => addressOf(who) ?? []);
}

function headersOf(lines: readonly { name: string; value: string }[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const { name, value } of lines) {
    const key = name.toLowerCase();
    const values = headers.get(key);
    if (values) values.push(value);
    else headers.set(key, [value]);
  }
  return headers;
}
