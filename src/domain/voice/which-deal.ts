/** One mail against all deals: which it concerns, and which of two deals with the same client it is about. */
import { type Address, bare } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import { type Crossing, clientsOn, crossingOf } from "./crossing.ts";
import type { Envelope } from "./envelope.ts";
import { findMember } from "./groups.ts";
import { judgeSeated, outside, unclear } from "./guard.ts";
import { isContact, type Seating, seat } from "./seating.ts";
import type { Groups, Table } from "./table.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict of one deal. */
export type Finding = { dealId: string; verdict: Verdict };

/** Many deals, made ready to find those that a mail concerns by its addresses alone. */
export type DealIndex = {
  seatings: readonly Seating[];
  byContact: ReadonlyMap<Address, readonly Seating[]>;
  byDomain: ReadonlyMap<Domain, readonly Seating[]>;
  groups: readonly Groups[];
};

/** Makes the tables ready; they must not change afterwards. One table per deal. */
export function indexDeals(tables: readonly Table[]): DealIndex {
  const seatings = tables.map(seat);
  const byContact = new Map<Address, Seating[]>();
  const byDomain = new Map<Domain, Seating[]>();
  for (const seating of seatings) {
    for (const who of seating.contacts.keys()) put(byContact, who, seating);
    for (const owner of seating.clientDomains) put(byDomain, owner, seating);
  }
  const groups = [...new Set(seatings.map((seating) => seating.groups))].filter(({ size }) => size > 0);
  return { seatings, byContact, byDomain, groups };
}

/**
 * Judges one mail for every deal whose client is on it, in the order of the tables. Of deals that the same client
 * could mean, those stay that the answer for the conversation names, else the subject, else the closest claim (a named
 * person before a domain, a longer domain before a shorter). Where several still remain, whoever would be accused
 * or found vacant is "unclear" instead. Total.
 */
export function judgeAll(mail: Envelope, index: DealIndex): readonly Finding[] {
  const concerned = concernedBy(mail, index);
  const [first] = concerned;
  if (first === undefined) return NOTHING;
  if (concerned.length === 1 && (mail.answer ?? null) === null) {
    return [{ dealId: first.dealId, verdict: judgeSeated(mail, first) }];
  }
  const claims = concerned.map((seating) => claimOf(mail, seating));
  return claims.map((claim) => ({ dealId: claim.seating.dealId, verdict: settle(mail, claim, claims) }));
}

/** What one deal has to say about a mail; `links` are the client's people who make it this deal's, by closeness. */
type Claim = {
  seating: Seating;
  verdict: Verdict;
  crossing: Crossing | null;
  links: ReadonlyMap<Address, number>;
};

const NOTHING: readonly Finding[] = [];
const NOBODY: readonly Seating[] = [];
const NAMED = Infinity;

function settle(mail: Envelope, claim: Claim, claims: readonly Claim[]): Verdict {
  const { seating, verdict, crossing } = claim;
  if (crossing === null) return verdict;
  const rivals = claims.filter((other) => areRivals(claim, other));
  const { answer } = mail;
  if (typeof answer === "object" && answer !== null) {
    if (answer.deal === seating.dealId) return verdict;
    const answered = claims.find((other) => other.seating.dealId === answer.deal && other.crossing !== null);
    if (answered === undefined || rivals.includes(answered)) return outside("other-deal");
  }
  const left = stillRivals(mail, claim, rivals);
  if (left === null) return outside("other-deal");
  if (left.length === 0 || (verdict.kind !== "bypass" && verdict.kind !== "vacant")) return verdict;
  const deals = claims.filter((one) => one === claim || left.includes(one)).map((one) => one.seating.dealId);
  const at = mail.sentAt.epochMilliseconds;
  return unclear("which-deal", { mail, seating, at, crossing }, { deals });
}

/** The rivals that subject and closeness leave; null when they leave a rival and not the deal itself. */
function stillRivals(mail: Envelope, claim: Claim, rivals: readonly Claim[]): readonly Claim[] | null {
  const names = mail.subjectNames ?? [];
  const isNamed = ({ seating }: Claim) => names.includes(seating.dealId);
  const named = rivals.filter(isNamed);
  if (isNamed(claim)) return named;
  if (named.length > 0) return null;
  const own = closeness(claim);
  if (rivals.some((rival) => closeness(rival) > own)) return null;
  return rivals.filter((rival) => closeness(rival) === own);
}

function areRivals(one: Claim, other: Claim): boolean {
  if (one === other || one.crossing === null || other.crossing === null) return false;
  if (one.crossing.direction !== other.crossing.direction) return false;
  return some(one.links.keys(), (who) => other.links.has(who)) && areOneHouse(one.seating, other.seating);
}

// Two firms that serve the same client, as an archive may hold them, each have a voice of their own.
function areOneHouse(one: Seating, other: Seating): boolean {
  if (some(one.ourDomains, (owner) => other.ourDomains.has(owner))) return true;
  return some(one.people.keys(), (who) => other.people.has(who));
}

function closeness({ links }: Claim): number {
  return Math.max(...links.values());
}

function claimOf(mail: Envelope, seating: Seating): Claim {
  const at = mail.sentAt.epochMilliseconds;
  const verdict = judgeSeated(mail, seating);
  const crossing = verdict.direction === null ? null : crossingOf(mail, seating, at);
  if (crossing === null || typeof crossing === "string") {
    return { seating, verdict, crossing: null, links: new Map() };
  }
  const others = crossing.direction === "to-client" ? clientsOn(mail, seating, at) : [];
  const links = new Map([crossing.client, ...others].map((who) => [who, closenessOf(seating, who, at)]));
  return { seating, verdict, crossing, links };
}

function closenessOf(seating: Seating, who: Address, at: number): number {
  if (isContact(seating, who, at)) return NAMED;
  for (let dot = who.lastIndexOf("@"); dot !== -1; dot = who.indexOf(".", dot + 1)) {
    const owner = who.slice(dot + 1) as Domain;
    if (seating.clientDomains.has(owner)) return owner.length;
  }
  return 0;
}

function concernedBy(mail: Envelope, index: DealIndex): readonly Seating[] {
  const found: Seating[] = [];
  if (mail.from !== null) collect(mail.from, index, found);
  if (mail.sender && mail.sender !== mail.from) collect(mail.sender, index, found);
  for (const who of mail.to) collect(who, index, found);
  for (const who of mail.cc) collect(who, index, found);
  for (const groups of index.groups) {
    const collectMember = (member: Address) => {
      collect(member, index, found);
      return false;
    };
    for (const who of mail.to) findMember(groups, who, collectMember);
    for (const who of mail.cc) findMember(groups, who, collectMember);
  }
  return found.length < 2 ? found : inOrder(found, index);
}

function collect(who: Address, index: DealIndex, found: Seating[]): void {
  const named = index.byContact.get(who);
  if (named !== undefined) found.push(...named);
  const untagged = bare(who);
  // One deal may name the person with the tag, another without.
  if (untagged !== who) found.push(...(index.byContact.get(untagged) ?? NOBODY));
  for (let dot = who.lastIndexOf("@"); dot !== -1; dot = who.indexOf(".", dot + 1)) {
    const owners = index.byDomain.get(who.slice(dot + 1) as Domain);
    if (owners !== undefined) found.push(...owners);
  }
}

function inOrder(found: readonly Seating[], { seatings }: DealIndex): readonly Seating[] {
  const once = new Set(found);
  if (once.size === 1) return [...once];
  return seatings.filter((seating) => once.has(seating));
}

function put<K>(index: Map<K, Seating[]>, key: K, seating: Seating): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [seating]);
  else there.push(seating);
}

function some<T>(all: Iterable<T>, passes: (one: T) => boolean): boolean {
  for (const one of all) if (passes(one)) return true;
  return false;
}
