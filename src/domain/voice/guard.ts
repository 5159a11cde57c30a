/**
 * One voice: while a deal is live, what passes between the client and our team passes through one spokesperson.
 * Source: PRODUCT.md, rows B1 and B2.
 */
import { type Address, bare } from "../people/address.ts";
import { isWithin } from "../people/domain.ts";
import { type Crossing, clientsOn, crossingOf, oursOn } from "./crossing.ts";
import type { Envelope } from "./envelope.ts";
import { type Part, partOf, unreadGroup, writing } from "./hearing.ts";
import { isListRobot, isMailSystem, isNoReply } from "./marks.ts";
import { isContact, type Seating, seat, within } from "./seating.ts";
import type { PersonId, Table } from "./table.ts";
import {
  type BypassReason,
  type ExemptReason,
  OUTSIDE_REASONS,
  type OutsideReason,
  type UnclearReason,
  type Verdict,
} from "./verdict.ts";

/** Judges one mail for one deal, by what held when it was sent. Total: every envelope has a verdict. */
export function judge(mail: Envelope, table: Table): Verdict {
  return judgeSeated(mail, seat(table));
}

/** As {@link judge}, on a table made ready before. */
export function judgeSeated(mail: Envelope, seating: Seating): Verdict {
  if (mail.answer === "none") return outside("not-about-deals");
  const at = mail.sentAt.epochMilliseconds;
  const crossing = crossingOf(mail, seating, at);
  if (crossing === "among-us" && mail.forwardsClientMail === true) return INTERNAL_FORWARD;
  if (typeof crossing === "string") return outside(crossing);
  if (!within(seating.live, at)) return outside("not-live");
  const reason = exemption(mail, seating, crossing, at);
  if (reason !== null) return { kind: "exempt", direction: crossing.direction, reason };
  return judgeCrossing({ mail, seating, at, crossing });
}

/** The verdict that a mail did not pass between the sides of the deal. */
export function outside(reason: OutsideReason): Verdict {
  return OUTSIDE[reason];
}

/** A verdict that the rule cannot tell, with what a person needs to settle it. */
export function unclear(
  reason: UnclearReason,
  { mail, seating, at, crossing }: Case,
  facts: { deals?: readonly string[]; group?: Address } = {},
): Verdict {
  const { direction, client } = crossing;
  const reached = oursOn(mail, seating, at, direction);
  const { deals = [], group = null } = facts;
  return { kind: "unclear", direction, reason, client, reached, deals, group };
}

/** One mail that passed between the sides of one deal. `at` in milliseconds since 1970. */
export type Case = { mail: Envelope; seating: Seating; at: number; crossing: Crossing };

const INTERNAL_FORWARD: Verdict = { kind: "exempt", direction: null, reason: "internal-forward" };
const OUTSIDE = Object.fromEntries(
  OUTSIDE_REASONS.map((reason) => [reason, { kind: "outside", direction: null, reason }]),
) as Record<OutsideReason, Verdict>;

function judgeCrossing(one: Case): Verdict {
  const { mail, seating, at, crossing } = one;
  const holder = seating.turns.find((turn) => within(turn, at))?.spokesperson ?? null;
  const silence = seating.quiet.find((period) => within(period, at))?.contact ?? null;
  const voice = silence ?? holder;
  if (silence !== null && crossing.direction === "to-client") return judgeSilence(one, silence);

  const verdict =
    (voice === null ? null : heardBy(one, voice, voice, false)) ??
    (holder === null || holder === voice ? null : heardBy(one, holder, holder, false)) ??
    (holder === null ? null : heardByDeputy(one, holder)) ??
    (silence === null ? delegated(one) : null);
  if (verdict !== null) return verdict;
  if (!crossing.proved) return unclear("sender-unproved", one);
  if (voice === null) return vacant(one);
  const group = unreadGroup(mail, seating);
  if (group !== null) return unclear("group-unknown", one, { group });
  if (!seating.mainAddress.has(voice)) return unclear("spokesperson-unknown", one);
  return bypass("left-out", one, voice);
}

// In tender silence a copy to the contact does not help: somebody else has spoken.
function judgeSilence(one: Case, contact: PersonId): Verdict {
  if (!one.crossing.proved) return unclear("sender-unproved", one);
  const part = writing(one.mail, one.seating, contact);
  if (part !== null) return heard(one, part, contact, contact, false);
  if (!one.seating.mainAddress.has(contact)) return unclear("spokesperson-unknown", one);
  return bypass("quiet-period", one, contact);
}

function heardBy(one: Case, by: PersonId, spokesperson: PersonId, stoodIn: boolean): Verdict | null {
  const part = partOf(one.mail, one.seating, by, one.crossing.proved);
  return part === null ? null : heard(one, part, by, spokesperson, stoodIn);
}

function heardByDeputy(one: Case, holder: PersonId): Verdict | null {
  for (const absence of one.seating.absences) {
    if (absence.person !== holder || absence.deputy === null || !within(absence, one.at)) continue;
    const verdict = heardBy(one, absence.deputy, holder, true);
    if (verdict !== null) return verdict;
  }
  return null;
}

function heard(one: Case, part: Part, by: PersonId, spokesperson: PersonId, stoodIn: boolean): Verdict {
  const { direction } = one.crossing;
  return {
    kind: "heard",
    direction,
    reason: stoodIn ? "deputy" : part.reason,
    spokesperson,
    by,
    via: part.via,
  };
}

function delegated({ mail, seating, at, crossing }: Case): Verdict | null {
  const { direction, client, proved } = crossing;
  for (const { of, clients, ...term } of seating.delegations) {
    if (!within(term, at)) continue;
    if (of.conversationId !== null && of.conversationId !== mail.conversationId) continue;
    const covers = (who: Address) => clients === null || clients.has(who) || clients.has(bare(who));
    if (!covers(client)) continue;
    if (direction === "to-client" && !clientsOn(mail, seating, at).every(covers)) continue;
    const part =
      direction === "from-client"
        ? partOf(mail, seating, of.person, proved)
        : proved && writing(mail, seating, of.person);
    if (!part) continue;
    const reason = of.conversationId === null ? "topic" : "thread";
    return { kind: "delegated", direction, reason, person: of.person, delegation: of.id };
  }
  return null;
}

function vacant({ mail, seating, at, crossing }: Case): Verdict {
  const { direction, client } = crossing;
  const reached = oursOn(mail, seating, at, direction);
  return { kind: "vacant", direction, reason: "nobody-in-turn", client, reached };
}

function bypass(
  reason: BypassReason,
  { mail, seating, at, crossing }: Case,
  spokesperson: PersonId,
): Verdict {
  const { direction, client } = crossing;
  const reached = oursOn(mail, seating, at, direction);
  return { kind: "bypass", direction, reason, spokesperson, client, reached };
}

function exemption(mail: Envelope, seating: Seating, crossing: Crossing, at: number): ExemptReason | null {
  const author = crossing.direction === "from-client" ? crossing.client : (mail.from ?? mail.sender);
  const reason = markedReason(mail, seating, crossing);
  if (reason !== null || author === null || author === undefined) return reason;
  if (isMailSystem(author)) return "bounce";
  // Somebody who was named as a person of the client is one, whatever the mailbox is called.
  if (isContact(seating, author, at)) return null;
  if (isListRobot(author)) return "bulk";
  return isNoReply(author) ? "no-reply" : null;
}

function markedReason({ mark }: Envelope, seating: Seating, crossing: Crossing): ExemptReason | null {
  if (mark === null || mark === undefined) return null;
  // Anybody can write our header; only our own side is believed.
  if (mark.reason === "own-product" && !(crossing.direction === "to-client" && crossing.proved)) return null;
  if (mark.reason !== "bulk" || mark.lists.length === 0) return mark.reason;
  // A person's word through a list of ours is still a person's word.
  const ours = [...seating.ourDomains];
  return mark.lists.every((list) => ours.some((owner) => isWithin(list, owner))) ? null : "bulk";
}
