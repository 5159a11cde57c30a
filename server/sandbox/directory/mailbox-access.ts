import { GraphError } from "../core/graph-error.ts";
import type { Call, Permission } from "../core/operation.ts";
import type { User } from "./state.ts";
import { findUser, findUserByAddress } from "./users.ts";

/**
 * Whose mailbox a call goes to, as a user id, after Exchange's own rules: an application may be limited to some
 * mailboxes, and a person needs a ".Shared" permission for another's. Throws 403 ErrorAccessDenied.
 */
export function mailboxOf(call: Call, permission: Permission): string {
  const { tenant, caller, params } = call;
  const named = params["user-id"];
  if (named === undefined) return caller.kind === "user" ? caller.userId : "";
  const owner = findUser(tenant, named) ?? findUserByAddress(tenant, named);
  // The service itself refuses what does not exist, in its own words.
  if (owner === undefined) return named.toLowerCase();
  if (caller.kind === "app") requireInScope(caller.mailboxes, owner);
  else if (caller.userId !== owner.id && !reachesOthers(caller.scopes, permission)) throw accessDenied();
  return owner.id;
}

/** Throws Exchange's 403 when an application's mailboxes are limited and this is none of them. */
export function requireInScope(mailboxes: ReadonlySet<string> | undefined, owner: User): void {
  if (mailboxes === undefined || mailboxes.has(owner.id)) return;
  throw new GraphError(
    403,
    "ErrorAccessDenied",
    "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.",
  );
}

function reachesOthers(scopes: ReadonlySet<string>, { delegated }: Permission): boolean {
  return (delegated ?? []).some((name) =>
    name.endsWith(".Shared") ? scopes.has(name) : scopes.has(`${name}.Shared`),
  );
}

function accessDenied(): GraphError {
  return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}
