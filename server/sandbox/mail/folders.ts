import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { type Folder, type Mailbox, type WellKnownName, wellKnownFolders } from "./mailbox.ts";
import { wellKnownFolder } from "./store.ts";

/** What OData may be asked about folders. */
export const folderType: EntityType = {
  name: "microsoft.graph.mailFolder",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    displayName: "string",
    parentFolderId: "string",
    childFolderCount: "number",
    unreadItemCount: "number",
    totalItemCount: "number",
    isHidden: "boolean",
    sizeInBytes: "number",
  },
};

/** The folder behind an id (letter for letter) or a well-known name (in any letter case). Throws Graph's 404. */
export function requireFolder(box: Mailbox, nameOrId: string): Folder {
  const wellKnown = nameOrId.toLowerCase();
  if (Object.hasOwn(wellKnownFolders, wellKnown)) return wellKnownFolder(box, wellKnown as WellKnownName);
  const folder = box.folders.get(nameOrId);
  if (folder !== undefined) return folder;
  throw new GraphError(
    404,
    "ErrorItemNotFound",
    "The specified object was not found in the store., The process failed to get the correct properties.",
  );
}

/** The folders directly under one, in the order they were made. */
export function childrenOf(box: Mailbox, folder: Folder): Folder[] {
  return [...box.folders.values()].filter((other) => other.parentId === folder.id);
}

/** A folder as Graph shows it. */
export function folderEntity(box: Mailbox, folder: Folder): Record<string, unknown> {
  return {
    id: folder.id,
    displayName: folder.displayName,
    parentFolderId: folder.parentId ?? folder.id,
    childFolderCount: childrenOf(box, folder).filter((child) => !child.isHidden).length,
    unreadItemCount: folder.unread,
    totalItemCount: folder.messages.size,
    isHidden: folder.isHidden,
  };
}
