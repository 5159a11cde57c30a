import type { Address } from "../people/address.ts";
import { type Card, cardOf, type DealIndex, placeIn } from "./deal-index.ts";
import type { Envelope } from "./envelope.ts";
import { findMember } from "./groups.ts";
import { type Place, type Seating, type Side, sideAt } from "./seating.ts";

/** A mail with what the deals know of each address on it, looked up once for all of them. */
export type Letter = {
  mail: Envelope;
  index: DealIndex;
  from: Card | null;
  /** Who sent it, where that is somebody else than the author; null else. */
  sender: Card | null;
  to: readonly Card[];
  cc: readonly Card[];
};

/** A mail as one deal sees it: each address with its place at the table. */
export type Seen = {
  mail: Envelope;
  seating: Seating;
  index: DealIndex;
  /** When it was sent, in milliseconds since 1970. */
  at: number;
  from: Place | null;
  sender: Place | null;
  to: readonly Place[];
  cc: readonly Place[];
};

/** Looks every address of a mail up. */
export function readLetter(mail: Envelope, index: DealIndex): Letter {
  const { from, sender = null, to, cc } = mail;
  return {
    mail,
    index,
    from: from === null ? null : cardOf(from, index),
    sender: sender === null || sender === from ? null : cardOf(sender, index),
    to: cardsOf(to, index),
    cc: cardsOf(cc, index),
  };
}

/** Looks at a mail from the table of one deal. */
export function see({ mail, index, from, sender, to, cc }: Letter, seating: Seating): Seen {
  return {
    mail,
    seating,
    index,
    at: mail.sentAt.epochMilliseconds,
    from: from === null ? null : placeIn(from, seating),
    sender: sender === null ? null : placeIn(sender, seating),
    to: placesOf(to, seating),
    cc: placesOf(cc, seating),
  };
}

/** Every deal whose client is on the mail, in groups too, in the order of the tables. */
export function concernedBy({ mail, index, from, sender, to, cc }: Letter): readonly Seating[] {
  const found: Seating[] = [];
  if (from !== null) add(found, from);
  if (sender !== null) add(found, sender);
  for (const card of to) add(found, card);
  for (const card of cc) add(found, card);
  for (const groups of index.groups) {
    const addMember = (who: Address) => {
      add(found, cardOf(who, index));
      return false;
    };
    for (const who of mail.to) findMember(groups, who, addMember);
    for (const who of mail.cc) findMember(groups, who, addMember);
  }
  return found.length < 2 ? found : inOrder(found);
}

/** Looks for a member of a group of the deal who passes; "nobody" for an address that is no group. */
export function memberIn(
  { seating, index }: Seen,
  group: Address,
  passes: (member: Place) => boolean,
): { member: Place } | "nobody" | "unread" {
  const place = (who: Address) => placeIn(cardOf(who, index), seating);
  const found = findMember(seating.groups, group, (who) => passes(place(who)));
  return typeof found === "object" ? { member: place(found.member) } : found;
}

/** Every address on To and Cc that sits on that side, each once. */
export function sitting({ to, cc, at }: Seen, side: Side): Address[] {
  const found = new Set<Address>();
  for (const place of to) if (sideAt(place, at) === side) found.add(place.address);
  for (const place of cc) if (sideAt(place, at) === side) found.add(place.address);
  return [...found];
}

const NO_CARDS: readonly Card[] = [];
const NO_PLACES: readonly Place[] = [];

function cardsOf(line: readonly Address[], index: DealIndex): readonly Card[] {
  if (line.length === 0) return NO_CARDS;
  const cards: Card[] = [];
  for (const who of line) cards.push(cardOf(who, index));
  return cards;
}

function placesOf(line: readonly Card[], seating: Seating): readonly Place[] {
  if (line.length === 0) return NO_PLACES;
  const places: Place[] = [];
  for (const card of line) places.push(placeIn(card, seating));
  return places;
}

function add(found: Seating[], { deal, deals }: Card): void {
  if (deal !== null && deal !== found.at(-1)) found.push(deal);
  for (const one of deals) found.push(one);
}

function inOrder(found: readonly Seating[]): readonly Seating[] {
  return [...new Set(found)].sort((one, other) => one.number - other.number);
}
