import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { driveChanged } from "./drive.ts";
import { childrenOf } from "./item-view.ts";
import type { Drive, Item } from "./state.ts";

/** Puts an item, with all that lies in it, into the recycle bin. Throws 400 for the library itself. */
export function removeItem(tenant: Tenant, drive: Drive, item: Item): void {
  if (item.parentId === null) throw new GraphError(400, "invalidRequest", "The root cannot be deleted.");
  drop(drive, item);
  driveChanged(tenant, drive);
}

function drop(drive: Drive, item: Item): void {
  for (const child of childrenOf(drive, item)) drop(drive, child);
  drive.items.delete(item.id);
}
