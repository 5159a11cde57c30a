import type { House } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import { UNDO } from "./close-deal.ts";
import type { DealPorts } from "./ports.ts";

type Due = { dealId: string; teamId: string; channelId: string; archived: boolean };

/**
 * Makes the channels of deals that are over read-only once the minute to undo has passed, and those of reopened deals
 * writable again. One that Teams refuses is left as it is until the deal changes: the log names it. Rejects with the
 * adapter's own error when Graph is busy.
 */
export async function archiveDueRooms({ db, tenantId, now, log }: House, ports: DealPorts): Promise<void> {
  const before = now().subtract(UNDO).toString();
  const due = await rows<Due>(
    db,
    sql`select r.deal_id as "dealId", r.team_id as "teamId", r.channel_id as "channelId", not r.archived as archived
          from room r join deal d on d.tenant_id = r.tenant_id and d.id = r.deal_id
         where r.tenant_id = ${tenantId} and r.channel_id is not null
           and r.archived <> (d.closed_at is not null and d.closed_at <= ${before})
         order by r.deal_id limit 50`,
  );
  for (const { dealId, teamId, channelId, archived } of due) {
    try {
      await ports.teams.archiveChannel(teamId, channelId, archived);
    } catch (error) {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      log.warn({ dealId, trouble: trouble.kind }, "a room could not be made read-only, or writable again");
    }
    await sql`update room set archived = ${archived}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
  }
}
