import type { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import { handOver, type Turn } from "../../src/domain/voice/turns.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";

/**
 * Counts the deal's version up. Throws "deal.changed" unless it stands at `version`: somebody else was faster, and their
 * change must be seen first.
 */
export async function takeVersion(tx: Db, tenantId: string, dealId: string, version: number): Promise<void> {
  const taken = await row(
    tx,
    sql`update deal set version = version + 1
         where tenant_id = ${tenantId} and id = ${dealId}::uuid and version = ${version} returning version`,
  );
  if (taken === null) throw changedMeanwhile();
}

/** The refusal of whoever edits what is no longer so. */
export function changedMeanwhile(): Problem {
  return new Problem("deal.changed", "Somebody changed the deal at the same time.");
}

/** The turns of a deal, oldest first. */
export async function readTurns(db: Db, tenantId: string, dealId: string): Promise<Turn[]> {
  const found = await rows<{ person: string; since: Date; until: Date | null }>(
    db,
    sql`select person_id as person, since, until from voice_turn
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by since`,
  );
  return found.map(({ person, since, until }) => ({
    spokesperson: person,
    since: toInstant(since),
    until: toInstantOrNull(until),
  }));
}

/** Passes the voice on: the turn in force ends at the very moment at which the next begins. */
export async function passVoice(
  tx: Db,
  tenantId: string,
  dealId: string,
  to: string,
  at: Temporal.Instant,
): Promise<void> {
  await writeTurns(tx, tenantId, dealId, handOver(await readTurns(tx, tenantId, dealId), to, at));
}

/** Replaces the turns of a deal. */
export async function writeTurns(
  tx: Db,
  tenantId: string,
  dealId: string,
  turns: readonly Turn[],
): Promise<void> {
  await sql`delete from voice_turn where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  for (const { spokesperson, since, until } of turns)
    await sql`insert into voice_turn (tenant_id, deal_id, since, until, person_id)
              values (${tenantId}, ${dealId}, ${since.toString()}, ${until?.toString() ?? null}, ${spokesperson})`.execute(
      tx,
    );
}
