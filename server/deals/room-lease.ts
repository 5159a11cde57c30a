import { randomUUID } from "node:crypto";
import { type Db, row, sql } from "../store/db.ts";

/**
 * Takes the room for one runner; null while another has it. The id is the runner's proof. It is kept for so many seconds by
 * the database's clock, and the runner says so anew before each step.
 */
export async function takeRoom(
  db: Db,
  tenantId: string,
  dealId: string,
  seconds: number,
): Promise<string | null> {
  const lease = randomUUID();
  const taken = await row(
    db,
    sql`update room set lease_id = ${lease}::uuid, lease_until = now() + make_interval(secs => ${seconds}::int)
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and (lease_until is null or lease_until < now())
        returning lease_id`,
  );
  return taken === null ? null : lease;
}

/** Keeps the room for another while. False when another runner took it meanwhile: then this one must stop. */
export async function keepRoom(
  db: Db,
  tenantId: string,
  dealId: string,
  lease: string,
  seconds: number,
): Promise<boolean> {
  const kept = await row(
    db,
    sql`update room set lease_until = now() + make_interval(secs => ${seconds}::int)
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and lease_id = ${lease}::uuid
        returning lease_id`,
  );
  return kept !== null;
}

/** Lets the next runner take the room at once. */
export async function leaveRoom(db: Db, tenantId: string, dealId: string, lease: string): Promise<void> {
  await sql`update room set lease_id = null, lease_until = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and lease_id = ${lease}::uuid`.execute(
    db,
  );
}
