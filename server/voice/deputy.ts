import type { Temporal } from "temporal-polyfill";
import { sql } from "../store/db.ts";

type Part = ReturnType<typeof sql>;

/** Who stands in for a person in a deal at a moment: the backup of their seat while they are away. Null when they are here. */
export function deputyOf(tenantId: string, dealId: Part, personId: Part, at: Temporal.Instant): Part {
  return sql`(select s.backup_id from deal_seat s join away a on a.tenant_id = s.tenant_id and a.person_id = s.person_id
     where s.tenant_id = ${tenantId} and s.deal_id = ${dealId} and s.person_id = ${personId} and s.backup_id is not null
       and a.since <= ${at.toString()}::timestamptz and (a.until is null or a.until > ${at.toString()}::timestamptz)
     limit 1)`;
}
