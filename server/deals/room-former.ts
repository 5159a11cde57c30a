import type { Temporal } from "temporal-polyfill";
import type { Room } from "../../src/contract/deal-rooms.ts";
import type { House } from "../room.ts";
import { type Db, rows, sql } from "../store/db.ts";
import type { DealPorts } from "./ports.ts";
import { forgetChannel } from "./room-place.ts";

type Former = {
  teamId: string;
  channelId: string;
  oldDescription: string | null;
  archive: boolean;
};

/** The room leaves its channel for a new one, which is to be made: the old one is kept in mind, with what becomes of it. */
export async function leaveChannel(
  tx: Db,
  tenantId: string,
  dealId: string,
  { archive, at }: { archive: boolean; at: Temporal.Instant },
): Promise<void> {
  await sql`insert into room_former (tenant_id, deal_id, channel_id, team_id, channel_name, web_url, old_description,
                                     archive, left_at)
            select tenant_id, deal_id, channel_id, team_id, coalesce(channel_name, ''), web_url, old_description,
                   ${archive}, ${at.toString()}
              from room where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and channel_id is not null
            on conflict (tenant_id, deal_id, channel_id) do update
              set archive = excluded.archive, left_at = excluded.left_at, retired_at = null, why = null`.execute(
    tx,
  );
  await forgetChannel(tx, tenantId, dealId);
  await sql`update room set state = 'working', old_description = null, archived = false, checked_at = null,
                   looked_at = null, welcomed_by = null, updated_at = ${at.toString()}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  for (const table of ["room_joined", "room_drift", "room_told"])
    await sql`delete from ${sql.table(table)}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  await sql`delete from room_made where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
               and kind <> 'team-member'`.execute(tx);
}

/** The channels that were the deal's room once, by their ids: none of them is taken for it again. */
export async function formerChannels(db: Db, tenantId: string, dealId: string): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    sql`select channel_id as id from room_former where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  return new Set(found.map(({ id }) => id));
}

/** The same as people see them (`Room["former"]`), the last first: part of a query whose room is called r. */
export const formerView = sql<NonNullable<Room["former"]>>`
  (select coalesce(json_agg(json_build_object(
            'name', f.channel_name, 'webUrl', f.web_url,
            'archived', f.archive and f.retired_at is not null and f.why is null)
          order by f.left_at desc, f.channel_id), '[]')
     from room_former f where f.tenant_id = r.tenant_id and f.deal_id = r.deal_id)`;

/**
 * Takes our marks off the channels that a deal's room left: the tab and the deal's address in the description; people, files
 * and talk stay. Then makes them read-only where that is wished. One that Teams refuses is left as it is: the log names it.
 * Rejects with the adapter's own error when Graph is busy.
 */
export async function retireChannels(house: House, ports: DealPorts, dealId: string): Promise<void> {
  const { db, tenantId, now, log, announce } = house;
  const left = await rows<Former>(
    db,
    sql`select channel_id as "channelId", team_id as "teamId", old_description as "oldDescription", archive
          from room_former
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and retired_at is null order by left_at`,
  );
  for (const one of left) {
    let why: string | null = null;
    try {
      await retire(ports, dealId, one);
    } catch (error) {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      if (trouble.kind !== "gone") why = trouble.kind;
      log.warn({ dealId, trouble: trouble.kind }, "a channel that was a room could not be left as it should");
    }
    await sql`update room_former set retired_at = ${now().toString()}, why = ${why}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and channel_id = ${one.channelId}`.execute(
      db,
    );
  }
  announce(tenantId, { topic: "room", dealId });
}

async function retire(
  { teams, teamApp }: DealPorts,
  dealId: string,
  { teamId, channelId, oldDescription, archive }: Former,
): Promise<void> {
  for (const { id, entityId } of await teamApp.tabs(teamId, channelId))
    if (entityId === dealId) await teamApp.unpin(teamId, channelId, id);
  const channel = await teams.channel(teamId, channelId);
  if (channel?.description.includes(dealId)) await teams.describe(teamId, channelId, oldDescription ?? "");
  // Nothing can be changed in a channel that is read-only: that comes last.
  if (archive && channel !== null) await teams.archiveChannel(teamId, channelId, true);
}
