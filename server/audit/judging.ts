import { Temporal } from "temporal-polyfill";
import type { Address } from "../../src/domain/people/address.ts";
import { crossingOf } from "../../src/domain/voice/crossing.ts";
import { type DealIndex, indexDeals } from "../../src/domain/voice/deal-index.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import type { PersonId } from "../../src/domain/voice/person-id.ts";
import { placeOf, type Seating, sideAt } from "../../src/domain/voice/seating.ts";
import { readLetter, see } from "../../src/domain/voice/seen.ts";
import { type Counted, weekOf } from "../../src/domain/voice/tally.ts";
import { type Finding, judgeAll } from "../../src/domain/voice/which-deal.ts";
import type { AuditDeal } from "./deals.ts";
import type { ArchiveMail } from "./mail.ts";

/** The verdict of one deal on one mail. */
export type Entry = Counted & { deal: string };

/** Judges mails of an archive for all deals; "no-date" where a deal has terms and the mail no date. Total. */
export type Judge = (mail: ArchiveMail) => readonly Entry[] | "no-date";

/** Makes the deals ready. */
export function openJudge(deals: readonly AuditDeal[]): Judge {
  const houses = housesOf(deals).map((house) => openHouse(house));
  const limited = new Set(deals.filter(({ isLimited }) => isLimited).map(({ name }) => name));
  return (mail) => {
    const entries = houses.flatMap((house) => house(mail));
    const needsDate = ({ deal, kind, reason }: Entry) =>
      limited.has(deal) && (kind !== "outside" || reason === "not-live");
    return mail.sentAt === null && entries.some(needsDate) ? "no-date" : entries;
  };
}

// Where deals have no terms, any moment is as good.
const ANY_TIME = Temporal.Instant.fromEpochMilliseconds(0);
const SHORTEST_NAME = 3;

function openHouse(house: readonly AuditDeal[]): (mail: ArchiveMail) => Entry[] {
  const index = indexDeals(house.map(({ table }) => table));
  const seatings = new Map(index.seatings.map((seating) => [seating.dealId, seating]));
  return (mail) => {
    const envelope: Envelope = { ...mail, sentAt: mail.sentAt ?? ANY_TIME };
    const findings = findingsOf(envelope, mail, index, seatings);
    const week = findings.length === 0 || mail.sentAt === null ? null : weekOf(mail.sentAt);
    return findings.map(({ dealId, verdict: { kind, reason, direction } }) => {
      const seating = seatings.get(dealId);
      const client = seating === undefined || direction === null ? null : clientOf(envelope, seating, index);
      return { deal: dealId, messageId: mail.messageId, kind, reason, direction, client, week };
    });
  };
}

// Most mail of an archive concerns no deal; only for the rest are mailboxes and the subject looked at.
function findingsOf(
  envelope: Envelope,
  { deliveredTo, subject }: ArchiveMail,
  index: DealIndex,
  seatings: ReadonlyMap<string, Seating>,
): readonly Finding[] {
  const findings = judgeAll(envelope, index);
  if (findings.length === 0) return findings;
  const deals = findings.map(({ dealId }) => dealId);
  const concerned = deals.map((deal) => seatings.get(deal)).filter((one) => one !== undefined);
  const seenBy = ownersOf(deliveredTo, concerned, envelope.sentAt.epochMilliseconds);
  const subjectNames = deals.length < 2 ? [] : deals.filter((name) => isNamedIn(subject, name));
  if (seenBy.length + subjectNames.length === 0) return findings;
  return judgeAll({ ...envelope, seenBy, subjectNames }, index);
}

/** Whether the name stands in the subject as words of its own, in any letter case. */
function isNamedIn(subject: string, name: string): boolean {
  if (name.length < SHORTEST_NAME) return false;
  const [text, wanted] = [subject, name].map((one) => one.normalize("NFC").toLowerCase()) as [string, string];
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + wanted.length])) return true;
  }
  return false;
}

function clientOf(envelope: Envelope, seating: Seating, index: DealIndex): Address | null {
  const crossing = crossingOf(see(readLetter(envelope, index), seating));
  return typeof crossing === "string" ? null : crossing.client.address;
}

/** Whose mailboxes the copies came to, as far as they are of this house. */
function ownersOf(deliveredTo: readonly Address[], seatings: readonly Seating[], at: number): PersonId[] {
  return deliveredTo.flatMap((who) => {
    const seating = seatings.find((one) => sideAt(placeOf(one, who), at) === "ours");
    return seating === undefined ? [] : [placeOf(seating, who).person ?? who];
  });
}

/**
 * Deals by the firm that has them: linked by a domain of ours or a spokesperson's address. A copy in a mailbox of one
 * firm says nothing about the mail of another, so each firm judges for itself.
 */
function housesOf(deals: readonly AuditDeal[]): AuditDeal[][] {
  const houses: { signs: Set<string>; deals: AuditDeal[] }[] = [];
  for (const deal of deals) {
    const { ourDomains, team } = deal.table;
    const signs = new Set<string>([...ourDomains, ...team.flatMap(({ addresses }) => addresses)]);
    const same = houses.filter((house) => [...signs].some((sign) => house.signs.has(sign)));
    const joined = { signs, deals: [...same.flatMap((house) => house.deals), deal] };
    for (const house of same) for (const sign of house.signs) signs.add(sign);
    houses.splice(0, houses.length, ...houses.filter((house) => !same.includes(house)), joined);
  }
  return houses.map((house) => house.deals);
}
