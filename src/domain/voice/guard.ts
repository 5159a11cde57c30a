/**
 * One voice: while a deal is live, what passes between the client and our team passes through one spokesperson.
 * Source: PRODUCT.md, rows B1 and B2.
 */
import { type Address, bare } from "../people/address.ts";
import { type Crossing, crossingOf, oursOn } from "./crossing.ts";
import { indexDeals } from "./deal-index.ts";
import type { Envelope } from "./envelope.ts";
import { exemptionOf } from "./exemption.ts";
import { type Part, partOf, unreadGroup, writing } from "./hearing.ts";
import type { PersonId } from "./person-id.ts";
import { type Seating, speakerAt } from "./seating.ts";
import { readLetter, type Seen, see, sitting } from "./seen.ts";
import { inForce, within } from "./stretch.ts";
import type { Table } from "./table.ts";
import {
  type BypassReason,
  OUTSIDE_REASONS,
  type OutsideReason,
  type UnclearReason,
  type Verdict,
} from "./verdict.ts";

/** Judges one mail for one deal, by what held when it was sent. Total: every envelope has a verdict. */
export function judge(mail: Envelope, table: Table): Verdict {
  const index = indexDeals([table]);
  return judgeSeen(see(readLetter(mail, index), index.seatings[0] as Seating));
}

/** As {@link judge}, for a mail as the deal sees it. */
export function judgeSeen(seen: Seen): Verdict {
  const { mail, seating } = seen;
  if (mail.answer === "none") return outside("not-about-deals");
  const crossing = crossingOf(seen);
  if (crossing === "among-us" && mail.forwardsClientMail === true) return INTERNAL_FORWARD;
  if (typeof crossing === "string") return outside(crossing);
  if (!within(seating.live, seen.at)) return outside("not-live");
  const reason = exemptionOf(seen, crossing);
  if (reason !== null) return { kind: "exempt", direction: crossing.direction, reason };
  return judgeCrossing({ seen, crossing });
}

/** The verdict that a mail did not pass between the sides of the deal. */
export function outside(reason: OutsideReason): Verdict {
  return OUTSIDE[reason];
}

/** A verdict that the rule cannot tell, with what a person needs to settle it. */
export function unclear(
  reason: UnclearReason,
  one: Case,
  facts: { deals?: readonly string[]; group?: Address } = {},
): Verdict {
  const { deals = [], group = null } = facts;
  return { kind: "unclear", reason, ...involved(one), deals, group };
}

/** One mail that passed between the sides of one deal. */
export type Case = { seen: Seen; crossing: Crossing };

const INTERNAL_FORWARD: Verdict = { kind: "exempt", direction: null, reason: "internal-forward" };
const OUTSIDE = Object.fromEntries(
  OUTSIDE_REASONS.map((reason) => [reason, { kind: "outside", direction: null, reason }]),
) as Record<OutsideReason, Verdict>;

function judgeCrossing(one: Case): Verdict {
  const { seen, crossing } = one;
  const { seating, at } = seen;
  const holder = speakerAt(seating, at);
  const silence = inForce(seating.quiet, at)?.contact ?? null;
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
  const group = unreadGroup(seen);
  if (group !== null) return unclear("group-unknown", one, { group });
  if (!seating.mainAddress.has(voice)) return unclear("spokesperson-unknown", one);
  return bypass("left-out", one, voice);
}

// In tender silence a copy to the contact does not help: somebody else has spoken.
function judgeSilence(one: Case, contact: PersonId): Verdict {
  if (!one.crossing.proved) return unclear("sender-unproved", one);
  const part = writing(one.seen, contact);
  if (part !== null) return heard(one, part, contact, contact, false);
  if (!one.seen.seating.mainAddress.has(contact)) return unclear("spokesperson-unknown", one);
  return bypass("quiet-period", one, contact);
}

function heardBy(one: Case, by: PersonId, spokesperson: PersonId, stoodIn: boolean): Verdict | null {
  const part = partOf(one.seen, by, one.crossing.proved);
  return part === null ? null : heard(one, part, by, spokesperson, stoodIn);
}

function heardByDeputy(one: Case, holder: PersonId): Verdict | null {
  const { seating, at } = one.seen;
  for (const absence of seating.absences) {
    if (absence.person !== holder || absence.deputy === null || !within(absence, at)) continue;
    const verdict = heardBy(one, absence.deputy, holder, true);
    if (verdict !== null) return verdict;
  }
  return null;
}

function heard(one: Case, part: Part, by: PersonId, spokesperson: PersonId, stoodIn: boolean): Verdict {
  const { direction } = one.crossing;
  const reason = stoodIn ? "deputy" : part.reason;
  return { kind: "heard", direction, reason, spokesperson, by, via: part.via };
}

function delegated({ seen, crossing }: Case): Verdict | null {
  const { direction, client, proved } = crossing;
  for (const { of, clients, ...term } of seen.seating.delegations) {
    if (!within(term, seen.at)) continue;
    if (of.conversationId !== null && of.conversationId !== seen.mail.conversationId) continue;
    const covers = (who: Address) => clients === null || clients.has(who) || clients.has(bare(who));
    if (!covers(client.address)) continue;
    if (direction === "to-client" && !sitting(seen, "client").every(covers)) continue;
    const part =
      direction === "from-client" ? partOf(seen, of.person, proved) : proved && writing(seen, of.person);
    if (!part) continue;
    const reason = of.conversationId === null ? "topic" : "thread";
    return { kind: "delegated", direction, reason, person: of.person, delegation: of.id };
  }
  return null;
}

function vacant(one: Case): Verdict {
  return { kind: "vacant", reason: "nobody-in-turn", ...involved(one) };
}

function bypass(reason: BypassReason, one: Case, spokesperson: PersonId): Verdict {
  return { kind: "bypass", reason, spokesperson, ...involved(one) };
}

/** Who passed the mail to whom. */
function involved({ seen, crossing: { direction, client } }: Case) {
  return { direction, client: client.address, reached: oursOn(seen, direction) };
}
