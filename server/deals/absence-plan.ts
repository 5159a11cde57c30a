import { Temporal } from "temporal-polyfill";
import { type Db, rows, sql, toInstant } from "../store/db.ts";

/** Somebody whose absences are wanted, from now until then. */
export type Watched = { id: string; until: Temporal.Instant };

/** Calendars are looked at so far ahead at most: a year of them would cost six questions to Graph each. */
const FAR_DAYS = 120;
/** And so far at least: who speaks for a deal without dates needs a deputy all the same. */
const NEAR_DAYS = 14;
/** Microsoft answers for so many people in one question. Source: Graph, calendar getSchedule. */
const BATCH = 20;

/**
 * Whose absences matter in the deals that are worked on, each once: everybody in a deal with dates until the last of its
 * days, and whoever speaks for any deal, dates or not. Of one deal, or of some people, where `only` says so; how far ahead
 * somebody is looked at always comes from all their deals, because what is read replaces what was known.
 */
export async function awaitedOf(
  db: Db,
  tenantId: string,
  at: Temporal.Instant,
  only: { dealId?: string; personIds?: readonly string[] },
): Promise<Watched[]> {
  const { dealId = null, personIds = null } = only;
  const found = await rows<{ id: string; until: Date | null }>(
    db,
    sql`
    with worked_on as (
      select d.id, greatest(d.tender_date, d.close_date, (select max(m.day) from deal_milestone m
               where m.tenant_id = ${tenantId} and m.deal_id = d.id)) as last
        from deal d where d.tenant_id = ${tenantId} and d.stage not in ('won', 'lost') and d.archived_at is null),
    wanted as (
      select w.id as deal_id, w.last, unnest(array_remove(array[s.person_id, s.backup_id], null)) as id
        from worked_on w join deal_seat s on s.tenant_id = ${tenantId} and s.deal_id = w.id where w.last is not null
      union all
      select w.id, w.last, t.person_id
        from worked_on w join voice_turn t on t.tenant_id = ${tenantId} and t.deal_id = w.id
       where t.until is null or t.until > ${at.toString()}::timestamptz)
    select id, max(last)::timestamptz as until from wanted
     where ${personIds === null}::boolean or id = any(${[...(personIds ?? [])]}::text[])
     group by id having ${dealId === null}::boolean or bool_or(deal_id = ${dealId}::uuid)
     order by until nulls first, id`,
  );
  return found.map(({ id, until }) => ({ id, until: horizon(at, until === null ? null : toInstant(until)) }));
}

/** People cut into parts that are asked about at once; whoever is looked at equally far ahead stands together. */
export function inBatches(watched: readonly Watched[]): Watched[][] {
  const batches: Watched[][] = [];
  for (let i = 0; i < watched.length; i += BATCH) batches.push(watched.slice(i, i + BATCH));
  return batches;
}

function horizon(at: Temporal.Instant, last: Temporal.Instant | null): Temporal.Instant {
  const near = at.add({ hours: NEAR_DAYS * 24 });
  const far = at.add({ hours: FAR_DAYS * 24 });
  // A day of the deal ends later in the west than here.
  const wanted = last?.add({ hours: 2 * 24 }) ?? near;
  if (Temporal.Instant.compare(wanted, near) < 0) return near;
  return Temporal.Instant.compare(wanted, far) > 0 ? far : wanted;
}
