import { Temporal } from "temporal-polyfill";
import { type Address, bare, parseAddress } from "../../src/domain/people/address.ts";
import type { Verdict } from "../../src/domain/voice/verdict.ts";
import type { Finding } from "../../src/domain/voice/which-deal.ts";
import type { Announce } from "../http/live.ts";
import type { Ask } from "../jobs/names.ts";
import type { Db } from "../store/db.ts";
import type { Copy } from "./copy-store.ts";
import { domainsOn } from "./envelope.ts";
import { givesWay } from "./gives-way.ts";
import type { HistoryStore } from "./history-store.ts";
import type { IncidentStore, StoredIncident } from "./incident-store.ts";
import { type Judged, type JudgementStore, speakerOf } from "./judgement-store.ts";

/** The mail that was judged, as one mailbox holds it. */
export type Subject = Omit<Judged, "dealId"> & {
  own: Copy;
  from: { name: string; address: string } | null;
  references: readonly string[];
  receivedAt: Temporal.Instant;
  /** Somebody told what the conversation is about, or took that back: older verdicts give way. */
  isAnew: boolean;
};

/** Writes verdicts and what follows from them, inside the caller's transaction. Call what it returns after the commit. */
export type Settle = (tx: Db, subject: Subject, findings: readonly Finding[]) => Promise<() => void>;

export function settling(parts: {
  tenantId: string;
  now: () => Temporal.Instant;
  ask: Ask;
  announce: Announce;
  judgements: JudgementStore;
  incidents: IncidentStore;
  history: HistoryStore;
}): Settle {
  const { tenantId, now, ask, announce, judgements, incidents } = parts;

  /** Mail from before somebody joined, or before the client had this name, is shown, but nobody is told and nothing is marked. */
  async function isPast(tx: Db, dealId: string, subject: Subject, client: Address): Promise<boolean> {
    const { own, receivedAt } = subject;
    const begun = await parts.history.begunAt(tx, { dealId, personId: own.personId });
    const known = await parts.history.knownSince(tx, dealId, [client, bare(client), ...domainsOn([client])]);
    return [begun, known].some((since) => {
      // Graph dates mail by the second: one of the very second of the beginning would seem to come before it.
      const second = since?.round({ smallestUnit: "second", roundingMode: "floor" });
      return second !== undefined && Temporal.Instant.compare(receivedAt, second) < 0;
    });
  }

  async function mark(tx: Db, incidentId: string): Promise<void> {
    await ask(tx, "voice.mark", { tenantId, incidentId });
  }

  /** What the colleagues who have the mail see of it. */
  async function show(tx: Db, incident: StoredIncident): Promise<void> {
    await mark(tx, incident.id);
    if (incident.state === "open" && !incident.quiet)
      await ask(tx, "voice.note", { tenantId, incidentId: incident.id });
  }

  async function raise(tx: Db, judged: Judged, subject: Subject, verdict: Bypass): Promise<StoredIncident> {
    const { from } = subject;
    const past = await isPast(tx, judged.dealId, subject, verdict.client);
    const isAuthor = from !== null && from.address.toLowerCase() === verdict.client;
    const incident = await incidents.raise(tx, {
      ...judged,
      client: { address: verdict.client, name: isAuthor ? from.name : verdict.client },
      speakerId: verdict.spokesperson,
      reason: verdict.reason,
      at: now(),
      quiet: past,
      answeredBy: await judgements.answeredBy(tx, judged),
    });
    if (incident.state === "open" && !past)
      await ask(tx, "voice.tell", { tenantId, incidentId: incident.id });
    return incident;
  }

  async function retract(tx: Db, incident: StoredIncident, verdict: Verdict): Promise<boolean> {
    if (incident.state === "withdrawn" || incident.state === "dismissed") return false;
    const state = verdict.kind === "outside" ? "dismissed" : "withdrawn";
    await incidents.setState(tx, incident.id, state, null, now());
    await mark(tx, incident.id);
    return true;
  }

  /** Closes what the voice answered with this mail. */
  async function closeAnswered(tx: Db, judged: Judged, subject: Subject, by: string): Promise<boolean> {
    const closed = await incidents.answered(tx, by, now(), judged, subject.references);
    for (const id of closed) await mark(tx, id);
    return closed.length > 0;
  }

  /** True when people would see a difference. */
  async function settleOne(tx: Db, subject: Subject, { dealId, verdict }: Finding): Promise<boolean> {
    const { mailId, thread, sentAt, own } = subject;
    const judged: Judged = { dealId, mailId, thread, sentAt };
    const before = await judgements.kind(tx, dealId, mailId);
    if (before === null && verdict.kind === "outside") return false;
    const isNews =
      before === null || (before !== verdict.kind && (subject.isAnew || givesWay(before, verdict.kind)));
    const speaker = isNews ? speakerOf(verdict, authorOf(subject)) : null;
    const facts = { client: clientOf(subject, verdict), spokenBy: speaker };
    if (isNews) await judgements.write(tx, judged, verdict, facts);
    const stored = await incidents.ofMail(tx, dealId, mailId);
    if (isNews && isRaised(verdict)) {
      const incident = await raise(tx, judged, subject, verdict);
      await incidents.addCopy(tx, incident.id, own);
      await show(tx, incident);
      return true;
    }
    if (isNews && stored !== null) return retract(tx, stored, verdict);
    if (speaker !== null) return closeAnswered(tx, judged, subject, speaker);
    if (stored === null || !isRaised(verdict) || !(await incidents.addCopy(tx, stored.id, own))) return false;
    await show(tx, stored);
    return true;
  }

  return async (tx, subject, findings) => {
    const changed = new Set<string>();
    for (const finding of findings) if (await settleOne(tx, subject, finding)) changed.add(finding.dealId);
    return () => {
      for (const dealId of changed) announce(tenantId, { topic: "incidents", dealId });
    };
  };
}

type Bypass = Extract<Verdict, { kind: "bypass" }>;

/** The client's person: whoever wrote, or whom the verdict names. */
function clientOf(subject: Subject, verdict: Verdict): string | null {
  if ("client" in verdict) return verdict.client;
  return verdict.direction === "from-client" ? authorOf(subject) : null;
}

function authorOf({ from }: Subject): Address | null {
  return from === null ? null : parseAddress(from.address);
}

/** What a client wrote past the voice is an incident; what one of ours wrote past it counts in the share alone. */
function isRaised(verdict: Verdict): verdict is Bypass {
  return verdict.kind === "bypass" && verdict.direction === "from-client";
}
