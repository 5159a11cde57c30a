import type { Temporal } from "temporal-polyfill";
import type { Tenant } from "../core/tenant.ts";
import { announce } from "./announce.ts";
import { changeKey, newImmutableId, newMutableId } from "./item-id.ts";
import type { Folder, Mailbox, WellKnownName } from "./mailbox.ts";
import type { Message, MessageContent } from "./message.ts";

/** An instant as Outlook writes it: UTC, to the second. */
export function isoSecond(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: "second", roundingMode: "floor" });
}

/** The folder of that well-known name. */
export function wellKnownFolder(box: Mailbox, name: WellKnownName): Folder {
  return box.folders.get(box.wellKnown.get(name)!)!;
}

/** The folder in which the message lies. */
export function folderOf(box: Mailbox, message: Message): Folder {
  return box.folders.get(message.properties.parentFolderId)!;
}

function nextChangeKey(box: Mailbox): string {
  box.version += 1;
  return changeKey(box.version);
}

function place(box: Mailbox, folder: Folder, message: Message): void {
  folder.messages.add(message);
  folder.journal.put(message.id, message);
  if (!message.properties.isRead) folder.unread += 1;
  box.byId.set(message.id, message);
  if (!folder.isHidden) box.folderJournal.put(folder.id, folder);
}

function lift(box: Mailbox, folder: Folder, message: Message): void {
  folder.messages.remove(message);
  folder.journal.drop(message.id);
  if (!message.properties.isRead) folder.unread -= 1;
  box.byId.delete(message.id);
  if (!folder.isHidden) box.folderJournal.put(folder.id, folder);
}

/** Puts a new message into a folder and tells the subscribers. */
export function addMessage(tenant: Tenant, box: Mailbox, folder: Folder, content: MessageContent): Message {
  const now = isoSecond(tenant.clock.now());
  box.serial += 1;
  const message: Message = {
    ...content,
    key: newImmutableId(tenant),
    id: newMutableId(tenant),
    order: box.serial,
    receivedMs: Date.parse(content.properties.receivedDateTime),
    properties: {
      ...content.properties,
      createdDateTime: now,
      lastModifiedDateTime: now,
      changeKey: nextChangeKey(box),
      parentFolderId: folder.id,
    },
  };
  box.byKey.set(message.key, message);
  box.all.add(message);
  box.byValue.put(message);
  place(box, folder, message);
  announce(tenant, box, folder, message, "created");
  return message;
}

/** Changes a message in its place. `change` must leave its received time alone. */
export function changeMessage(
  tenant: Tenant,
  box: Mailbox,
  message: Message,
  change: (message: Message) => void,
): void {
  const folder = folderOf(box, message);
  const wasRead = message.properties.isRead;
  change(message);
  message.properties.changeKey = nextChangeKey(box);
  message.properties.lastModifiedDateTime = isoSecond(tenant.clock.now());
  if (wasRead !== message.properties.isRead) {
    folder.unread += wasRead ? 1 : -1;
    if (!folder.isHidden) box.folderJournal.put(folder.id, folder);
  }
  folder.journal.put(message.id, message);
  box.byValue.put(message);
  announce(tenant, box, folder, message, "updated");
}

/**
 * Moves a message, which gives it a new mutable id. To the subscribers it left one folder and came to another, as
 * Outlook does it: a copy in the new place and the end of the old one. `change` may also set a new received time.
 */
export function moveMessage(
  tenant: Tenant,
  box: Mailbox,
  message: Message,
  to: Folder,
  change: (message: Message) => void = () => {},
): void {
  const from = folderOf(box, message);
  lift(box, from, message);
  announce(tenant, box, from, message, "deleted");
  box.all.remove(message);
  change(message);
  message.id = newMutableId(tenant);
  message.receivedMs = Date.parse(message.properties.receivedDateTime);
  message.properties.parentFolderId = to.id;
  message.properties.changeKey = nextChangeKey(box);
  message.properties.lastModifiedDateTime = isoSecond(tenant.clock.now());
  box.all.add(message);
  box.byValue.put(message);
  place(box, to, message);
  announce(tenant, box, to, message, "created");
}

/** Takes a message out of the mailbox for good. */
export function removeMessage(tenant: Tenant, box: Mailbox, message: Message): void {
  const folder = folderOf(box, message);
  lift(box, folder, message);
  box.all.remove(message);
  box.byValue.drop(message);
  box.byKey.delete(message.key);
  announce(tenant, box, folder, message, "deleted");
}

/** Finds a message by either kind of id; ids are compared letter for letter. */
export function findMessage(box: Mailbox, id: string): Message | undefined {
  return box.byId.get(id) ?? box.byKey.get(id);
}
