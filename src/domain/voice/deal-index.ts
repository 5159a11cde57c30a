/** Many deals, made ready to judge mail for all of them: what they know together of each address. */
import { type Address, bare } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import { type House, type Place, placeOf, type Seating, seat } from "./seating.ts";
import type { Groups, Table } from "./table.ts";

/** The deals by what names their people. */
export type DealIndex = {
  seatings: readonly Seating[];
  groups: readonly Groups[];
  clientDomains: ReadonlyMap<Domain, readonly Seating[]>;
  ourDomains: ReadonlyMap<Domain, readonly House[]>;
  contacts: ReadonlyMap<Address, readonly Seating[]>;
  team: ReadonlyMap<Address, readonly Seating[]>;
  /** The cards of addresses asked about lately: the same people write again and again. */
  cards: Map<Address, Card>;
};

/**
 * What all deals together know of one address. Most are known to one deal or none, and what that one knows stands on the
 * card itself: with ten thousand deals each further step to somewhere else in memory is what takes the time.
 */
export type Card = {
  address: Address;
  /** Its place in the only deal that knows it; null where none does, or several do. */
  place: Place | null;
  /** The only deal whose client it is, by name or by domain, whatever the moment; null where none is, or several are. */
  deal: Seating | null;
  /** Its places where several deals know it, in the order of the tables. */
  places: readonly Place[];
  /** The deals whose client it is where these are several, each once. */
  deals: readonly Seating[];
  /** Those of our houses that have its domain. */
  houses: readonly House[];
};

const NOBODY: readonly Seating[] = [];
const NO_HOUSES: readonly House[] = [];
const NOWHERE: readonly Place[] = [];
/** How many cards are kept at hand: some megabytes. */
const MOST_KEPT = 50_000;

/** Makes the tables ready; they must not change afterwards. One table per deal. */
export function indexDeals(tables: readonly Table[]): DealIndex {
  const houses = new Map<string, House>();
  const seatings = tables.map((table, number) => {
    const domains = [...new Set(table.ourDomains)].sort();
    const house = take(houses, domains.join(), () => ({ domains }));
    return seat(table, house, number);
  });
  const index = {
    clientDomains: new Map<Domain, Seating[]>(),
    ourDomains: new Map<Domain, House[]>(),
    contacts: new Map<Address, Seating[]>(),
    team: new Map<Address, Seating[]>(),
  };
  for (const seating of seatings) {
    for (const owner of seating.clientDomains) put(index.clientDomains, owner, seating);
    for (const who of seating.contacts.keys()) put(index.contacts, who, seating);
    for (const who of seating.people.keys()) put(index.team, who, seating);
  }
  for (const house of houses.values()) for (const one of house.domains) put(index.ourDomains, one, house);
  const groups = [...new Set(seatings.map((seating) => seating.groups))].filter(({ size }) => size > 0);
  return { ...index, seatings, groups, cards: new Map() };
}

/** What the deals know of an address. */
export function cardOf(who: Address, index: DealIndex): Card {
  const known = index.cards.get(who);
  if (known !== undefined) return known;
  if (index.cards.size >= MOST_KEPT) index.cards.clear();
  const card = newCard(who, index);
  index.cards.set(who, card);
  return card;
}

/** The place of an address in one of the deals. */
export function placeIn({ address, place: only, places, houses }: Card, seating: Seating): Place {
  const { number } = seating;
  if (only !== null && only.number === number) return only;
  // Most people sit in few deals, some in a thousand.
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle] as Place;
    if (place.number === number) return place;
    if (place.number < number) low = middle + 1;
    else high = middle;
  }
  const domain = houses.includes(seating.house) ? "ours" : "neither";
  return { number, address, person: null, isMain: false, named: null, domain };
}

function newCard(who: Address, index: DealIndex): Card {
  // One deal may name the person with the tag, another without.
  const names = [...new Set([who, bare(who)])];
  const named = names.flatMap((name) => index.contacts.get(name) ?? NOBODY);
  const domains = domainsOf(who);
  const concerned = new Set([
    ...named,
    ...domains.flatMap((domain) => index.clientDomains.get(domain) ?? NOBODY),
  ]);
  const team = names.flatMap((name) => index.team.get(name) ?? NOBODY);
  const seatings = [...new Set([...concerned, ...team])].sort((one, other) => one.number - other.number);
  const houses = new Set(domains.flatMap((domain) => index.ourDomains.get(domain) ?? NO_HOUSES));
  const places = seatings.map((seating) => placeOf(seating, who));
  const deals = [...concerned];
  return {
    address: who,
    place: (places.length === 1 && places[0]) || null,
    deal: (deals.length === 1 && deals[0]) || null,
    places: places.length > 1 ? places : NOWHERE,
    deals: deals.length > 1 ? deals : NOBODY,
    houses: houses.size === 0 ? NO_HOUSES : [...houses],
  };
}

/** The address's domain and all above it, the longest first. */
function domainsOf(who: Address): Domain[] {
  const found: Domain[] = [];
  for (let dot = who.lastIndexOf("@"); dot !== -1; dot = who.indexOf(".", dot + 1)) {
    found.push(who.slice(dot + 1) as Domain);
  }
  return found;
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  take(map, key, (): V[] => []).push(value);
}

function take<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
