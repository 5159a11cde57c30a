import { slot, type Tenant } from "../core/tenant.ts";
import type { Folder, Mailbox, MailboxRight, SentOutside } from "./mailbox.ts";
import { newFolder, openMailbox } from "./new-mailbox.ts";

/** Mail's part of the tenant. */
export const mailSlot = slot("mail", () => ({
  mailboxes: new Map<string, Mailbox>(),
  outside: [] as SentOutside[],
  /** Delta tokens of an older generation are refused. */
  tokenGeneration: 1,
}));

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
