import { type Db, row, rows, sql } from "../store/db.ts";

/** The plan of a deal's room, and the tasks in it of which we know whose they are. */
export type PromisePlan = { planId: string; leadId: string | null; knownIds: ReadonlySet<string> };

/**
 * The plan that a deal's promises belong into; null without one. Whoever is in the plan's team reads it: so the promises of a
 * private deal stay out of a plan that other people read too, and so do those of somebody who is alone in the deal.
 */
export async function promisePlan(db: Db, tenantId: string, dealId: string): Promise<PromisePlan | null> {
  const found = await row<{ planId: string; leadId: string | null }>(
    db,
    sql`select p.made_id as "planId",
               (select person_id from deal_seat where tenant_id = ${tenantId} and deal_id = d.id
                   and role = 'accountManager' order by person_id limit 1) as "leadId"
          from room r
          join deal d on d.tenant_id = ${tenantId} and d.id = r.deal_id
          join room_step p on p.tenant_id = ${tenantId} and p.deal_id = r.deal_id and p.name = 'plan'
         where r.tenant_id = ${tenantId} and r.deal_id = ${dealId}::uuid and p.made_id is not null and not r.undoing
           and not r.archived and (r.own_team or d.sensitivity <> 'private')
           and (select count(distinct person_id) from deal_seat
                 where tenant_id = ${tenantId} and deal_id = d.id) > 1`,
  );
  if (found === null) return null;
  const known = await rows<{ id: string }>(
    db,
    sql`select task_id as id from room_task where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
        union
        select p.task_id from meeting_promise p
          join meeting m on m.tenant_id = ${tenantId} and m.id = p.meeting_id and m.deal_id = ${dealId}::uuid
         where p.tenant_id = ${tenantId} and p.task_id is not null`,
  );
  return { ...found, knownIds: new Set(known.map(({ id }) => id)) };
}
