import type { Temporal } from "temporal-polyfill";
import type { RoomDrift } from "../../src/contract/deal-drift.ts";
import type { DriftKind } from "../../src/domain/deals/room-drift.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";

/** A difference as it was found, with what the room itself calls the person. */
export type FoundDrift = { id: string; name: string; mail: string; kind: DriftKind };

type DriftRow = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  kind: DriftKind;
  since: Date;
  byId: string | null;
  byName: string | null;
  byMail: string | null;
  byTitle: string | null;
  words: string | null;
  explainedAt: Date | null;
};

/** Replaces what is known to differ. What differed before in the same way keeps since when, and why it stays so. */
export async function keepDrift(
  tx: Db,
  tenantId: string,
  dealId: string,
  found: readonly FoundDrift[],
  at: Temporal.Instant,
): Promise<void> {
  const ids = found.map(({ id }) => id);
  await sql`delete from room_drift where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
               and person_id <> all(${ids}::text[])`.execute(tx);
  for (const { id, name, mail, kind } of found)
    await sql`insert into room_drift (tenant_id, deal_id, person_id, name, mail, kind, since)
              values (${tenantId}, ${dealId}, ${id}, ${name}, ${mail}, ${kind}, ${at.toString()})
              on conflict (tenant_id, deal_id, person_id) do update
                set kind = excluded.kind, since = excluded.since, name = excluded.name, mail = excluded.mail,
                    explained_by = null, explained_words = null, explained_at = null
                where room_drift.tenant_id = ${tenantId} and room_drift.kind <> excluded.kind`.execute(tx);
  await sql`update room set checked_at = ${at.toString()}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
}

/** Notes why a difference stays. False when it is gone. */
export async function explainDrift(
  db: Db,
  tenantId: string,
  dealId: string,
  { personId, byId, words, at }: { personId: string; byId: string; words: string; at: Temporal.Instant },
): Promise<boolean> {
  const kept = await row(
    db,
    sql`update room_drift set explained_by = ${byId}, explained_words = ${words}, explained_at = ${at.toString()}
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId} returning person_id`,
  );
  return kept !== null;
}

/** What the last look found; those nobody explained come first. */
export async function readDrift(
  db: Db,
  tenantId: string,
  dealId: string,
): Promise<{ checkedAt: string | null; drift: RoomDrift[] }> {
  const room = await row<{ at: Date | null }>(
    db,
    sql`select checked_at as at from room where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  const found = await rows<DriftRow>(
    db,
    sql`select x.person_id as id, coalesce(p.name, x.name) as name, coalesce(p.mail, x.mail) as mail, p.title, x.kind,
               x.since, b.id as "byId", b.name as "byName", b.mail as "byMail", b.title as "byTitle",
               x.explained_words as words, x.explained_at as "explainedAt"
          from room_drift x
          left join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
          left join person b on b.tenant_id = x.tenant_id and b.id = x.explained_by
         where x.tenant_id = ${tenantId} and x.deal_id = ${dealId}::uuid
         order by x.explained_at is not null, x.kind, name, id`,
  );
  return { checkedAt: toInstantOrNull(room?.at ?? null)?.toString() ?? null, drift: found.map(readRow) };
}

function readRow(found: DriftRow): RoomDrift {
  const { id, name, mail, title, kind, since, byId, byName, byMail, byTitle, words, explainedAt } = found;
  const by = { id: byId ?? "", name: byName ?? "", mail: byMail ?? "", title: byTitle };
  return {
    person: { id, name, mail, title },
    kind,
    since: toInstant(since).toString(),
    explained:
      words === null || explainedAt === null ? null : { by, words, at: toInstant(explainedAt).toString() },
  };
}
