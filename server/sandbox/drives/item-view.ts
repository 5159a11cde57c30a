import { createHash } from "node:crypto";
import { GraphError } from "../core/graph-error.ts";
import type { Drive, Item } from "./state.ts";

/** The item with this id; "root" is the library itself. Throws OneDrive's 404. */
export function requireItem(drive: Drive, id: string): Item {
  const found = drive.items.get(id.toLowerCase() === "root" ? drive.rootId : id);
  if (found !== undefined) return found;
  throw new GraphError(404, "itemNotFound", "The resource could not be found.");
}

/** What lies in a folder, by name. */
export function childrenOf(drive: Drive, folder: Item): Item[] {
  return [...drive.items.values()]
    .filter(({ parentId }) => parentId === folder.id)
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** An item as Graph gives it. */
export function presentItem(drive: Drive, item: Item): Record<string, unknown> {
  const path = pathOf(drive, item);
  const { id, content, parentId } = item;
  const common = {
    id,
    name: item.name,
    eTag: etagOf(item),
    cTag: `"c:{${id}},${item.contentVersion}"`,
    createdDateTime: item.createdDateTime,
    lastModifiedDateTime: item.lastModifiedDateTime,
    createdBy: item.createdBy,
    lastModifiedBy: item.lastModifiedBy,
    webUrl: drive.webUrl + path.split("/").map(encodeURIComponent).join("/"),
    size: sizeOf(drive, item),
    parentReference:
      parentId === null ? { driveId: drive.id, driveType: "documentLibrary" } : parentOf(drive, parentId),
    fileSystemInfo: {
      createdDateTime: item.createdDateTime,
      lastModifiedDateTime: item.lastModifiedDateTime,
    },
    ...(item.description !== null && { description: item.description }),
    ...(parentId === null && { root: {} }),
  };
  if (content === null) return { ...common, folder: { childCount: childrenOf(drive, item).length } };
  const sha256Hash = createHash("sha256").update(content.bytes).digest("hex").toUpperCase();
  return { ...common, file: { mimeType: content.mimeType, hashes: { sha256Hash } } };
}

/** The item's version, as If-Match wants it. */
export function etagOf({ id, version }: Item): string {
  return `"{${id}},${version}"`;
}

function parentOf(drive: Drive, parentId: string) {
  const parent = requireItem(drive, parentId);
  const path = `/drives/${drive.id}/root:${pathOf(drive, parent)}`;
  return { driveId: drive.id, driveType: "documentLibrary", id: parent.id, name: parent.name, path };
}

function pathOf(drive: Drive, item: Item): string {
  if (item.parentId === null) return "";
  return `${pathOf(drive, requireItem(drive, item.parentId))}/${item.name}`;
}

function sizeOf(drive: Drive, item: Item): number {
  if (item.content !== null) return item.content.bytes.byteLength;
  return childrenOf(drive, item).reduce((sum, child) => sum + sizeOf(drive, child), 0);
}
