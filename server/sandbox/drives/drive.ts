import type { Tenant } from "../core/tenant.ts";
import { requireGroup } from "../directory/groups.ts";
import { type Drive, drivesOf, type Item } from "./state.ts";

/** Makes an empty document library. */
export function newDrive(tenant: Tenant, input: Pick<Drive, "name" | "ownerId" | "opens">): Drive {
  const now = tenant.clock.now().toString();
  const id = `b!${tenant.newId().replaceAll("-", "")}`;
  const site = encodeURIComponent(input.name.replaceAll(/\s+/g, ""));
  const root: Item = {
    id: itemId(tenant),
    name: "root",
    parentId: null,
    createdDateTime: now,
    lastModifiedDateTime: now,
    createdBy: { application: { id: null, displayName: "SharePoint" } },
    lastModifiedBy: { application: { id: null, displayName: "SharePoint" } },
    description: null,
    version: 1,
    contentVersion: 0,
    content: null,
    permissions: new Map(),
  };
  const drive: Drive = {
    id,
    name: "Documents",
    webUrl: `https://tenant.sharepoint.example/sites/${site}/Shared%20Documents`,
    createdDateTime: now,
    ownerId: input.ownerId,
    rootId: root.id,
    items: new Map([[root.id, root]]),
    opens: input.opens,
  };
  drivesOf(tenant).drives.set(id, drive);
  return drive;
}

/** The library of a group; made when first asked for. Throws Graph's 404 for an unknown group. */
export function groupDrive(tenant: Tenant, groupId: string): Drive {
  const { drives, ofGroups } = drivesOf(tenant);
  const group = requireGroup(tenant, groupId);
  const known = drives.get(ofGroups.get(group.id) ?? "");
  if (known !== undefined) return known;
  const opens = (userId: string) => {
    const { ownerIds, memberIds } = requireGroup(tenant, group.id);
    return ownerIds.includes(userId) || memberIds.includes(userId);
  };
  const drive = newDrive(tenant, { name: group.mailNickname, ownerId: group.id, opens });
  ofGroups.set(group.id, drive.id);
  return drive;
}

/** Tells subscriptions that something in a library changed: they hear of its root, and ask what it was. */
export function driveChanged(tenant: Tenant, { id, rootId }: Drive): void {
  tenant.publish("change", {
    collections: [`drives/${id}/root`],
    item: `drives/${id}/root`,
    type: "#Microsoft.Graph.driveItem",
    id: rootId,
    changeType: "updated",
  });
}

/** A new id in SharePoint's manner. */
export function itemId(tenant: Tenant): string {
  return `01${tenant.newId().replaceAll("-", "").toUpperCase()}`;
}
