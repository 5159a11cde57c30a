import type { House, Room } from "../room.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import { offerStore } from "./offer-store.ts";

/**
 * What becomes of a deal's open offers when it ends: the times held on our calendars are free again. Meetings stay on the
 * calendars, and executives are asked no more, because only asks of deals that are worked on are shown to them.
 */
export function meetingTurnover({
  tenantId,
  now,
  ask,
}: House): Required<Pick<Room, "turnOver" | "openWork">> {
  return {
    async turnOver(tx, { dealId, kind }) {
      if (kind === "hand-over") return;
      const open = await rows<{ id: string }>(
        tx,
        sql`select id from slot_offer
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'open'`,
      );
      for (const { id } of open)
        if (await offerStore(tx, tenantId).end(id, "withdrawn", null))
          await ask(tx, "offer.hold", { tenantId, offerId: id });
    },

    async openWork(db: Db, dealId: string) {
      const found = await row<{ meetings: number; asks: number; offers: number }>(
        db,
        sql`select (select count(*)::int from meeting where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                      and ends_at > ${now().toString()} and state in ('scheduling', 'scheduled')) as meetings,
                   (select count(*)::int from meeting_ask a where a.tenant_id = ${tenantId}
                      and a.deal_id = ${dealId}::uuid and a.meeting_id is null and not exists (
                          select 1 from meeting_ask_event e where e.tenant_id = a.tenant_id and e.ask_id = a.id
                             and e.kind = 'debriefed')) as asks,
                   (select count(*)::int from slot_offer where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                      and state = 'open' and expires_at > ${now().toString()}) as offers`,
      );
      return found ?? {};
    },
  };
}
