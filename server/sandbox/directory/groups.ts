import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { directoryOf, type Group, type User } from "./state.ts";

/** The group with this id. Throws Graph's 404 when there is none. */
export function requireGroup(tenant: Tenant, id: string): Group {
  const found = directoryOf(tenant).groups.get(id.toLowerCase());
  if (found !== undefined) return found;
  throw new GraphError(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** The mail-enabled group (a distribution list) behind an address; undefined when there is none. */
export function findGroupByAddress(tenant: Tenant, address: string): Group | undefined {
  const wanted = address.trim().toLowerCase();
  return [...directoryOf(tenant).groups.values()].find((group) => group.mail?.toLowerCase() === wanted);
}

/** Adds a group, or replaces the one with the same id, and tells the subscribers. */
export function putGroup(tenant: Tenant, group: Group): void {
  const { groups } = directoryOf(tenant);
  const before = groups.get(group.id);
  groups.set(group.id, group);
  const isPeopled = String(before?.memberIds) !== String(group.memberIds);
  tenant.publish("change", {
    collections: ["groups", `groups/${group.id}`, ...(isPeopled ? [`groups/${group.id}/members`] : [])],
    item: `Groups/${group.id}`,
    type: "#Microsoft.Graph.Group",
    id: group.id,
    changeType: "updated",
  });
}

/** Ids of the people and groups in a group, those in groups inside it too, each once and never itself. */
export function idsWithin(tenant: Tenant, group: Group): string[] {
  const { groups } = directoryOf(tenant);
  const found = new Set<string>();
  const waiting = [...group.memberIds];
  // The list grows while it is walked through.
  for (const id of waiting) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(groups.get(id)?.memberIds ?? []));
  }
  found.delete(group.id);
  return [...found];
}

/** The people of a group, those of groups inside it too, each once. */
export function peopleOf(tenant: Tenant, group: Group, seen = new Set<string>()): User[] {
  const directory = directoryOf(tenant);
  seen.add(group.id);
  const found = new Map<string, User>();
  for (const id of group.memberIds) {
    const user = directory.users.get(id);
    if (user !== undefined) found.set(id, user);
    const inner = directory.groups.get(id);
    if (inner === undefined || seen.has(id)) continue;
    for (const person of peopleOf(tenant, inner, seen)) found.set(person.id, person);
  }
  return [...found.values()];
}
