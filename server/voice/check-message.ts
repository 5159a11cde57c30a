import type { Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import { checkMessage, type Reading } from "../../src/contract/voice.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import { KINDS } from "../../src/domain/voice/verdict.ts";
import type { Finding } from "../../src/domain/voice/which-deal.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import type { Db } from "../store/db.ts";
import type { CopyStore } from "./copy-store.ts";
import { personOf, seatOf, speakerAt } from "./deal-view.ts";
import { deputyNow } from "./deputy.ts";
import type { IncidentStore } from "./incident-store.ts";
import type { Examined, Judging } from "./judging.ts";
import type { Mailboxes, MailHead, People, Presences, VoicePorts } from "./ports.ts";
import { strangerOn } from "./stranger.ts";

export type ReadingParts = {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  mailboxes: Mailboxes;
  people: People;
  presences: Presences;
  judging: Judging;
  copies: CopyStore;
  incidents: IncidentStore;
  troubleOf: VoicePorts["troubleOf"];
};

/** How the rule reads one mail of the caller's own mailbox. */
export function checkRoute(parts: ReadingParts & House): Router {
  return serve(checkMessage, parts.audit, async ({ body, caller }) => {
    const head = await requireHead(parts, caller.userId, body.messageId);
    const { examined, readings } = await readMail(parts, caller.userId, head);
    const others = await othersOn(parts, examined, caller.userId);
    if (readings.length > 0) return { readings, sender: head.from, others, resembles: null };
    return { readings, others, ...(await strangerOn(parts, head, caller.userId)) };
  });
}

/** The mail in the caller's own mailbox. Throws "mail.unreadable" when it is not there. */
export async function requireHead(
  parts: Pick<ReadingParts, "mailboxes" | "troubleOf">,
  callerId: string,
  messageId: string,
): Promise<MailHead> {
  const head = await asking(parts, "Mail.ReadBasic.All", () => parts.mailboxes.head(callerId, messageId));
  if (head === null) throw new Problem("mail.unreadable", "Your mailbox has no such mail.");
  return head;
}

/** Judges the mail now when nobody did yet, and tells what the caller may see of it: their own deals. */
export async function readMail(
  parts: ReadingParts,
  callerId: string,
  head: MailHead,
): Promise<{ examined: Examined; readings: Reading[] }> {
  const { db, copies, judging } = parts;
  return asking(parts, "Mail.ReadBasic.All", async () => {
    const isKnown = await copies.isKnown(db, { personId: callerId, messageId: head.id });
    if (!isKnown) await judging.take(callerId, head);
    const examined = await judging.examine(callerId, head);
    const inOrder = examined.findings.toSorted((one, other) => place(one) - place(other));
    const readings = await Promise.all(inOrder.map((each) => readingOf(parts, callerId, examined, each)));
    return { examined, readings: readings.filter((each) => each !== null) };
  });
}

function place({ verdict }: Finding): number {
  return KINDS.indexOf(verdict.kind);
}

async function readingOf(
  parts: ReadingParts,
  callerId: string,
  { mailId, tables }: Examined,
  { dealId, verdict }: Finding,
): Promise<Reading | null> {
  const { db, tenantId, now, people, presences, incidents } = parts;
  const table = tables.find((each) => each.dealId === dealId);
  if (table === undefined || (await seatOf(db, tenantId, dealId, callerId)) === null) return null;
  const speaker = await speakerAt(people, table, now());
  const deputy = await deputyNow(parts, dealId, speaker?.person.id ?? null);
  const shown = speaker === null ? new Map() : await presences.presences([speaker.person.id]);
  const incident = await incidents.ofMail(db, dealId, mailId);
  const { kind, direction, reason } = verdict;
  const heardBy = verdict.kind === "heard" ? await people.person(verdict.by) : null;
  const { name, account, stage } = table;
  return {
    deal: { id: dealId, name, account, stage },
    speaker,
    deputy: deputy && personOf(deputy),
    presence: (speaker && shown.get(speaker.person.id)) ?? null,
    verdict: { kind, direction, reason },
    heardBy: heardBy && personOf(heardBy),
    incident:
      incident === null || incident.state === "withdrawn" ? null : { id: incident.id, state: incident.state },
  };
}

/** Colleagues on To and Cc but the caller, by name; those whom nobody knows by address. */
async function othersOn(
  { people }: ReadingParts,
  { mail, tables }: Examined,
  callerId: string,
): Promise<string[]> {
  const ours = new Set(tables.flatMap(({ ourDomains }) => ourDomains));
  const addresses = [...new Set([...mail.to, ...mail.cc])].filter((who) =>
    [...ours].some((owner) => who.endsWith(`@${owner}`)),
  );
  const known = await people.byAddress(addresses);
  const named = new Map(
    known.flatMap((each) => each.addresses.map((one) => [parseAddress(one), each] as const)),
  );
  const names = addresses.flatMap((who) => {
    const colleague = named.get(who);
    if (colleague === undefined) return [who as string];
    return colleague.id === callerId ? [] : [colleague.name];
  });
  return [...new Set(names)];
}
