/** One mail against all deals: which it concerns, and which of two deals with the same client it is about. */
import type { Address } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import { type Crossing, crossingOf } from "./crossing.ts";
import { cardOf, type DealIndex, placeIn } from "./deal-index.ts";
import type { Envelope } from "./envelope.ts";
import { judgeSeen, outside, unclear } from "./guard.ts";
import { isNamedAt, type Seating } from "./seating.ts";
import { concernedBy, type Letter, readLetter, type Seen, see, sitting } from "./seen.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict of one deal. */
export type Finding = { dealId: string; verdict: Verdict };

/**
 * Judges one mail for every deal whose client is on it, in the order of the tables. Of deals that the same client
 * could mean, those stay that the answer for the conversation names, else the subject, else the closest claim (a named
 * person before a domain, a longer domain before a shorter). Where several still remain, whoever would be accused
 * or found vacant is "unclear" instead. Total.
 */
export function judgeAll(mail: Envelope, index: DealIndex): readonly Finding[] {
  const letter = readLetter(mail, index);
  const concerned = concernedBy(letter);
  const [first] = concerned;
  if (first === undefined) return NOTHING;
  if (concerned.length === 1 && (mail.answer ?? null) === null) {
    return [{ dealId: first.dealId, verdict: judgeSeen(see(letter, first)) }];
  }
  const claims = concerned.map((seating) => claimOf(letter, seating));
  return claims.map((claim) => ({ dealId: dealOf(claim), verdict: settle(mail, claim, claims) }));
}

/** What one deal has to say about a mail; `links` are the client's people who make it this deal's, by closeness. */
type Claim = {
  seen: Seen;
  verdict: Verdict;
  crossing: Crossing | null;
  links: ReadonlyMap<Address, number>;
};

const NOTHING: readonly Finding[] = [];
const NAMED = Infinity;

function settle(mail: Envelope, claim: Claim, claims: readonly Claim[]): Verdict {
  const { seen, verdict, crossing } = claim;
  if (crossing === null) return verdict;
  const rivals = claims.filter((other) => areRivals(claim, other));
  const { answer } = mail;
  if (typeof answer === "object" && answer !== null) {
    if (answer.deal === dealOf(claim)) return verdict;
    const answered = claims.find((other) => dealOf(other) === answer.deal && other.crossing !== null);
    if (answered === undefined || rivals.includes(answered)) return outside("other-deal");
  }
  const left = stillRivals(mail, claim, rivals);
  if (left === null) return outside("other-deal");
  if (left.length === 0 || (verdict.kind !== "bypass" && verdict.kind !== "vacant")) return verdict;
  const deals = claims.filter((one) => one === claim || left.includes(one)).map(dealOf);
  return unclear("which-deal", { seen, crossing }, { deals });
}

/** The rivals that subject and closeness leave; null when they leave a rival and not the deal itself. */
function stillRivals(mail: Envelope, claim: Claim, rivals: readonly Claim[]): readonly Claim[] | null {
  const names = mail.subjectNames ?? [];
  const isNamed = (one: Claim) => names.includes(dealOf(one));
  const named = rivals.filter(isNamed);
  if (isNamed(claim)) return named;
  if (named.length > 0) return null;
  const own = closeness(claim);
  if (rivals.some((rival) => closeness(rival) > own)) return null;
  return rivals.filter((rival) => closeness(rival) === own);
}

function dealOf({ seen }: Claim): string {
  return seen.seating.dealId;
}

function areRivals(one: Claim, other: Claim): boolean {
  if (one === other || one.crossing === null || other.crossing === null) return false;
  if (one.crossing.direction !== other.crossing.direction) return false;
  return (
    some(one.links.keys(), (who) => other.links.has(who)) && areOneHouse(one.seen.seating, other.seen.seating)
  );
}

// Two firms that serve the same client, as an archive may hold them, each have a voice of their own.
function areOneHouse(one: Seating, other: Seating): boolean {
  if (some(one.ourDomains, (owner) => other.ourDomains.has(owner))) return true;
  return some(one.people.keys(), (who) => other.people.has(who));
}

function closeness({ links }: Claim): number {
  return Math.max(...links.values());
}

function claimOf(letter: Letter, seating: Seating): Claim {
  const seen = see(letter, seating);
  const verdict = judgeSeen(seen);
  const crossing = verdict.direction === null ? null : crossingOf(seen);
  if (crossing === null || typeof crossing === "string") {
    return { seen, verdict, crossing: null, links: new Map() };
  }
  const others = crossing.direction === "to-client" ? sitting(seen, "client") : [];
  const links = new Map([crossing.client.address, ...others].map((who) => [who, closenessOf(seen, who)]));
  return { seen, verdict, crossing, links };
}

function closenessOf({ seating, index, at }: Seen, who: Address): number {
  if (isNamedAt(placeIn(cardOf(who, index), seating), at)) return NAMED;
  for (let dot = who.lastIndexOf("@"); dot !== -1; dot = who.indexOf(".", dot + 1)) {
    const owner = who.slice(dot + 1) as Domain;
    if (seating.clientDomains.has(owner)) return owner.length;
  }
  return 0;
}

function some<T>(all: Iterable<T>, passes: (one: T) => boolean): boolean {
  for (const one of all) if (passes(one)) return true;
  return false;
}
