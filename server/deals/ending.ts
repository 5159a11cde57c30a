import {
  archiveDeal,
  closeDeal,
  readClosing,
  readHandOver,
  reopenDeal,
  undoHandOver,
} from "../../src/contract/deal-ending.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { sql } from "../store/db.ts";
import { endDeal, openAgain, takeBackVoice, whatEnds } from "./close-deal.ts";
import { change, dealToChange } from "./deal-access.ts";
import { meetingsToCome, meetingsToPass, requireToCome } from "./meetings-to-come.ts";
import type { Others } from "./ports.ts";
import { dropTurnover, noteTurnover } from "./turnover-store.ts";

/** Closing a deal, opening it again, putting it away, and taking back a hand-over. */
export function ending(house: House, others: Others): Room["routes"] {
  const { db, tenantId, now, audit, ask } = house;
  const moment = () => now().round("millisecond");
  return [
    serve(readClosing, audit, async ({ params: { dealId }, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      const toCome = await meetingsToCome(db, tenantId, dealId, now());
      const ends = await whatEnds(db, tenantId, deal, now());
      return { ...(await others.openWork(db, dealId)), ...ends, toCome };
    }),
    serve(readHandOver, audit, async ({ params: { dealId }, query, caller }) => {
      const { openIncidents, speaker } = await dealToChange(house, dealId, caller, "hand-over");
      const voices = { fromId: speaker?.person.id ?? null, toId: query.to ?? null };
      const toCome = await meetingsToPass(db, tenantId, dealId, now(), voices);
      return { meetings: 0, ...(await others.openWork(db, dealId)), openIncidents, toCome };
    }),
    serve(closeDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      const { cancel: ids = [], comment = "" } = body;
      return change(house, deal, body.version, caller, async (tx) => {
        const at = moment();
        await requireToCome(tx, tenantId, dealId, at, ids);
        await endDeal(tx, tenantId, deal, body.outcome, at);
        const fromId = deal.speaker?.person.id ?? null;
        const parts = { dealId, kind: body.outcome, fromId, toId: null, byId: caller.userId, at };
        await noteTurnover(tx, tenantId, { ...parts, cancel: { ids, comment } });
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
    ...takingBack(house),
  ];
}

function takingBack(house: House): Room["routes"] {
  const { tenantId, now, audit, ask } = house;
  const moment = () => now().round("millisecond");
  return [
    serve(reopenDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      return change(house, deal, body.version, caller, async (tx) => {
        await openAgain(tx, tenantId, deal, moment());
        await dropTurnover(tx, tenantId, dealId, ["won", "lost"]);
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
    serve(archiveDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "archive");
      const at = body.archived ? now().toString() : null;
      return change(house, deal, body.version, caller, async (tx) => {
        await sql`update deal set archived_at = ${at} where tenant_id = ${tenantId} and id = ${dealId}::uuid`.execute(
          tx,
        );
      });
    }),
    serve(undoHandOver, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "hand-over");
      return change(house, deal, body.version, caller, async (tx) => {
        await takeBackVoice(tx, tenantId, deal, moment());
        await dropTurnover(tx, tenantId, dealId, ["hand-over"]);
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
  ];
}
