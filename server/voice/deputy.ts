import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";
import type { Colleague, People } from "./ports.ts";

type Part = ReturnType<typeof sql>;

/** Who stands in for a person in a deal at a moment: the backup of their seat while they are away. Null when they are here. */
export function deputyOf(tenantId: string, dealId: Part, personId: Part, at: Temporal.Instant): Part {
  return sql`(select s.backup_id from deal_seat s join away a on a.tenant_id = s.tenant_id and a.person_id = s.person_id
     where s.tenant_id = ${tenantId} and s.deal_id = ${dealId} and s.person_id = ${personId} and s.backup_id is not null
       and a.since <= ${at.toString()}::timestamptz and (a.until is null or a.until > ${at.toString()}::timestamptz)
     limit 1)`;
}

/** Who stands in now for whoever speaks for a deal; null when they are here, and when nobody speaks. */
export async function deputyNow(
  { db, tenantId, now, people }: { db: Db; tenantId: string; now: () => Temporal.Instant; people: People },
  dealId: string,
  speakerId: string | null,
): Promise<Colleague | null> {
  if (speakerId === null) return null;
  const found = await row<{ id: string | null }>(
    db,
    sql`select ${deputyOf(tenantId, sql`${dealId}::uuid`, sql`${speakerId}`, now())} as id`,
  );
  return found?.id ? people.person(found.id) : null;
}
