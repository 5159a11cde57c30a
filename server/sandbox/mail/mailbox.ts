import type { ByDate } from "./by-date.ts";
import type { ByValue } from "./by-value.ts";
import type { Journal } from "./journal.ts";
import type { Message, Recipient } from "./message.ts";

/** Outlook's folder names that no client may change or delete, as they stand in a path. */
export const wellKnownFolders = {
  msgfolderroot: "Top of Information Store",
  inbox: "Inbox",
  drafts: "Drafts",
  sentitems: "Sent Items",
  deleteditems: "Deleted Items",
  archive: "Archive",
  junkemail: "Junk Email",
  outbox: "Outbox",
  conversationhistory: "Conversation History",
} as const;

/** One of those names. */
export type WellKnownName = keyof typeof wellKnownFolders;

/** A folder with what lies in it. */
export type Folder = {
  readonly id: string;
  readonly wellKnown: WellKnownName | null;
  displayName: string;
  /** Null for the root only. */
  readonly parentId: string | null;
  readonly isHidden: boolean;
  readonly messages: ByDate<Message>;
  /** Changes of the messages in it, by the id each had here. */
  readonly journal: Journal<Message>;
  unread: number;
};

/** A category with its colour: "none" or "preset0" to "preset24". */
export type Category = { readonly id: string; readonly displayName: string; color: string };

/** A rule of the Inbox; conditions and actions by Graph's names, those with a value only. */
export type Rule = {
  readonly id: string;
  displayName: string;
  sequence: number;
  isEnabled: boolean;
  conditions: Readonly<Record<string, unknown>>;
  exceptions: Readonly<Record<string, unknown>>;
  actions: Readonly<Record<string, unknown>>;
};

/** How another user may send in a mailbox's name. Opening it is the directory's `sharedWith`. */
export type MailboxRight = "SendAs" | "SendOnBehalf";

/** All that one user's mailbox holds. */
export type Mailbox = {
  readonly userId: string;
  readonly folders: Map<string, Folder>;
  readonly folderJournal: Journal<Folder>;
  readonly wellKnown: ReadonlyMap<WellKnownName, string>;
  readonly all: ByDate<Message>;
  readonly byValue: ByValue;
  readonly byKey: Map<string, Message>;
  readonly byId: Map<string, Message>;
  /** The thread of each internet message id seen here, and of each topic. */
  readonly threads: Map<string, string>;
  readonly categories: Category[];
  readonly rules: Rule[];
  /** Addresses told of the absence since it began. */
  readonly answered: { since: string; senders: Set<string> };
  /** Rights of other users, by their id. */
  readonly rights: Map<string, Set<MailboxRight>>;
  version: number;
  serial: number;
};

/** Mail that left the tenant, as the recipients' servers would have got it. Addresses in lower case. */
export type SentOutside = {
  id: string;
  from: Recipient | null;
  /** Only the recipients outside. */
  to: string[];
  subject: string;
  internetMessageId: string;
  sentDateTime: string;
  raw: Uint8Array;
};
