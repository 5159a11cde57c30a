import type { Temporal } from "temporal-polyfill";
import type { Contacts, Quiet, Report } from "./deal-ports.ts";

/** The outside of one mail as its owner's mailbox holds it. Addresses as written; no body, ever. */
export type MailHead = {
  id: string;
  internetMessageId: string | null;
  /** What tells the conversation in every mailbox alike; null when the mailbox does not say. */
  thread: string | null;
  from: { name: string; address: string } | null;
  sender: string | null;
  to: string[];
  cc: string[];
  sentAt: Temporal.Instant;
  receivedAt: Temporal.Instant;
  isDraft: boolean;
  /** Header lines by name in lower case; a name that repeats keeps all its values. */
  headers: Map<string, string[]>;
  isEvent: boolean;
};

/** Mailboxes, read and marked. All may reject with errors of Graph's: busy (with `seconds`) or refused. */
export type Mailboxes = {
  /** Null when the mailbox has the message no more. Takes ids in any of Outlook's forms. */
  head(personId: string, messageId: string): Promise<MailHead | null>;
  subject(personId: string, messageId: string): Promise<string | null>;
  /** Ids of the copies of one mail in a mailbox. */
  find(personId: string, internetMessageId: string): Promise<string[]>;
  mark(personId: string, messageId: string, category: string, on: boolean): Promise<void>;
  ensureCategory(personId: string, category: string, color: string): Promise<void>;
  folders(personId: string): Promise<{ id: string; isEmpty: boolean }[]>;
  changes(
    personId: string,
    folderId: string,
    link: string | null,
    from: Temporal.Instant,
  ): Promise<{ items: { id: string; etag: string }[]; link: string; restarted: boolean }>;
  /** Heads of the mails that a folder received since a moment, page by page. */
  past(personId: string, folderId: string, since: Temporal.Instant): AsyncGenerator<MailHead[]>;
};

/** Drafting and sending in a person's name; `key` finds again what was drafted before. */
export type Outbox = {
  /** The draft or the sent mail that carries a key; null when there is none. */
  drafted(personId: string, key: string): Promise<{ id: string; isDraft: boolean } | null>;
  draftForward(personId: string, messageId: string, mail: Answer): Promise<string>;
  draftReply(personId: string, messageId: string, mail: Answer): Promise<string>;
  /** Sends a draft; one that was sent already is fine. */
  send(personId: string, draftId: string): Promise<void>;
  /** Throws a draft away; one that is gone is fine. */
  discard(personId: string, draftId: string): Promise<void>;
};

/** What an answer or forward says. `to`: recipients beyond those it has by itself. */
export type Answer = { key: string; text: string; to: readonly string[] };

export type Subscriptions = {
  create(
    subject: "mail" | "events",
    personId: string,
    clientState: string,
  ): Promise<{ id: string; expiresAt: Temporal.Instant }>;
  /** Null when Graph has it no more. */
  renew(id: string): Promise<Temporal.Instant | null>;
  remove(id: string): Promise<void>;
};

export type Feed = {
  tell(
    personId: string,
    news: {
      type: "clientMailAround" | "clientMailToYou";
      topic: string;
      preview: string;
      link: string;
      values: Record<string, string>;
      chainId: number;
    },
  ): Promise<void>;
};

/** Groups and lists by address: their members' addresses; "none" where the address is no group, null where it cannot be read. */
export type Groups = { members(address: string): Promise<string[] | "none" | null> };

export type Presences = { presences(ids: readonly string[]): Promise<Map<string, string>> };

/** When a person works and is free. */
export type Diary = {
  /** Null when the mailbox does not tell. Days 1 Monday to 7 Sunday, times as "09:00". */
  hours(personId: string): Promise<{ zone: string; days: number[]; start: string; end: string } | null>;
  /** Stretches in which the person is not free, in a window of at most a week; null when the calendar does not tell. */
  busy(
    personId: string,
    mail: string,
    from: Temporal.Instant,
    to: Temporal.Instant,
  ): Promise<{ start: Temporal.Instant; end: Temporal.Instant }[] | null>;
};

/** One of ours, as the book of people knows them. */
export type Colleague = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  addresses: string[];
};

export type People = {
  person(id: string): Promise<Colleague | null>;
  people(ids: readonly string[]): Promise<Map<string, Colleague>>;
  byAddress(addresses: readonly string[]): Promise<Colleague[]>;
};

/** What went wrong with Graph: busy (again after `seconds`), forbidden, gone, or refused otherwise. */
export type Trouble =
  | { kind: "busy"; seconds: number }
  | { kind: "forbidden" }
  | { kind: "gone" }
  | { kind: "refused" };

/** What this room needs of the world outside the house. */
export type VoicePorts = {
  mailboxes: Mailboxes;
  outbox: Outbox;
  subscriptions: Subscriptions;
  feed: Feed;
  quiet: Quiet;
  groups: Groups;
  presences: Presences;
  diary: Diary;
  people: People;
  contacts: Contacts;
  /** Writes a report as a page that asks nothing of any network. */
  writeReport(report: Report, language: "en" | "ru", madeAt: Temporal.Instant): string;
  /** Reads an error of Graph's; null for any other. */
  troubleOf(error: unknown): Trouble | null;
  /** Whether messages may be marked in mailboxes. */
  mayMark: boolean;
  /** After so many seconds without a sign of life, what a server had begun goes to another. */
  leaseSeconds: number;
  /** The manifest id of the Teams app, for links. */
  teamsAppId: string;
};
