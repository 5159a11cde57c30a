import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { findUser } from "../directory/users.ts";
import { driveChanged, itemId } from "./drive.ts";
import { freeName, requireGoodName } from "./item-name.ts";
import { childrenOf, requireItem } from "./item-view.ts";
import type { Drive, Item } from "./state.ts";

/** What to do about a name that is taken. */
export type OnConflict = "fail" | "replace" | "rename";

/** Who does something to files, as their createdBy will say. */
export type Hand = { tenant: Tenant; by: Record<string, unknown> };

/** The caller's hand. */
export function handOf({ caller, tenant }: Call): Hand {
  if (caller.kind === "app") return { tenant, by: { application: { id: caller.appId, displayName: null } } };
  const displayName = findUser(tenant, caller.userId)?.displayName ?? null;
  return { tenant, by: { user: { id: caller.userId, displayName } } };
}

/** Makes a folder. Throws 409 when the name is taken and that shall fail, 400 for a bad name or inside a file. */
export function addFolder(
  hand: Hand,
  drive: Drive,
  parentId: string,
  name: string,
  onConflict: OnConflict,
): Item {
  return addItem(hand, drive, parentId, name, onConflict, null);
}

/** Makes a file, or (replacing) writes a new content into the one of that name. Throws as `addFolder`. */
export function addFile(
  hand: Hand,
  drive: Drive,
  parentId: string,
  name: string,
  onConflict: OnConflict,
  content: NonNullable<Item["content"]>,
): Item {
  return addItem(hand, drive, parentId, name, onConflict, content);
}

/** Writes a new content into a file. Throws 400 for a folder. */
export function writeContent(
  hand: Hand,
  drive: Drive,
  item: Item,
  content: NonNullable<Item["content"]>,
): void {
  if (item.content === null) throw new GraphError(400, "invalidRequest", "A folder has no content.");
  item.content = content;
  item.contentVersion += 1;
  item.version += 1;
  item.lastModifiedDateTime = hand.tenant.clock.now().toString();
  item.lastModifiedBy = hand.by;
  driveChanged(hand.tenant, drive);
}

/** Reads "@microsoft.graph.conflictBehavior". Throws 400. */
export function conflictBehaviour(text: string | null | undefined, usual: OnConflict): OnConflict {
  const low = text?.toLowerCase() ?? usual;
  if (low === "fail" || low === "replace" || low === "rename") return low;
  throw new GraphError(400, "invalidRequest", `The conflict behavior '${text}' is not known.`);
}

function addItem(
  hand: Hand,
  drive: Drive,
  parentId: string,
  name: string,
  onConflict: OnConflict,
  content: Item["content"],
): Item {
  requireGoodName(name);
  const parent = requireItem(drive, parentId);
  if (parent.content !== null) throw new GraphError(400, "invalidRequest", "A file cannot hold other items.");
  const siblings = new Map(childrenOf(drive, parent).map((item) => [item.name.toLowerCase(), item]));
  const taken = siblings.get(name.toLowerCase());
  if (taken !== undefined && onConflict !== "rename")
    return replaced(hand, drive, taken, content, onConflict);
  const item: Item = {
    id: itemId(hand.tenant),
    name: taken === undefined ? name : freeName(name, siblings),
    parentId: parent.id,
    createdDateTime: hand.tenant.clock.now().toString(),
    lastModifiedDateTime: hand.tenant.clock.now().toString(),
    createdBy: hand.by,
    lastModifiedBy: hand.by,
    description: null,
    version: 1,
    contentVersion: 1,
    content,
    permissions: new Map(),
  };
  drive.items.set(item.id, item);
  driveChanged(hand.tenant, drive);
  return item;
}

function replaced(
  hand: Hand,
  drive: Drive,
  taken: Item,
  content: Item["content"],
  onConflict: OnConflict,
): Item {
  const isSameKind = (taken.content === null) === (content === null);
  if (onConflict === "fail" || !isSameKind) {
    throw new GraphError(
      409,
      "nameAlreadyExists",
      "An item with the same name already exists under the parent",
    );
  }
  if (content !== null) writeContent(hand, drive, taken, content);
  return taken;
}
