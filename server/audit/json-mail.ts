import { addressParser } from "postal-mime";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Address, parseAddress } from "../../src/domain/people/address.ts";
import type { BrokenReason } from "./broken.ts";
import { type ArchiveMail, addressesOf, mailOf } from "./mail.ts";
import { readMailDate } from "./mail-date.ts";

const recipient = z.object({ emailAddress: z.object({ address: z.string().optional() }) });
const header = z.object({ name: z.string(), value: z.string() });

/** A message as Microsoft Graph writes it. Source: the message resource type. */
const graphMessage = z.object({
  "@odata.type": z.string().optional(),
  internetMessageId: z.string().nullish(),
  from: recipient.nullish(),
  sender: recipient.nullish(),
  toRecipients: z.array(recipient),
  ccRecipients: z.array(recipient).default([]),
  subject: z.string().nullish(),
  sentDateTime: z.string().nullish(),
  receivedDateTime: z.string().nullish(),
  internetMessageHeaders: z.array(header).default([]),
});

const addresses = z.union([z.string(), z.array(z.string())]).nullish();

/** A message in plain words; addresses as a header has them, one text or several. */
const plainMessage = z.object({
  messageId: z.string().nullish(),
  from: z.string(),
  sender: z.string().nullish(),
  to: addresses,
  cc: addresses,
  subject: z.string().nullish(),
  date: z.string().nullish(),
  headers: z.array(header).default([]),
});

/** Reads a mail that was written as JSON; "unknown-shape" where it is neither Graph's message nor plain words. */
export function readJsonMail(value: unknown): ArchiveMail | BrokenReason {
  const graph = graphMessage.safeParse(value);
  if (graph.success) return fromGraph(graph.data);
  const plain = plainMessage.safeParse(value);
  return plain.success ? fromPlain(plain.data) : "unknown-shape";
}

function fromGraph(message: z.infer<typeof graphMessage>): ArchiveMail | BrokenReason {
  const { from, sender, toRecipients, ccRecipients, sentDateTime, receivedDateTime } = message;
  return mailOf({
    messageId: message.internetMessageId?.trim() || null,
    from: mailboxOf(from),
    sender: mailboxOf(sender),
    to: toRecipients.map(mailboxOf).filter((who) => who !== null),
    cc: ccRecipients.map(mailboxOf).filter((who) => who !== null),
    subject: message.subject ?? "",
    headers: message.internetMessageHeaders,
    sentAt: earlier(instantOf(sentDateTime), instantOf(receivedDateTime)),
    isEvent: message["@odata.type"]?.includes("eventMessage") ?? false,
  });
}

function fromPlain(message: z.infer<typeof plainMessage>): ArchiveMail | BrokenReason {
  return mailOf({
    messageId: message.messageId?.trim() || null,
    from: listOf(message.from)[0] ?? null,
    sender: listOf(message.sender)[0] ?? null,
    to: listOf(message.to),
    cc: listOf(message.cc),
    subject: message.subject ?? "",
    headers: message.headers,
    sentAt: instantOf(message.date) ?? readMailDate(message.date ?? ""),
  });
}

function mailboxOf(one: z.infer<typeof recipient> | null | undefined): Address | null {
  return parseAddress(one?.emailAddress.address ?? "");
}

function listOf(text: z.infer<typeof addresses>): Address[] {
  return [text ?? []].flat().flatMap((one) => addressesOf(addressParser(one)));
}

function instantOf(text: string | null | undefined): Temporal.Instant | null {
  try {
    return text === null || text === undefined ? null : Temporal.Instant.from(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function earlier(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (one === null || other === null) return one ?? other;
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}
