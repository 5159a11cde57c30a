import type { KnownTask } from "../../src/domain/deals/plan-tasks.ts";
import { type Db, rows, sql } from "../store/db.ts";

/** The tasks that we made in the plan of one room. */
export type RoomTasks = ReturnType<typeof roomTasks>;

/** Keeps which task of the plan is which milestone. */
export function roomTasks(db: Db, tenantId: string, dealId: string) {
  return {
    known: () =>
      rows<KnownTask>(
        db,
        sql`select task_id as id, milestone as key from room_task
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
      ),

    async keep(id: string, key: string): Promise<void> {
      await sql`insert into room_task (tenant_id, deal_id, task_id, milestone)
                values (${tenantId}, ${dealId}, ${id}, ${key}) on conflict do nothing`.execute(db);
    },

    async forget(id: string): Promise<void> {
      await sql`delete from room_task
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and task_id = ${id}`.execute(db);
    },

    /** Forgets all, because the plan is gone. */
    async forgetAll(): Promise<void> {
      await sql`delete from room_task where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(
        db,
      );
    },
  };
}
