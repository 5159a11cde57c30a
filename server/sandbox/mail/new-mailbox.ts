import type { Tenant } from "../core/tenant.ts";
import { openByDate } from "./by-date.ts";
import { openByValue } from "./by-value.ts";
import { newFolderId } from "./item-id.ts";
import { openJournal } from "./journal.ts";
import { type Category, type Folder, type Mailbox, type WellKnownName, wellKnownFolders } from "./mailbox.ts";

/** An empty folder under `parentId`; null for the root. */
export function newFolder(
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

/** A user's mailbox as it is on the first day. */
export function openMailbox(tenant: Tenant, userId: string): Mailbox {
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
