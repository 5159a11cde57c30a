import { slot, type Tenant } from "./tenant.ts";

/** Where a resource-specific permission holds. */
export type GrantPlace = "teams" | "chats" | "users";

const grantsSlot = slot<Map<string, Set<string>>>("grants", () => new Map());

const keyOf = (place: GrantPlace, id: string, appId: string) => `${place}/${id}/${appId}`.toLowerCase();

/**
 * Gives an application resource-specific permissions in one team, chat or for one person. Called by whoever installs
 * the application there; `appId` is its Entra client id (webApplicationInfo.id of the manifest).
 */
export function grantAt(
  tenant: Tenant,
  place: GrantPlace,
  id: string,
  appId: string,
  names: Iterable<string>,
): void {
  tenant.state(grantsSlot).set(keyOf(place, id, appId), new Set(names));
}

/** Takes them back, as removing the application does. */
export function revokeAt(tenant: Tenant, place: GrantPlace, id: string, appId: string): void {
  tenant.state(grantsSlot).delete(keyOf(place, id, appId));
}

/** What the application may do in that place; empty when it was not installed there. */
export function grantsAt(tenant: Tenant, place: GrantPlace, id: string, appId: string): ReadonlySet<string> {
  return tenant.state(grantsSlot).get(keyOf(place, id, appId)) ?? new Set();
}
