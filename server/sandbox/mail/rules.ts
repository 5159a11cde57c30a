import { bodyText, headerOf, isAutomatic } from "./incoming.ts";
import type { Recipient } from "./message.ts";
import type { ParsedMail } from "./mime-in.ts";
import type { Rule } from "./state.ts";

/** What the rules of an Inbox decide for one mail. */
export type Outcome = {
  /** A folder id or well-known name; null leaves it in the Inbox. */
  moveTo: string | null;
  copyTo: string[];
  /** "soft" to Deleted Items, "hard" without a trace. */
  delete: "soft" | "hard" | null;
  isRead: boolean;
  importance: ParsedMail["importance"] | null;
  categories: string[];
  forwardTo: Recipient[];
  redirectTo: Recipient[];
};

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

/** The actions this tenant can do. */
export const actions: ReadonlySet<string> = new Set([
  "moveToFolder",
  "copyToFolder",
  "delete",
  "permanentDelete",
  "markAsRead",
  "markImportance",
  "assignCategories",
  "forwardTo",
  "redirectTo",
  "stopProcessingRules",
]);

function asked(predicates: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(predicates).filter(
    ([name, wanted]) => name in conditions && wanted !== null && wanted !== undefined,
  );
}

function applies(rule: Rule, arrival: Arrival): boolean {
  const holds = ([name, wanted]: [string, unknown]) => conditions[name]!(arrival, wanted);
  return rule.isEnabled && asked(rule.conditions).every(holds) && !asked(rule.exceptions).some(holds);
}

function apply(done: Outcome, rule: Rule): void {
  const a = rule.actions as {
    moveToFolder?: string | null;
    copyToFolder?: string | null;
    delete?: boolean | null;
    permanentDelete?: boolean | null;
    markAsRead?: boolean | null;
    markImportance?: Outcome["importance"];
    assignCategories?: string[];
    forwardTo?: Recipient[];
    redirectTo?: Recipient[];
  };
  done.moveTo ??= a.moveToFolder ?? null;
  if (a.copyToFolder) done.copyTo.push(a.copyToFolder);
  if (a.permanentDelete) done.delete = "hard";
  else if (a.delete) done.delete ??= "soft";
  done.isRead ||= a.markAsRead ?? false;
  done.importance ??= a.markImportance ?? null;
  done.categories.push(...(a.assignCategories ?? []).filter((name) => !done.categories.includes(name)));
  done.forwardTo.push(...(a.forwardTo ?? []));
  done.redirectTo.push(...(a.redirectTo ?? []));
}

/** Runs an Inbox's rules in their sequence. Mail that a rule already passed on is not passed on again. */
export function runRules(rules: readonly Rule[], arrival: Arrival): Outcome {
  const done: Outcome = {
    moveTo: null,
    copyTo: [],
    delete: null,
    isRead: false,
    importance: null,
    categories: [],
    forwardTo: [],
    redirectTo: [],
  };
  for (const rule of [...rules].sort((a, b) => a.sequence - b.sequence)) {
    if (!applies(rule, arrival)) continue;
    apply(done, rule);
    if (rule.actions["stopProcessingRules"] === true) break;
  }
  if (headerOf(arrival.mail, "x-ms-exchange-inbox-rules-loop") !== "")
    return { ...done, forwardTo: [], redirectTo: [] };
  return done;
}
