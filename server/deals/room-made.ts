import type { Temporal } from "temporal-polyfill";
import { type Db, row, rows, sql } from "../store/db.ts";

/** What we make in places that were there before: a folder by its name, a member of the team or an owner of the channel by id. */
export type MadeKind = "folder" | "team-member" | "channel-owner";

/** Keeps what we made for one room. */
export type RoomMade = ReturnType<typeof roomMade>;

/** What was made for a room, noted before it is done: a kill in between leaves nothing of ours that nobody knows of. */
export function roomMade(db: Db, tenantId: string, dealId: string, now: () => Temporal.Instant) {
  return {
    async note(kind: MadeKind, name: string): Promise<void> {
      await sql`insert into room_made (tenant_id, deal_id, kind, name, made_at)
                values (${tenantId}, ${dealId}, ${kind}, ${name}, ${now().toString()}) on conflict do nothing`.execute(
        db,
      );
    },

    /** It turned out not to be ours. */
    async forget(kind: MadeKind, name: string): Promise<void> {
      await sql`delete from room_made
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and kind = ${kind} and name = ${name}`.execute(
        db,
      );
    },

    async names(kind: MadeKind): Promise<string[]> {
      const found = await rows<{ name: string }>(
        db,
        sql`select name from room_made
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and kind = ${kind} order by name`,
      );
      return found.map(({ name }) => name);
    },

    /** Who posted the welcome card; null where nobody did, or where that was not noted. */
    async welcomedBy(): Promise<string | null> {
      const found = await row<{ by: string | null }>(
        db,
        sql`select welcomed_by as by from room where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
      );
      return found?.by ?? null;
    },

    async noteWelcome(personId: string): Promise<void> {
      await sql`update room set welcomed_by = ${personId}
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
    },

    /** Whether another deal's room in that team has a seat for the person: then they stay in it. */
    async isNeededInTeam(teamId: string, personId: string): Promise<boolean> {
      const other = await row(
        db,
        sql`select 1 from room r
              join deal_seat s on s.tenant_id = r.tenant_id and s.deal_id = r.deal_id and s.person_id = ${personId}
             where r.tenant_id = ${tenantId} and r.team_id = ${teamId} and r.deal_id <> ${dealId}::uuid limit 1`,
      );
      return other !== null;
    },
  };
}
