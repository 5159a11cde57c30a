import { type Db, rows, sql } from "../store/db.ts";

/** Who lost their seat and has not been taken out of the room yet. */
export async function readLeavers(db: Db, tenantId: string, dealId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select person_id as id from room_leaver where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  return found.map(({ id }) => id);
}

/** Forgets somebody who is out of the room. */
export async function forgetLeaver(
  db: Db,
  tenantId: string,
  dealId: string,
  personId: string,
): Promise<void> {
  await sql`delete from room_leaver
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`.execute(
    db,
  );
}

/** Notes whom we let into a channel that was there before the room. */
export async function noteJoined(db: Db, tenantId: string, dealId: string, personId: string): Promise<void> {
  await sql`insert into room_joined (tenant_id, deal_id, person_id)
            values (${tenantId}, ${dealId}, ${personId}) on conflict do nothing`.execute(db);
}

/** Whom we let into a channel that was there before the room. */
export async function readJoined(db: Db, tenantId: string, dealId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select person_id as id from room_joined where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  return found.map(({ id }) => id);
}
