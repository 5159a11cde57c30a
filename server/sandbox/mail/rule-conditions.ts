import { bodyText, isAutomatic } from "./incoming.ts";
import type { Recipient } from "./message.ts";
import type { ParsedMail } from "./mime-in.ts";

/** What the rules look at: the mail and whose Inbox it is for (addresses in lower case). */
export type Arrival = { mail: ParsedMail; size: number; own: ReadonlySet<string> };

type Test = (arrival: Arrival, wanted: unknown) => boolean;

function lower(address: Recipient | null): string {
  return address?.emailAddress.address.toLowerCase() ?? "";
}

function words(wanted: unknown): string[] {
  return Array.isArray(wanted) ? wanted.map((word) => String(word).toLowerCase()) : [];
}

function contains(text: string, wanted: unknown): boolean {
  const low = text.toLowerCase();
  return words(wanted).some((word) => low.includes(word));
}

function addresses(wanted: unknown): string[] {
  return Array.isArray(wanted) ? (wanted as Recipient[]).map(lower) : [];
}

function shown(recipient: Recipient): string {
  return `${recipient.emailAddress.name} ${recipient.emailAddress.address}`;
}

function isMine(list: readonly Recipient[], { own }: Arrival): boolean {
  return list.some((one) => own.has(lower(one)));
}

const is =
  (fact: (arrival: Arrival) => boolean): Test =>
  (arrival, wanted) =>
    fact(arrival) === wanted;

/** The conditions this tenant can judge. */
export const conditions: Readonly<Record<string, Test>> = {
  subjectContains: ({ mail }, wanted) => contains(mail.subject, wanted),
  bodyContains: ({ mail }, wanted) => contains(bodyText(mail), wanted),
  bodyOrSubjectContains: ({ mail }, wanted) => contains(`${mail.subject}\n${bodyText(mail)}`, wanted),
  senderContains: ({ mail }, wanted) => contains(mail.from === null ? "" : shown(mail.from), wanted),
  recipientContains: ({ mail }, wanted) => contains([...mail.to, ...mail.cc].map(shown).join("\n"), wanted),
  headerContains: ({ mail }, wanted) =>
    contains(mail.headers.map((h) => `${h.name}: ${h.value}`).join("\n"), wanted),
  fromAddresses: ({ mail }, wanted) => addresses(wanted).includes(lower(mail.from)),
  sentToAddresses: ({ mail }, wanted) =>
    [...mail.to, ...mail.cc].some((one) => addresses(wanted).includes(lower(one))),
  hasAttachments: is(({ mail }) => mail.attachments.some((part) => !part.isInline)),
  importance: ({ mail }, wanted) => mail.importance === wanted,
  isAutomaticReply: is(({ mail }) => isAutomatic(mail)),
  isMeetingRequest: is(({ mail }) => mail.meeting?.meetingMessageType === "meetingRequest"),
  isMeetingResponse: is(({ mail }) => mail.meeting?.odataType === "#microsoft.graph.eventMessageResponse"),
  sentToMe: is((arrival) => isMine(arrival.mail.to, arrival)),
  sentCcMe: is((arrival) => isMine(arrival.mail.cc, arrival)),
  sentToOrCcMe: is((arrival) => isMine([...arrival.mail.to, ...arrival.mail.cc], arrival)),
  sentOnlyToMe: is(
    ({ mail, own }) => mail.cc.length === 0 && mail.to.length === 1 && own.has(lower(mail.to[0] ?? null)),
  ),
  notSentToMe: is((arrival) => !isMine(arrival.mail.to, arrival)),
  withinSizeRange: ({ size }, wanted) => {
    const { minimumSize = 0, maximumSize = Infinity } = (wanted ?? {}) as {
      minimumSize?: number;
      maximumSize?: number;
    };
    return minimumSize * 1024 <= size && size <= maximumSize * 1024; // Graph counts in kilobytes here
  },
};
