import type { Temporal } from "temporal-polyfill";
import { rows, sql, transact } from "../store/db.ts";
import type { Store } from "../store/store.ts";
import type { Ask, JobName, Jobs } from "./names.ts";

/** Work that comes round again and again: at the latest `every` after the last time, on the product's clock. */
export type Round = {
  [Name in JobName]: { name: Name; data: Jobs[Name]; every: Temporal.Duration };
}[JobName];

/**
 * Asks for every round that is due and sets its next time; several servers on one database share one round. To be called
 * whenever the clock may have come to a due time. A round never seen before is due at once.
 */
export async function turnRounds(
  { store, ask, tenantId, now }: { store: Store; ask: Ask; tenantId: string; now: () => Temporal.Instant },
  rounds: readonly Round[],
): Promise<void> {
  const at = now();
  const names = rounds.map(({ name }) => name);
  const nexts = rounds.map(({ every }) => at.add({ milliseconds: every.total("milliseconds") }).toString());
  await transact(store.db, async (tx) => {
    const due = await rows<{ name: JobName }>(
      tx,
      sql`insert into timer (tenant_id, name, due_at)
          select ${tenantId}, * from unnest(${names}::text[], ${nexts}::timestamptz[])
          on conflict (tenant_id, name) do update set due_at = excluded.due_at
          where timer.tenant_id = ${tenantId} and (timer.due_at <= ${at.toString()} or timer.due_at > excluded.due_at)
          returning name`,
    );
    const mine = new Set(due.map(({ name }) => name));
    for (const { name, data } of rounds) if (mine.has(name)) await ask(tx, name, data as never);
  });
}
