import type { Temporal } from "temporal-polyfill";
import type { Kind, Reason } from "../../src/domain/voice/verdict.ts";
import { type Db, rows, sql } from "../store/db.ts";

/** A client's person, and how their mail reached us. */
export type ClientFigures = { name: string; address: string; onVoice: number; around: number };

const MOST = 50;

/** What counts in a share, of judgements `j`. What somebody found to be not about the deal counts nowhere. */
export const COUNTED = sql`j.direction = 'from-client' and j.kind in ('heard', 'delegated', 'bypass') and not exists (
  select 1 from incident i where i.tenant_id = j.tenant_id and i.deal_id = j.deal_id
    and i.internet_message_id = j.internet_message_id and i.state = 'dismissed')`;

/** The client's people who wrote since a moment, those who go around most first; by name where one is known. */
export function clientsOf(
  db: Db,
  tenantId: string,
  dealId: string,
  from: Temporal.Instant,
): Promise<ClientFigures[]> {
  return rows<ClientFigures>(
    db,
    sql`select j.client_address as address, coalesce(max(k.name), max(n.client_name), j.client_address) as name,
          count(*) filter (where j.kind <> 'bypass')::int as "onVoice",
          count(*) filter (where j.kind = 'bypass')::int as around
        from judgement j
        left join deal_contact k on k.tenant_id = j.tenant_id and k.deal_id = j.deal_id and k.address = j.client_address
        left join incident n on n.tenant_id = j.tenant_id and n.deal_id = j.deal_id
          and n.internet_message_id = j.internet_message_id
        where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid and j.client_address is not null
          and j.sent_at >= ${from.toString()}::timestamptz and ${COUNTED}
        group by j.client_address order by 4 desc, 3 desc, 1 limit ${MOST}`,
  );
}

/** How many mails of the client since a moment had which reason, the most frequent first. */
export function reasonsOf(
  db: Db,
  tenantId: string,
  dealId: string,
  from: Temporal.Instant,
): Promise<{ kind: Kind; reason: Reason; count: number }[]> {
  return rows(
    db,
    sql`select j.kind, j.reason, count(*)::int as count from judgement j
        where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid and j.direction = 'from-client'
          and j.sent_at >= ${from.toString()}::timestamptz and not exists (
            select 1 from incident i where i.tenant_id = j.tenant_id and i.deal_id = j.deal_id
              and i.internet_message_id = j.internet_message_id and i.state = 'dismissed')
        group by j.kind, j.reason order by 3 desc, 2`,
  );
}
