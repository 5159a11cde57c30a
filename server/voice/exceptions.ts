import type { Router } from "express";
import { Temporal } from "temporal-polyfill";
import { declareQuiet, delegateTopic, endException, listExceptions } from "../../src/contract/exceptions.ts";
import { Problem } from "../../src/contract/problem.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { row, sql, toInstantOrNull } from "../store/db.ts";
import { judgeAnew } from "./about.ts";
import { type ReadingParts, requireHead } from "./check-message.ts";
import { seatOf } from "./deal-view.ts";
import { envelopeOf } from "./envelope.ts";
import type { ExceptionStore } from "./exception-store.ts";
import { exceptionsOf } from "./exception-view.ts";
import { requireInVoice, type VoiceAction } from "./policy.ts";
import type { MailHead } from "./ports.ts";
import { rightsOf, standingOf } from "./rights.ts";

type Parts = House & ReadingParts & { exceptions: ExceptionStore };

/** Who else may speak in a deal and when nobody may: seeing, making and ending. */
export function exceptionRoutes(parts: Parts): Router[] {
  const { db, tenantId, audit, now, announce, exceptions } = parts;
  const shown = async (dealId: string, callerId: string) =>
    exceptionsOf(parts, dealId, await rightsOf(parts, dealId, callerId));
  const changed = (dealId: string, callerId: string) => {
    announce(tenantId, { topic: "deals", dealId });
    return shown(dealId, callerId);
  };
  return [
    serve(listExceptions, audit, async ({ params: { dealId }, caller }) => {
      return shown(dealId, caller.userId);
    }),

    serve(delegateTopic, audit, async ({ params: { dealId }, body, caller }) => {
      await requireMay(parts, "delegate", dealId, caller.userId);
      await requireMember(parts, dealId, body.personId);
      const until = readEnd(body.until, now());
      const head = body.messageId === null ? null : await requireHead(parts, caller.userId, body.messageId);
      const thread = head?.thread ?? null;
      const since = head === null ? now() : await beginningOf(parts, dealId, head);
      await exceptions.addDelegation(db, {
        ...body,
        dealId,
        clients: body.clients?.map(readClient) ?? null,
        thread,
        since,
        until,
        madeBy: caller.userId,
      });
      if (thread !== null) await asking(parts, "Mail.ReadBasic.All", () => judgeAnew(parts, thread));
      return changed(dealId, caller.userId);
    }),

    serve(declareQuiet, audit, async ({ params: { dealId }, body, caller }) => {
      await requireMay(parts, "declare-quiet", dealId, caller.userId);
      await requireMember(parts, dealId, body.contactId);
      const since = Temporal.Instant.from(body.since);
      const until = readEnd(body.until, since);
      await exceptions.addQuiet(db, { ...body, dealId, since, until, madeBy: caller.userId });
      return changed(dealId, caller.userId);
    }),

    serve(endException, audit, async ({ params: { dealId, exceptionId }, caller }) => {
      const isQuiet = (await exceptions.quiet(db, dealId)).some(({ id }) => id === exceptionId);
      await requireMay(parts, isQuiet ? "declare-quiet" : "delegate", dealId, caller.userId);
      await exceptions.end(db, isQuiet ? "quiet_period" : "topic_delegation", dealId, exceptionId, now());
      return changed(dealId, caller.userId);
    }),
  ];
}

/** From a mail on, its conversation is delegated with what is still open of it: that is why somebody delegates it. */
async function beginningOf(
  { db, tenantId, now }: Parts,
  dealId: string,
  head: MailHead,
): Promise<Temporal.Instant> {
  const open = await row<{ at: Date | null }>(
    db,
    sql`select min(sent_at) as at from incident where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
          and thread = ${head.thread} and state in ('open', 'handed')`,
  );
  const moments = [now(), envelopeOf(head).sentAt, toInstantOrNull(open?.at ?? null)];
  return moments
    .filter((each) => each !== null)
    .reduce((one, other) => (Temporal.Instant.compare(other, one) < 0 ? other : one));
}

async function requireMay(
  parts: Parts,
  action: VoiceAction,
  dealId: string,
  callerId: string,
): Promise<void> {
  const { role, speaks } = await standingOf(parts, dealId, callerId);
  requireInVoice(action, role, speaks);
}

async function requireMember({ db, tenantId }: Parts, dealId: string, personId: string): Promise<void> {
  if ((await seatOf(db, tenantId, dealId, personId)) === null)
    throw new Problem("person.unknown", "This person is not in the deal team.");
}

function readEnd(text: string | null, after: Temporal.Instant): Temporal.Instant | null {
  if (text === null) return null;
  const until = Temporal.Instant.from(text);
  if (Temporal.Instant.compare(until, after) <= 0)
    throw new Problem("request.invalid", "until: must be later than the beginning", { field: "until" });
  return until;
}

function readClient(text: string): string {
  const address = parseAddress(text);
  if (address === null)
    throw new Problem("request.invalid", "clients: not a mail address", { field: "clients" });
  return address;
}
