import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql, transact } from "../store/db.ts";
import type { Store } from "../store/store.ts";
import type { Ask, JobName, Jobs } from "./names.ts";
import { keyOf } from "./queue.ts";

/** Asks for work at a moment of the product's clock, inside the caller's transaction. Asked again, it moves to the new moment. */
export type AskAt = <Name extends JobName>(
  db: Db,
  name: Name,
  data: Jobs[Name],
  at: Temporal.Instant,
) => Promise<void>;

/** Keeps work until its moment comes. */
export function laterWork(tenantId: string): AskAt {
  return async (db, name, data, at) => {
    await sql`insert into later_job (tenant_id, name, key, data, due_at)
              values (${tenantId}, ${name}, ${keyOf(data)}, ${JSON.stringify(data)}::jsonb, ${at.toString()})
              on conflict (tenant_id, name, key) do update set due_at = excluded.due_at`.execute(db);
  };
}

/** Puts into the queue whatever has come due; several servers on one database do so once. */
export async function askDue({
  store,
  ask,
  tenantId,
  now,
}: {
  store: Store;
  ask: Ask;
  tenantId: string;
  now: () => Temporal.Instant;
}): Promise<void> {
  await transact(store.db, async (tx) => {
    const due = await rows<{ name: JobName; data: never }>(
      tx,
      sql`delete from later_job where tenant_id = ${tenantId} and due_at <= ${now().toString()} returning name, data`,
    );
    for (const { name, data } of due) await ask(tx, name, data);
  });
}
