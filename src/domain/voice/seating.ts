import { type Address, bare, belongsTo } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import type { PersonId } from "./person-id.ts";
import { ALWAYS, inForce, type Stretch, stretch, within } from "./stretch.ts";
import type { Absence, Delegation, Groups, QuietPeriod, Table } from "./table.ts";

/** One of our companies, as far as deals have the same domains of ours. */
export type House = { domains: readonly Domain[] };

/** A table made ready for judging many mails. What every mail asks stands first, so that it lies together in memory. */
export type Seating = {
  dealId: string;
  /** Its place among the deals judged together. */
  number: number;
  house: House;
  live: Stretch;
  /** The last of the turns; each leads to the one before. */
  turn: Turn | null;
  quiet: readonly (Stretch & Pick<QuietPeriod, "contact">)[];
  absences: readonly (Stretch & Pick<Absence, "person" | "deputy">)[];
  delegations: readonly (Stretch & {
    of: Delegation;
    clients: ReadonlySet<Address> | null;
  })[];
  groups: Groups;
  mainAddress: ReadonlyMap<PersonId, Address>;
  /** Whose address it is, for every known address of the team. */
  people: ReadonlyMap<Address, PersonId>;
  ourDomains: ReadonlySet<Domain>;
  clientDomains: ReadonlySet<Domain>;
  contacts: ReadonlyMap<Address, readonly Stretch[]>;
  /** The domains of both sides, in the order in which they count: the longer first, then ours. */
  domains: readonly { name: Domain; side: Side }[];
};

/** Somebody's turn to speak, and the one that stands before it in the table. */
export type Turn = Stretch & { spokesperson: PersonId; before: Turn | null };

/** Where an address sits in a deal. */
export type Side = "ours" | "client" | "neither";

/** What a deal knows of one address, at all times. */
export type Place = {
  /** The number of the deal. */
  number: number;
  address: Address;
  /** Whose address it is, of the team, tag or no tag; null for everybody else. */
  person: PersonId | null;
  /** Whether it is that person's main address. */
  isMain: boolean;
  /** When it names a person of the client; null when it never does. */
  named: readonly Stretch[] | null;
  /** On which side its domain sits. */
  domain: Side;
};

const NO_GROUPS: Groups = new Map();
const NONE: readonly never[] = [];
const FOREVER: readonly Stretch[] = [ALWAYS];

/** Makes a table ready. The table must not change afterwards. */
export function seat(table: Table, house: House, number: number): Seating {
  const people = new Map<Address, PersonId>();
  const mainAddress = new Map<PersonId, Address>();
  for (const { id, addresses } of table.team) {
    for (const one of addresses) people.set(one, id);
    if (addresses[0] !== undefined) mainAddress.set(id, addresses[0]);
  }
  const contacts = new Map<Address, readonly Stretch[]>();
  for (const contact of table.contacts) {
    const [before, term] = [contacts.get(contact.address), stretch(contact)];
    contacts.set(
      contact.address,
      before === undefined && term === ALWAYS ? FOREVER : [...(before ?? []), term],
    );
  }
  return {
    dealId: table.dealId,
    number,
    house,
    live: stretch(table.live ?? { since: null, until: null }),
    turn: table.turns.reduce<Turn | null>((before, turn) => {
      const { from, to } = stretch(turn);
      return { from, to, spokesperson: same(turn.spokesperson, people), before };
    }, null),
    quiet: each(table.quiet, (one) => ({ ...stretch(one), contact: one.contact })),
    absences: each(table.absences, (one) => ({ ...stretch(one), person: one.person, deputy: one.deputy })),
    delegations: each(table.delegations, (of) => ({
      ...stretch(of),
      of,
      clients: of.clients === null ? null : new Set(of.clients),
    })),
    groups: table.groups ?? NO_GROUPS,
    mainAddress,
    people,
    ourDomains: new Set(table.ourDomains),
    clientDomains: new Set(table.clientDomains),
    contacts,
    domains: domainsOf(table),
  };
}

// Most deals have none of most things: they share one empty list, which is always at hand.
function each<T, R>(all: readonly T[] | undefined, make: (one: T) => R): readonly R[] {
  return all === undefined || all.length === 0 ? NONE : all.map(make);
}

// One id is one text in memory: two that are one place are equal at a glance, two copies are read through.
function same(id: PersonId, people: ReadonlyMap<Address, PersonId>): PersonId {
  for (const known of people.values()) if (known === id) return known;
  return id;
}

function domainsOf({ ourDomains, clientDomains }: Table): Seating["domains"] {
  const ours = ourDomains.map((name) => ({ name, side: "ours" as const }));
  const theirs = clientDomains.map((name) => ({ name, side: "client" as const }));
  // Of equals the earlier stays the earlier, and ours come first.
  return [...ours, ...theirs].sort((one, other) => other.name.length - one.name.length);
}

/** The place of an address, worked out from the table. A tag is overlooked where the table names no such tag. */
export function placeOf(seating: Seating, who: Address): Place {
  const { people, contacts, mainAddress, domains } = seating;
  const person = people.get(who) ?? people.get(bare(who)) ?? null;
  return {
    number: seating.number,
    address: who,
    person,
    isMain: person !== null && mainAddress.get(person) === who,
    named: contacts.get(who) ?? contacts.get(bare(who)) ?? null,
    domain: domains.find(({ name }) => belongsTo(who, name))?.side ?? "neither",
  };
}

/** On which side an address sat at that moment: what names one person goes before what names a domain. */
export function sideAt(place: Place, at: number): Side {
  if (place.person !== null) return "ours";
  return isNamedAt(place, at) ? "client" : place.domain;
}

/** Whether the address names a person of the client at that moment, tag or no tag. */
export function isNamedAt({ named }: Place, at: number): boolean {
  return named !== null && inForce(named, at) !== null;
}

/** Whose turn it was at that moment; null when nobody held it. Turns never overlap. */
export function speakerAt({ turn }: Seating, at: number): PersonId | null {
  for (let one = turn; one !== null; one = one.before) if (within(one, at)) return one.spokesperson;
  return null;
}
