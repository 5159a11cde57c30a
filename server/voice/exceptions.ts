import type { Router } from "express";
import { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import { declareQuiet, delegateTopic, endException, listExceptions } from "../../src/contract/voice.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import { holder } from "../../src/domain/voice/turns.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { requireHead } from "./check-message.ts";
import { requireSeat, seatOf } from "./deal-view.ts";
import type { ExceptionStore } from "./exception-store.ts";
import { exceptionsOf } from "./exception-view.ts";
import { requireInVoice, type VoiceAction } from "./policy.ts";
import type { Mailboxes, People, VoicePorts } from "./ports.ts";
import { tableOf } from "./table-store.ts";

type Parts = House & {
  people: People;
  mailboxes: Mailboxes;
  troubleOf: VoicePorts["troubleOf"];
  exceptions: ExceptionStore;
};

/** Who else may speak in a deal and when nobody may: seeing, making and ending. */
export function exceptionRoutes(parts: Parts): Router[] {
  const { db, tenantId, audit, now, announce, exceptions } = parts;
  const changed = (dealId: string) => {
    announce(tenantId, { topic: "deals", dealId });
    return exceptionsOf(parts, dealId);
  };
  return [
    serve(listExceptions, audit, async ({ params: { dealId }, caller }) => {
      await requireSeat(db, tenantId, dealId, caller.userId);
      return exceptionsOf(parts, dealId);
    }),

    serve(delegateTopic, audit, async ({ params: { dealId }, body, caller }) => {
      await requireMay(parts, "delegate", dealId, caller.userId);
      await requireMember(parts, dealId, body.personId);
      const since = now();
      const until = readEnd(body.until, since);
      const head = body.messageId === null ? null : await requireHead(parts, caller.userId, body.messageId);
      await exceptions.addDelegation(db, {
        ...body,
        dealId,
        clients: body.clients?.map(readClient) ?? null,
        thread: head?.thread ?? null,
        since,
        until,
        madeBy: caller.userId,
      });
      return changed(dealId);
    }),

    serve(declareQuiet, audit, async ({ params: { dealId }, body, caller }) => {
      await requireMay(parts, "declare-quiet", dealId, caller.userId);
      await requireMember(parts, dealId, body.contactId);
      const since = Temporal.Instant.from(body.since);
      const until = readEnd(body.until, since);
      await exceptions.addQuiet(db, { ...body, dealId, since, until, madeBy: caller.userId });
      return changed(dealId);
    }),

    serve(endException, audit, async ({ params: { dealId, exceptionId }, caller }) => {
      const isQuiet = (await exceptions.quiet(db, dealId)).some(({ id }) => id === exceptionId);
      await requireMay(parts, isQuiet ? "declare-quiet" : "delegate", dealId, caller.userId);
      await exceptions.end(db, isQuiet ? "quiet_period" : "topic_delegation", dealId, exceptionId, now());
      return changed(dealId);
    }),
  ];
}

async function requireMay(
  parts: Parts,
  action: VoiceAction,
  dealId: string,
  callerId: string,
): Promise<void> {
  const { db, tenantId, now } = parts;
  const role = await requireSeat(db, tenantId, dealId, callerId);
  const table = await tableOf(db, tenantId, dealId);
  requireInVoice(action, role, holder(table?.turns ?? [], now())?.spokesperson === callerId);
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
