import type { Address } from "../people/address.ts";
import { type Place, type Side, sideAt } from "./seating.ts";
import { memberIn, type Seen, sitting } from "./seen.ts";
import type { Direction, OutsideReason } from "./verdict.ts";

/** A mail that passed between the client and us. */
export type Crossing = {
  direction: Direction;
  /** The client's person who wrote, or the first who was written to. */
  client: Place;
  /** False where one of ours stands as author and somebody not ours sent it. */
  proved: boolean;
};

/** Whether the mail passed between the two sides of a deal; the reason when it did not. */
export function crossingOf(seen: Seen): Crossing | OutsideReason {
  const author = seen.from ?? seen.sender;
  if (author === null) return "no-author";
  const sender = seen.sender ?? author;
  const fromSide = sideAt(author, seen.at);
  const senderSide = sender === author ? fromSide : sideAt(sender, seen.at);

  if (fromSide === "client") return fromClient(seen, author, true);
  if (fromSide === "neither" && senderSide === "client") return fromClient(seen, sender, true);
  const client = firstOn(seen, "client");
  if (fromSide === "neither" && senderSide === "neither")
    return client === null ? "no-client" : "third-party";
  if (client !== null) return { direction: "to-client", client, proved: senderSide === "ours" };
  if (senderSide === "client") return fromClient(seen, sender, false);
  const isOurs = (place: Place) => sideAt(place, seen.at) === "ours";
  return seen.to.every(isOurs) && seen.cc.every(isOurs) ? "among-us" : "no-client";
}

/** Every address of ours on To and Cc, each once; the author before them when one of ours wrote. */
export function oursOn(seen: Seen, direction: Direction): Address[] {
  const ours = sitting(seen, "ours");
  const author = (seen.from ?? seen.sender)?.address ?? null;
  if (direction === "from-client" || author === null) return ours;
  return [author, ...ours.filter((who) => who !== author)];
}

function fromClient(seen: Seen, client: Place, proved: boolean): Crossing | OutsideReason {
  return reachesUs(seen) ? { direction: "from-client", client, proved } : "among-them";
}

function reachesUs(seen: Seen): boolean {
  const { seenBy } = seen.mail;
  if (seenBy !== undefined && seenBy.length > 0) return true;
  return firstOn(seen, "ours") !== null;
}

function firstOn(seen: Seen, side: Side): Place | null {
  const { to, cc, at, seating } = seen;
  for (const place of to) if (sideAt(place, at) === side) return place;
  for (const place of cc) if (sideAt(place, at) === side) return place;
  if (seating.groups.size === 0) return null;
  return firstInGroup(seen, to, side) ?? firstInGroup(seen, cc, side);
}

function firstInGroup(seen: Seen, line: readonly Place[], side: Side): Place | null {
  for (const { address } of line) {
    const found = memberIn(seen, address, (member) => sideAt(member, seen.at) === side);
    if (typeof found === "object") return found.member;
  }
  return null;
}
