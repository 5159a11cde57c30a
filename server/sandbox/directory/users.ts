import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { directoryOf, type User } from "./state.ts";

/** The account with this id or user principal name; undefined when there is none. */
export function findUser(tenant: Tenant, idOrUpn: string): User | undefined {
  const directory = directoryOf(tenant);
  const byId = directory.users.get(idOrUpn.toLowerCase());
  if (byId !== undefined) return byId;
  const found = findUserByAddress(tenant, idOrUpn);
  return found?.userPrincipalName.toLowerCase() === idOrUpn.toLowerCase() ? found : undefined;
}

/** The account with this id or user principal name. Throws Graph's 404 when there is none. */
export function requireUser(tenant: Tenant, idOrUpn: string): User {
  const found = findUser(tenant, idOrUpn);
  if (found !== undefined) return found;
  throw new GraphError(
    404,
    "Request_ResourceNotFound",
    `Resource '${idOrUpn}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** The account whose mailbox receives mail for this address, alias or user principal name, in any letter case. */
export function findUserByAddress(tenant: Tenant, address: string): User | undefined {
  const directory = directoryOf(tenant);
  const id = directory.byAddress.get(address.trim().toLowerCase());
  return id === undefined ? undefined : directory.users.get(id);
}

/** The account whose mailbox is meant. Throws as Exchange does: 404 for an unknown user or one without a mailbox. */
export function requireMailbox(tenant: Tenant, idOrUpn: string): User {
  const user = findUser(tenant, idOrUpn) ?? findUserByAddress(tenant, idOrUpn);
  if (user === undefined) {
    throw new GraphError(404, "ErrorInvalidUser", `The requested user '${idOrUpn}' is invalid.`);
  }
  if (!user.hasMailbox) {
    throw new GraphError(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  }
  return user;
}

/** Everyone in the tenant, in the order they were added. */
export function allUsers(tenant: Tenant): User[] {
  return [...directoryOf(tenant).users.values()];
}

/** Adds an account, or replaces the one with the same id, and makes its addresses known. */
export function putUser(tenant: Tenant, user: User): void {
  const directory = directoryOf(tenant);
  const before = directory.users.get(user.id);
  for (const address of before === undefined ? [] : addressesOf(before)) directory.byAddress.delete(address);
  directory.users.set(user.id, user);
  directory.version += 1;
  directory.changedAt.set(user.id, directory.version);
  for (const address of addressesOf(user)) directory.byAddress.set(address, user.id);
}

/** Every address that reaches this person, in lower case, without "smtp:". */
export function addressesOf(user: User): string[] {
  const aliases = user.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ""));
  const all = [user.userPrincipalName, ...(user.mail === null ? [] : [user.mail]), ...aliases];
  return [...new Set(all.map((address) => address.toLowerCase()))];
}
