import type { Call } from "../core/operation.ts";
import { slot, type Tenant } from "../core/tenant.ts";
import { findUser, findUserByAddress } from "./users.ts";

/** Permissions Exchange itself gives an application in some mailboxes ("RBAC for Applications"). */
type Assignment = { names: ReadonlySet<string>; userIds: ReadonlySet<string> };

const rolesSlot = slot<Map<string, Assignment>>("exchange roles", () => new Map());

/**
 * Sets what Exchange gives an application, by its client id, in the mailboxes of these users (ids); no names take it
 * back. It comes on top of what its tokens say, which stays good for all mailboxes.
 */
export function assignExchangeRoles(
  tenant: Tenant,
  appId: string,
  names: Iterable<string>,
  userIds: Iterable<string>,
): void {
  tenant.state(rolesSlot).set(appId.toLowerCase(), { names: new Set(names), userIds: new Set(userIds) });
}

/** The call with what Exchange gives its application in the mailbox it names, as if its token said so. */
export function withExchangeRoles(call: Call): Call {
  const { tenant, caller, params } = call;
  const named = params["user-id"];
  if (caller.kind === "user" || named === undefined) return call;
  const assignment = tenant.state(rolesSlot).get(caller.appId.toLowerCase());
  if (assignment === undefined) return call;
  const owner = findUser(tenant, named) ?? findUserByAddress(tenant, named);
  if (owner === undefined || !assignment.userIds.has(owner.id)) return call;
  return { ...call, caller: { ...caller, roles: new Set([...caller.roles, ...assignment.names]) } };
}
