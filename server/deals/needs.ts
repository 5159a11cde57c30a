import type { Temporal } from "temporal-polyfill";
import { CRITICAL_SEATS } from "../../src/domain/deals/deal.ts";
import { sql } from "../store/db.ts";

const SEATS = Object.entries(CRITICAL_SEATS).flatMap(([stage, roles]) =>
  roles.map((role) => ({ stage, role })),
);
const STAGES = SEATS.map(({ stage }) => stage);
const ROLES = SEATS.map(({ role }) => role);

/**
 * Why deal `d` with room `r` and turn in force `t` needs attention, as the contract's dealNeed names it, in that order; none
 * for a deal that is over. Days here are those of universal time: what is shown of one deal goes by each person's own.
 */
export function needsOf(tenantId: string, at: Temporal.Instant) {
  const now = at.toString();
  const today = now.slice(0, 10);
  return sql<string[]>`case when d.stage in ('won', 'lost') then '{}'::text[] else array_remove(array[
    case when exists (select 1 from incident i where i.tenant_id = ${tenantId} and i.deal_id = d.id
                         and i.state = 'open') then 'mail' end,
    case when r.state = 'stuck' then 'room' end,
    case when exists (select 1 from room_drift x where x.tenant_id = ${tenantId} and x.deal_id = d.id
                         and x.explained_at is null) then 'drift' end,
    case when exists (select 1 from unnest(${STAGES}::text[], ${ROLES}::text[]) as k (stage, role)
                       where k.stage = d.stage and not exists (
                         select 1 from deal_seat s where s.tenant_id = ${tenantId} and s.deal_id = d.id
                            and s.role = k.role)) then 'seat' end,
    case when t.person_id is null then 'voice' end,
    case when d.close_date < ${today}::date
           or (d.tender_date < ${today}::date and d.stage in ('lead', 'qualified', 'proposal')) then 'date' end,
    case when exists (
           select 1 from deal_seat s join away a on a.tenant_id = s.tenant_id and a.person_id = s.person_id
             join lateral (select d.tender_date as day union all select d.close_date
                           union all select m.day from deal_milestone m
                                      where m.tenant_id = ${tenantId} and m.deal_id = d.id) x on true
            where s.tenant_id = ${tenantId} and s.deal_id = d.id and (a.until is null or a.until > ${now})
              and (a.since at time zone 'UTC')::date <= x.day
              and (a.until is null or ((a.until - interval '1 millisecond') at time zone 'UTC')::date >= x.day - 2)
         ) then 'away' end], null) end`;
}
