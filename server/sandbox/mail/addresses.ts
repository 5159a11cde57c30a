import type { Tenant } from "../core/tenant.ts";
import { findGroupByAddress, peopleOf } from "../directory/groups.ts";
import { directoryOf, type User } from "../directory/state.ts";
import { findUserByAddress } from "../directory/users.ts";
import type { Recipient } from "./message.ts";

/** Where mail for some addresses goes. */
export type Destinations = {
  /** Mailboxes in the tenant, each once, with the address that led there; null when a list did. */
  inside: { user: User; address: string | null }[];
  /** Addresses of other organisations, lower case. */
  outside: string[];
  /** Addresses of this tenant's domain that nobody has. */
  unknown: string[];
};

/** "anna+deal@x" without the tag; unchanged where there is none. */
function withoutTag(address: string): string {
  return address.replace(/^([^+@]+)\+[^@]*@/, "$1@");
}

/** The person behind an address, a tag after "+" disregarded as Exchange does. */
export function personAt(tenant: Tenant, address: string): User | undefined {
  return findUserByAddress(tenant, address) ?? findUserByAddress(tenant, withoutTag(address));
}

/** Sorts addresses by where their mail goes; lists are opened up to their people. */
export function destinationsOf(tenant: Tenant, addresses: readonly string[]): Destinations {
  const inside = new Map<string, Destinations["inside"][number]>();
  const outside = new Set<string>();
  const unknown = new Set<string>();
  const { domain } = directoryOf(tenant).organization;
  for (const address of addresses.map((text) => text.trim().toLowerCase()).filter((text) => text !== "")) {
    const user = personAt(tenant, address);
    const group = user === undefined ? findGroupByAddress(tenant, address) : undefined;
    if (user !== undefined) inside.set(user.id, { user, address });
    for (const person of group === undefined ? [] : peopleOf(tenant, group)) {
      if (!inside.has(person.id)) inside.set(person.id, { user: person, address: null });
    }
    if (user !== undefined || group !== undefined) continue;
    if (domain !== "" && address.endsWith(`@${domain.toLowerCase()}`)) unknown.add(address);
    else outside.add(address);
  }
  const withMailbox = [...inside.values()].filter(({ user }) => user.hasMailbox);
  return { inside: withMailbox, outside: [...outside], unknown: [...unknown] };
}

/** A user as the From line names them. */
export function recipientOf(user: User): Recipient {
  return { emailAddress: { name: user.displayName, address: user.mail ?? user.userPrincipalName } };
}

/** Gives a recipient the name the address book has for it; without one the address stands for the name. */
export function named(tenant: Tenant, address: string, name: string | null | undefined): Recipient {
  const known =
    findUserByAddress(tenant, address)?.displayName ?? findGroupByAddress(tenant, address)?.displayName;
  return { emailAddress: { name: name?.trim() || known || address, address } };
}
