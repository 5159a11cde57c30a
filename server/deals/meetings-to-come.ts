import type { Temporal } from "temporal-polyfill";
import type { ComingMeeting } from "../../src/contract/deal-ending.ts";
import { Problem } from "../../src/contract/problem.ts";
import { type Db, rows, sql, toInstant } from "../store/db.ts";

type ComingRow = Omit<ComingMeeting, "start" | "isIn" | "canLeave"> & {
  startsAt: Date;
  organizerId: string;
  people: string[];
};

/** A deal's meetings that are not over, the soonest first, as they are shown before the deal ends. */
export async function meetingsToCome(
  db: Db,
  tenantId: string,
  dealId: string,
  at: Temporal.Instant,
): Promise<ComingMeeting[]> {
  return (await comingRows(db, tenantId, dealId, at)).map(readRow);
}

/** The same before another speaks: whether that one is in each already, and whether whoever speaks now could leave it. */
export async function meetingsToPass(
  db: Db,
  tenantId: string,
  dealId: string,
  at: Temporal.Instant,
  { fromId, toId }: { fromId: string | null; toId: string | null },
): Promise<ComingMeeting[]> {
  const found = await comingRows(db, tenantId, dealId, at);
  return found.map((one) => ({
    ...readRow(one),
    ...(toId !== null && { isIn: one.organizerId === toId || one.people.includes(toId) }),
    canLeave: fromId !== null && one.organizerId !== fromId && one.people.includes(fromId),
  }));
}

/** Throws "meeting.unknown" unless each is a meeting of the deal that is not over. */
export async function requireToCome(
  db: Db,
  tenantId: string,
  dealId: string,
  at: Temporal.Instant,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await comingRows(db, tenantId, dealId, at)).map(({ id }) => id));
  if (ids.some((id) => !known.has(id.toLowerCase())))
    throw new Problem("meeting.unknown", "This is not a meeting of the deal to come.");
}

function comingRows(db: Db, tenantId: string, dealId: string, at: Temporal.Instant): Promise<ComingRow[]> {
  return rows<ComingRow>(
    db,
    sql`select m.id, m.subject, m.starts_at as "startsAt", m.organizer_id as "organizerId", o.name as organizer,
               (select a.name from meeting_attendee a where a.tenant_id = m.tenant_id and a.meeting_id = m.id
                   and a.person_id is null order by a.required desc, a.name limit 1) as client,
               array(select a.person_id from meeting_attendee a where a.tenant_id = m.tenant_id
                        and a.meeting_id = m.id and a.person_id is not null) as people
          from meeting m join person o on o.tenant_id = m.tenant_id and o.id = m.organizer_id
         where m.tenant_id = ${tenantId} and m.deal_id = ${dealId}::uuid and m.ends_at > ${at.toString()}
           and m.state in ('scheduling', 'scheduled') and m.origin = 'here'
         order by m.starts_at, m.id`,
  );
}

function readRow({ id, subject, startsAt, organizer, client }: ComingRow): ComingMeeting {
  return { id, subject, start: toInstant(startsAt).toString(), organizer, client };
}
