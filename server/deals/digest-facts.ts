import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql, toInstantOrNull } from "../store/db.ts";

/** One thing that waits for a person, or that comes on their day. `what` is a name; `at` null where it has no hour. */
export type DayLine = {
  kind: "answer" | "mail" | "note" | "meeting" | "date" | "room" | "drift";
  id: string;
  dealId: string;
  deal: string;
  what: string;
  at: Temporal.Instant | null;
};

type LineRow = Omit<DayLine, "at"> & { at: Date | null };

/** Days of a deal that come within so many days are told. */
const DATES_AHEAD = 3;

/**
 * What a person's deals need of them on the day that begins at `at`: their own answers and signatures first, then their
 * meetings, then the days that come near. Read across the rooms' tables; nothing is written.
 */
export async function dayLines(
  db: Db,
  tenantId: string,
  personId: string,
  at: Temporal.ZonedDateTime,
): Promise<DayLine[]> {
  const from = at.toInstant().toString();
  const to = at.startOfDay().add({ days: 1 }).toInstant().toString();
  const today = at.toPlainDate();
  const found = await rows<LineRow>(
    db,
    sql`
    with mine as (
      select d.id, d.name, d.tender_date, d.close_date, s.role from deal_seat s
        join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
       where s.tenant_id = ${tenantId} and s.person_id = ${personId} and d.stage not in ('won', 'lost')
         and d.archived_at is null)
    select 2 as place, 'mail' as kind, i.id::text as id, m.id::text as "dealId", m.name as deal, i.client_name as what,
           null::timestamptz as at
      from incident i join mine m on m.id = i.deal_id
     where i.tenant_id = ${tenantId} and i.state = 'open' and not i.quiet and i.speaker_id = ${personId}
    union all
    select 3, 'note', n.id::text, d.id::text, d.name, n.subject, null
      from note_signature g
      join client_note n on n.tenant_id = g.tenant_id and n.id = g.note_id
      join deal d on d.tenant_id = n.tenant_id and d.id = n.deal_id
     where g.tenant_id = ${tenantId} and g.person_id = ${personId} and g.signed_at is null and n.state = 'open'
    union all
    select 4, 'meeting', e.id::text, m.id::text, m.name, e.subject, e.starts_at
      from meeting e join mine m on m.id = e.deal_id
     where e.tenant_id = ${tenantId} and e.state = 'scheduled' and e.starts_at >= ${from} and e.starts_at < ${to}
       and (e.organizer_id = ${personId} or exists (
             select 1 from meeting_attendee a where a.tenant_id = e.tenant_id and a.meeting_id = e.id
                and a.person_id = ${personId}))
    union all
    select 5, 'date', m.id || ' ' || x.name, m.id::text, m.name, to_char(x.day, 'YYYY-MM-DD') || ' ' || x.name, null
      from mine m cross join lateral (
        select 'tender' as name, m.tender_date as day union all select 'close', m.close_date
        union all select 'milestone ' || k.name, k.day from deal_milestone k
                   where k.tenant_id = ${tenantId} and k.deal_id = m.id) x
     where x.day >= ${today.toString()}::date and x.day <= ${today.add({ days: DATES_AHEAD }).toString()}::date
    union all
    select 6, 'room', m.id::text, m.id::text, m.name, '', null
      from mine m join room r on r.tenant_id = ${tenantId} and r.deal_id = m.id
     where m.role = 'accountManager' and r.state = 'stuck'
    union all
    select 7, 'drift', m.id::text || x.person_id, m.id::text, m.name, x.name, null
      from mine m join room_drift x on x.tenant_id = ${tenantId} and x.deal_id = m.id
     where m.role = 'accountManager' and x.explained_at is null
    order by place, at nulls last, deal, what`,
  );
  const answers = await answersDue(db, tenantId, personId);
  return [...answers, ...found.map(readLine)];
}

/** What an executive is asked to answer and has not: the meeting they are asked for begins at `at`. */
export async function answersDue(db: Db, tenantId: string, personId: string): Promise<DayLine[]> {
  const found = await rows<LineRow>(
    db,
    sql`select 'answer' as kind, a.id::text as id, d.id::text as "dealId", d.name as deal, a.subject as what,
               a.starts_at as at
          from meeting_ask a
          join deal d on d.tenant_id = a.tenant_id and d.id = a.deal_id
          join lateral (select e.kind from meeting_ask_event e where e.tenant_id = a.tenant_id and e.ask_id = a.id
                         order by e.at desc, e.id desc limit 1) last on last.kind = 'sent'
         where a.tenant_id = ${tenantId} and a.executive_id = ${personId} and a.meeting_id is null
           and d.stage not in ('won', 'lost')
         order by a.starts_at, a.id`,
  );
  return found.map(readLine);
}

function readLine({ kind, id, dealId, deal, what, at }: LineRow): DayLine {
  return { kind, id, dealId, deal, what, at: toInstantOrNull(at) };
}
