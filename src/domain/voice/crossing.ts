import type { Address } from "../people/address.ts";
import type { Envelope } from "./envelope.ts";
import { findMember } from "./groups.ts";
import { type Seating, sideOf } from "./seating.ts";
import type { Direction, OutsideReason } from "./verdict.ts";

/** A mail that passed between the client and us. */
export type Crossing = {
  direction: Direction;
  /** The client's person who wrote, or the first who was written to. */
  client: Address;
  /** False where one of ours stands as author and somebody not ours sent it. */
  proved: boolean;
};

/** Whether the mail passed between the two sides of a deal; the reason when it did not. */
export function crossingOf(mail: Envelope, seating: Seating, at: number): Crossing | OutsideReason {
  const { from } = mail;
  const sender = mail.sender ?? from;
  const author = from ?? sender;
  if (author === null || sender === null) return "no-author";
  const fromSide = sideOf(seating, author, at);
  const senderSide = sender === author ? fromSide : sideOf(seating, sender, at);

  if (fromSide === "client") return fromClient(mail, seating, at, author, true);
  if (fromSide === "neither" && senderSide === "client") return fromClient(mail, seating, at, sender, true);
  const client = clientOn(mail, seating, at);
  if (fromSide === "neither" && senderSide === "neither")
    return client === null ? "no-client" : "third-party";
  if (client !== null) return { direction: "to-client", client, proved: senderSide === "ours" };
  if (senderSide === "client") return fromClient(mail, seating, at, sender, false);
  return among(mail, (who) => sideOf(seating, who, at) === "ours") ? "among-us" : "no-client";
}

/** Every client address on To and Cc, each once. */
export function clientsOn(mail: Envelope, seating: Seating, at: number): Address[] {
  return onMail(mail, (who) => sideOf(seating, who, at) === "client");
}

/** Every address of ours on To and Cc, each once; the author before them when one of ours wrote. */
export function oursOn(mail: Envelope, seating: Seating, at: number, direction: Direction): Address[] {
  const ours = onMail(mail, (who) => sideOf(seating, who, at) === "ours");
  const author = mail.from ?? mail.sender ?? null;
  if (direction === "from-client" || author === null) return ours;
  return [author, ...ours.filter((who) => who !== author)];
}

function fromClient(
  mail: Envelope,
  seating: Seating,
  at: number,
  client: Address,
  proved: boolean,
): Crossing | OutsideReason {
  return reachesUs(mail, seating, at) ? { direction: "from-client", client, proved } : "among-them";
}

function reachesUs(mail: Envelope, seating: Seating, at: number): boolean {
  if (mail.seenBy !== undefined && mail.seenBy.length > 0) return true;
  return firstOn(mail, seating, at, "ours") !== null;
}

function clientOn(mail: Envelope, seating: Seating, at: number): Address | null {
  return firstOn(mail, seating, at, "client");
}

function firstOn(mail: Envelope, seating: Seating, at: number, side: "ours" | "client"): Address | null {
  for (const who of mail.to) if (sideOf(seating, who, at) === side) return who;
  for (const who of mail.cc) if (sideOf(seating, who, at) === side) return who;
  if (seating.groups.size === 0) return null;
  const sits = (who: Address) => sideOf(seating, who, at) === side;
  return firstInGroup(mail.to, seating, sits) ?? firstInGroup(mail.cc, seating, sits);
}

function firstInGroup(
  line: readonly Address[],
  seating: Seating,
  sits: (who: Address) => boolean,
): Address | null {
  for (const who of line) {
    const found = findMember(seating.groups, who, sits);
    if (typeof found === "object") return found.member;
  }
  return null;
}

function onMail({ to, cc }: Envelope, sits: (who: Address) => boolean): Address[] {
  return [...new Set([...to, ...cc].filter(sits))];
}

function among({ to, cc }: Envelope, sits: (who: Address) => boolean): boolean {
  return to.every(sits) && cc.every(sits);
}
