import type { Temporal } from "temporal-polyfill";
import { type Address, bare } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import type { Absence, Delegation, Groups, PersonId, QuietPeriod, Table, Term } from "./table.ts";

/** A stretch in milliseconds since 1970, half-open. */
export type Stretch = { from: number; to: number };

/** A table made ready for judging many mails. */
export type Seating = {
  dealId: string;
  /** Whose address it is, for every known address of the team. */
  people: ReadonlyMap<Address, PersonId>;
  mainAddress: ReadonlyMap<PersonId, Address>;
  ourDomains: ReadonlySet<Domain>;
  clientDomains: ReadonlySet<Domain>;
  contacts: ReadonlyMap<Address, readonly Stretch[]>;
  turns: readonly (Stretch & { spokesperson: PersonId })[];
  absences: readonly (Stretch & Pick<Absence, "person" | "deputy">)[];
  delegations: readonly (Stretch & {
    of: Delegation;
    clients: ReadonlySet<Address> | null;
  })[];
  quiet: readonly (Stretch & Pick<QuietPeriod, "contact">)[];
  groups: Groups;
  live: Stretch;
};

/** Where an address sits in a deal. */
export type Side = "ours" | "client" | "neither";

const NO_GROUPS: Groups = new Map();
const ALWAYS: Stretch = { from: -Infinity, to: Infinity };

/** Makes a table ready. The table must not change afterwards. */
export function seat(table: Table): Seating {
  const people = new Map<Address, PersonId>();
  const mainAddress = new Map<PersonId, Address>();
  for (const { id, addresses } of table.team) {
    for (const one of addresses) people.set(one, id);
    if (addresses[0] !== undefined) mainAddress.set(id, addresses[0]);
  }
  const contacts = new Map<Address, Stretch[]>();
  for (const contact of table.contacts) {
    contacts.set(contact.address, [...(contacts.get(contact.address) ?? []), stretch(contact)]);
  }
  return {
    dealId: table.dealId,
    people,
    mainAddress,
    ourDomains: new Set(table.ourDomains),
    clientDomains: new Set(table.clientDomains),
    contacts,
    turns: table.turns.map((turn) => ({ ...stretch(turn), spokesperson: turn.spokesperson })),
    absences: (table.absences ?? []).map((one) => ({
      ...stretch(one),
      person: one.person,
      deputy: one.deputy,
    })),
    delegations: (table.delegations ?? []).map((of) => ({
      ...stretch(of),
      of,
      clients: of.clients === null ? null : new Set(of.clients),
    })),
    quiet: (table.quiet ?? []).map((one) => ({ ...stretch(one), contact: one.contact })),
    groups: table.groups ?? NO_GROUPS,
    live: table.live === undefined ? ALWAYS : stretch(table.live),
  };
}

/** Whether the moment lies within: the start does, the end does not. */
export function within(term: Stretch, at: number): boolean {
  return term.from <= at && at < term.to;
}

/** Which of ours has that address, tag or no tag; null for everybody else. */
export function personOf(seating: Seating, who: Address): PersonId | null {
  return seating.people.get(who) ?? seating.people.get(bare(who)) ?? null;
}

/**
 * On which side an address sat at that moment. What names one person goes before what names a domain, the longer
 * domain before the shorter, and ours before the client's.
 */
export function sideOf(seating: Seating, who: Address, at: number): Side {
  if (personOf(seating, who) !== null) return "ours";
  if (isContact(seating, who, at)) return "client";
  for (let dot = who.lastIndexOf("@"); dot !== -1; dot = who.indexOf(".", dot + 1)) {
    const owner = who.slice(dot + 1) as Domain;
    if (seating.ourDomains.has(owner)) return "ours";
    if (seating.clientDomains.has(owner)) return "client";
  }
  return "neither";
}

/** Whether the address names a person of the client at that moment, tag or no tag. */
export function isContact(seating: Seating, who: Address, at: number): boolean {
  const terms = seating.contacts.get(who) ?? seating.contacts.get(bare(who));
  return terms?.some((term) => within(term, at)) ?? false;
}

function stretch({ since, until }: Term): Stretch {
  return { from: moment(since) ?? -Infinity, to: moment(until) ?? Infinity };
}

function moment(instant: Temporal.Instant | null): number | null {
  return instant === null ? null : instant.epochMilliseconds;
}
