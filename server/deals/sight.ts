import type { Temporal } from "temporal-polyfill";
import type { Sight } from "../http/live.ts";
import { type Db, row, sql } from "../store/db.ts";

/** Whoever looked at an open card within so many days may still have it before them. */
const LOOKED_DAYS = 30;

/**
 * What a person hears of a deal's changes: all of them with a seat in it; without one, in a channel shared with outsiders whose
 * card they looked at, that there is something new, and nothing of what. Null for everybody else.
 */
export async function sightOf(
  db: Db,
  tenantId: string,
  { personId, dealId, at }: { personId: string; dealId: string; at: Temporal.Instant },
): Promise<Sight | null> {
  const seat = sql`select 1 from deal_seat
                    where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`;
  if ((await row(db, seat)) !== null) return { sees: "deal" };
  const looked = await row<{ channelId: string }>(
    db,
    sql`select v.channel_id as "channelId" from card_viewer v
          join deal d on d.tenant_id = v.tenant_id and d.id = v.deal_id and d.sensitivity = 'shared'
          join room r on r.tenant_id = v.tenant_id and r.deal_id = v.deal_id and r.channel_id = v.channel_id
         where v.tenant_id = ${tenantId} and v.deal_id = ${dealId}::uuid and v.person_id = ${personId}
           and v.seen_at > ${at.subtract({ hours: LOOKED_DAYS * 24 }).toString()}`,
  );
  return looked && { sees: "card", channelId: looked.channelId };
}

/** Notes that Teams said of a person without a seat that they are in the channel, or that they are not. */
export async function noteViewer(
  db: Db,
  tenantId: string,
  { dealId, personId, channelId }: { dealId: string; personId: string; channelId: string },
  at: Temporal.Instant | null,
): Promise<void> {
  if (at === null)
    await sql`delete from card_viewer where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                 and person_id = ${personId}`.execute(db);
  else
    await sql`insert into card_viewer (tenant_id, deal_id, person_id, channel_id, seen_at)
              values (${tenantId}, ${dealId}, ${personId}, ${channelId}, ${at.toString()})
              on conflict (tenant_id, deal_id, person_id, channel_id) do update set seen_at = excluded.seen_at`.execute(
      db,
    );
}
