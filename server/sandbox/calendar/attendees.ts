import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { findGroupByAddress, peopleOf } from "../directory/groups.ts";
import type { User } from "../directory/state.ts";
import { addressesOf, findUser, findUserByAddress } from "../directory/users.ts";
import type { Attendee, Meeting, Recipient } from "./event-types.ts";

type AddressInput = { name?: string | null | undefined; address?: string | null | undefined };
type AttendeeInput = { type?: Attendee["type"] | null | undefined; emailAddress: AddressInput };

/** Exchange's limit of people in one event. */
const MOST_ATTENDEES = 500;

/** Reads an attendee list: each address once, the first mention holds. Throws 400 for what is no address, or too many. */
export function readAttendees(inputs: readonly AttendeeInput[]): Attendee[] {
  const byAddress = new Map<string, Attendee>();
  for (const { type, emailAddress } of inputs) {
    const recipient = readRecipient(emailAddress);
    const key = recipient.emailAddress.address.toLowerCase();
    if (!byAddress.has(key)) byAddress.set(key, { ...recipient, type: type ?? "required" });
  }
  if (byAddress.size <= MOST_ATTENDEES) return [...byAddress.values()];
  throw new GraphError(400, "ErrorInvalidRequest", `An event can have at most ${MOST_ATTENDEES} attendees.`);
}

/** Reads one mail address with its name; the name is the address where none is given. Throws 400. */
export function readRecipient({ name, address }: AddressInput): Recipient {
  const at = address?.trim() ?? "";
  if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(at)) {
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
  }
  return { emailAddress: { name: name?.trim() || at, address: at } };
}

/** A person as organizer or attendee. */
export function recipientOf(user: User): Recipient {
  const address = user.mail ?? user.userPrincipalName;
  return { emailAddress: { name: user.displayName, address } };
}

/** The people of this tenant who are invited, by themselves or in a list, without the organizer. */
export function invitedUsers(
  tenant: Tenant,
  { attendees }: Pick<Meeting, "attendees">,
  organizerId: string,
): User[] {
  const found = new Map<string, User>();
  for (const { emailAddress } of attendees) {
    for (const user of usersBehind(tenant, emailAddress.address)) found.set(user.id, user);
  }
  found.delete(organizerId);
  return [...found.values()].filter((user) => user.hasMailbox);
}

/** Whom an address reaches within this tenant: one person, the members of a list, or nobody. */
export function usersBehind(tenant: Tenant, address: string): User[] {
  const user = findUserByAddress(tenant, address);
  if (user !== undefined) return [user];
  const group = findGroupByAddress(tenant, address);
  return group === undefined ? [] : peopleOf(tenant, group);
}

/** The line of the list by which a person is invited under one of their own addresses; undefined when through a list only. */
export function lineOf(attendees: readonly Attendee[], user: User): Attendee | undefined {
  const own = new Set(addressesOf(user));
  return attendees.find(({ emailAddress }) => own.has(emailAddress.address.toLowerCase()));
}

/** The list with the organizer left out, who is never an attendee of their own event. */
export function withoutOrganizer(
  tenant: Tenant,
  attendees: readonly Attendee[],
  organizerId: string,
): Attendee[] {
  const organizer = findUser(tenant, organizerId);
  const own = new Set(organizer === undefined ? [] : addressesOf(organizer));
  return attendees.filter(({ emailAddress }) => !own.has(emailAddress.address.toLowerCase()));
}

/** Those of `some` whose address is not among `others`. */
export function notAmong<T extends Recipient>(some: readonly T[], others: readonly Recipient[]): T[] {
  const known = new Set(others.map(({ emailAddress }) => emailAddress.address.toLowerCase()));
  return some.filter(({ emailAddress }) => !known.has(emailAddress.address.toLowerCase()));
}
