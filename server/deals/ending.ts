import {
  archiveDeal,
  closeDeal,
  readClosing,
  reopenDeal,
  undoHandOver,
} from "../../src/contract/deal-ending.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { sql } from "../store/db.ts";
import { endDeal, openAgain, takeBackVoice, whatEnds } from "./close-deal.ts";
import { change, dealToChange } from "./deal-access.ts";

/** Closing a deal, opening it again, putting it away, and taking back a hand-over. */
export function ending(house: House): Room["routes"] {
  const { db, tenantId, now, audit, ask } = house;
  const moment = () => now().round("millisecond");
  return [
    serve(readClosing, audit, async ({ params: { dealId }, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      return whatEnds(db, tenantId, deal, now());
    }),
    serve(closeDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      return change(house, deal, body.version, caller, async (tx) => {
        await endDeal(tx, tenantId, deal, body.outcome, moment());
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
    serve(reopenDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "close");
      return change(house, deal, body.version, caller, async (tx) => {
        await openAgain(tx, tenantId, deal, moment());
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
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
  ];
}
