import { GraphError } from "../core/graph-error.ts";
import { slot, type Tenant } from "../core/tenant.ts";

/** A file or folder. */
export type Item = {
  id: string;
  name: string;
  /** Null for the root. */
  parentId: string | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  createdBy: Record<string, unknown>;
  lastModifiedBy: Record<string, unknown>;
  description: string | null;
  /** Counts every change; content has a number of its own. */
  version: number;
  contentVersion: number;
  /** Null for folders. */
  content: { bytes: Uint8Array; mimeType: string } | null;
  permissions: Map<string, SharingPermission>;
};

/** Who was let in to an item, by link or by name. */
export type SharingPermission = {
  id: string;
  roles: readonly string[];
  link: { type: string; scope: string; webUrl: string; preventsDownload: boolean } | null;
  grantedTo: { id: string | null; displayName: string; email: string | null } | null;
  expirationDateTime: string | null;
  hasPassword: boolean;
};

/** A document library. */
export type Drive = {
  id: string;
  name: string;
  webUrl: string;
  createdDateTime: string;
  /** The group it belongs to. */
  ownerId: string;
  rootId: string;
  items: Map<string, Item>;
  /** Whether this person may use it; absent: anyone of the tenant. */
  opens?: ((userId: string) => boolean) | undefined;
};

/** A large file on its way in. */
export type Upload = {
  id: string;
  driveId: string;
  itemId: string;
  expiresMs: number;
  /** Known from the first part on. */
  total: number | null;
  received: Uint8Array[];
  size: number;
  /** Who asked for it, as the file's lastModifiedBy will say. */
  by: Record<string, unknown>;
};

/** The files' part of a tenant. */
export type Drives = {
  drives: Map<string, Drive>;
  /** Drive id by group id. */
  ofGroups: Map<string, string>;
  uploads: Map<string, Upload>;
  /** What pre-authenticated download addresses lead to, by their token. */
  downloads: Map<string, { driveId: string; itemId: string; expiresMs: number }>;
};

const drivesSlot = slot<Drives>("drives", () => ({
  drives: new Map(),
  ofGroups: new Map(),
  uploads: new Map(),
  downloads: new Map(),
}));

/** The files' state of this tenant. */
export function drivesOf(tenant: Tenant): Drives {
  return tenant.state(drivesSlot);
}

/** The drive with this id. Throws OneDrive's 404. */
export function driveOf(tenant: Tenant, id: string): Drive {
  const found = drivesOf(tenant).drives.get(id);
  if (found !== undefined) return found;
  throw new GraphError(404, "itemNotFound", "The resource could not be found.");
}
