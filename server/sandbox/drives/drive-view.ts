import type { Tenant } from "../core/tenant.ts";
import type { Drive } from "./state.ts";

/** A library as Graph shows it. */
export function presentDrive({ id: tenantId }: Tenant, drive: Drive): Record<string, unknown> {
  const { id, name, webUrl, createdDateTime, ownerId, items } = drive;
  const used = [...items.values()].reduce((sum, { content }) => sum + (content?.bytes.byteLength ?? 0), 0);
  const total = 2 ** 40;
  return {
    id,
    name,
    description: "",
    driveType: "documentLibrary",
    webUrl,
    createdDateTime,
    owner: { group: { id: ownerId, displayName: null, tenantId } },
    quota: { deleted: 0, remaining: total - used, state: "normal", total, used },
  };
}
