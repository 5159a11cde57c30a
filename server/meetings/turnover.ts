import { randomUUID } from "node:crypto";
import type { House, Room, Turnover } from "../room.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import { askStore } from "./ask-store.ts";
import { callOff } from "./call-off.ts";
import { offerStore } from "./offer-store.ts";
import { passOn } from "./pass-on.ts";

/** Open asks are those whose last event is none of these: agreed to, done with, or ended. */
const SETTLED = ["accepted", "debriefed", "ended"];

/**
 * What becomes of a deal's meetings, asks and offers. Another speaks: they are invited to the meetings to come. It ends: the
 * times held on our calendars are free again, executives owe no answer any more, and the meetings that were named are called
 * off; all others stay on the calendars.
 */
export function meetingTurnover(house: House): Required<Pick<Room, "turnOver" | "openWork">> {
  const { tenantId, now } = house;
  return {
    async turnOver(tx, turnover) {
      if (turnover.kind === "hand-over") return passOn(tx, house, turnover);
      const { ids, comment } = turnover.cancel;
      for (const meetingId of ids) await callOff(tx, house, { meetingId, comment, byId: turnover.byId });
      await endOffers(tx, house, turnover);
      await endAsks(tx, house, turnover);
    },

    async openWork(db: Db, dealId: string) {
      const found = await row<{ meetings: number; asks: number; offers: number }>(
        db,
        sql`select (select count(*)::int from meeting where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                      and ends_at > ${now().toString()} and state in ('scheduling', 'scheduled')) as meetings,
                   (select count(*)::int from meeting_ask a where a.tenant_id = ${tenantId}
                      and a.deal_id = ${dealId}::uuid and a.meeting_id is null and not exists (
                          select 1 from meeting_ask_event e where e.tenant_id = a.tenant_id and e.ask_id = a.id
                             and e.kind in ('debriefed', 'ended'))) as asks,
                   (select count(*)::int from slot_offer where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                      and state = 'open' and expires_at > ${now().toString()}) as offers`,
      );
      return found ?? {};
    },
  };
}

async function endOffers(tx: Db, { tenantId, ask }: House, { dealId }: Turnover): Promise<void> {
  const open = await rows<{ id: string }>(
    tx,
    sql`select id from slot_offer
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'open'`,
  );
  for (const { id } of open)
    if (await offerStore(tx, tenantId).end(id, "withdrawn", null))
      await ask(tx, "offer.hold", { tenantId, offerId: id });
}

async function endAsks(tx: Db, { tenantId, now }: House, { dealId, byId }: Turnover): Promise<void> {
  const open = await rows<{ id: string }>(
    tx,
    sql`select a.id from meeting_ask a
          join lateral (select e.kind from meeting_ask_event e where e.tenant_id = a.tenant_id and e.ask_id = a.id
                         order by e.at desc, e.id desc limit 1) last on true
         where a.tenant_id = ${tenantId} and a.deal_id = ${dealId}::uuid and last.kind <> all(${SETTLED}::text[])`,
  );
  // After a meeting of it was called off, which happens at this very moment.
  const at = now().round("millisecond").add({ milliseconds: 1 });
  for (const { id } of open)
    await askStore(tx, tenantId).happened(id, { id: randomUUID(), at, kind: "ended", byId });
}
