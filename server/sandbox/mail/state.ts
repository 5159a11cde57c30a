import { slot, type Tenant } from "../core/tenant.ts";
import { type ByDate, openByDate } from "./by-date.ts";
import { type ByValue, openByValue } from "./by-value.ts";
import { newFolderId } from "./item-id.ts";
import { type Journal, openJournal } from "./journal.ts";
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

/** Mail's part of the tenant. */
export const mailSlot = slot("mail", () => ({
  mailboxes: new Map<string, Mailbox>(),
  outside: [] as SentOutside[],
  /** Delta tokens of an older generation are refused. */
  tokenGeneration: 1,
}));

function newFolder(
  tenant: Tenant,
  wellKnown: WellKnownName | null,
  displayName: string,
  parentId: string | null,
  isHidden = false,
): Folder {
  const id = newFolderId(tenant);
  return {
    id,
    wellKnown,
    displayName,
    parentId,
    isHidden,
    messages: openByDate(),
    journal: openJournal(),
    unread: 0,
  };
}

/** Puts a folder of the user's own under `parentId`. */
export function addFolder(
  tenant: Tenant,
  box: Mailbox,
  parentId: string,
  displayName: string,
  isHidden: boolean,
): Folder {
  const folder = newFolder(tenant, null, displayName, parentId, isHidden);
  box.folders.set(folder.id, folder);
  if (!isHidden) box.folderJournal.put(folder.id, folder);
  return folder;
}

const FIRST_CATEGORIES = ["Red", "Orange", "Yellow", "Green", "Blue", "Purple"];
/** The colours they have in a new mailbox, in the same order. */
const FIRST_COLORS = ["preset0", "preset1", "preset3", "preset4", "preset7", "preset8"];

function firstCategories(tenant: Tenant): Category[] {
  return FIRST_CATEGORIES.map((name, index) => ({
    id: tenant.newId(),
    displayName: `${name} category`,
    color: FIRST_COLORS[index]!,
  }));
}

function openMailbox(tenant: Tenant, userId: string): Mailbox {
  const folders = new Map<string, Folder>();
  const folderJournal = openJournal<Folder>();
  const wellKnown = new Map<WellKnownName, string>();
  const root = newFolder(tenant, "msgfolderroot", wellKnownFolders.msgfolderroot, null);
  for (const [name, displayName] of Object.entries(wellKnownFolders) as [WellKnownName, string][]) {
    const folder = name === "msgfolderroot" ? root : newFolder(tenant, name, displayName, root.id);
    folders.set(folder.id, folder);
    wellKnown.set(name, folder.id);
    if (folder !== root) folderJournal.put(folder.id, folder);
  }
  return {
    userId,
    folders,
    folderJournal,
    wellKnown,
    all: openByDate(),
    byValue: openByValue(),
    byKey: new Map(),
    byId: new Map(),
    threads: new Map(),
    categories: firstCategories(tenant),
    rules: [],
    answered: { since: "", senders: new Set() },
    rights: new Map(),
    version: 0,
    serial: 0,
  };
}

/** A user's mailbox; made with its well-known folders on first use. */
export function mailboxOf(tenant: Tenant, userId: string): Mailbox {
  const { mailboxes } = tenant.state(mailSlot);
  let box = mailboxes.get(userId);
  if (box === undefined) {
    box = openMailbox(tenant, userId);
    mailboxes.set(userId, box);
  }
  return box;
}

/** Lets `granteeId` send in the name of `ownerId`. */
export function grantMailboxRight(
  tenant: Tenant,
  ownerId: string,
  granteeId: string,
  right: MailboxRight,
): void {
  const { rights } = mailboxOf(tenant, ownerId);
  rights.set(granteeId, (rights.get(granteeId) ?? new Set()).add(right));
}

/** Whether that right was granted. Owners need none. */
export function hasMailboxRight(
  tenant: Tenant,
  ownerId: string,
  granteeId: string,
  right: MailboxRight,
): boolean {
  return mailboxOf(tenant, ownerId).rights.get(granteeId)?.has(right) ?? false;
}

/** Mail that left the tenant since it was opened or reset, oldest first. */
export function sentOutside(tenant: Tenant): readonly SentOutside[] {
  return tenant.state(mailSlot).outside;
}

/** Makes every delta token given out so far answer 410, as after a mailbox move. */
export function expireDeltaTokens(tenant: Tenant): void {
  tenant.state(mailSlot).tokenGeneration += 1;
}
