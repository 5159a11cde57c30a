import type { Temporal } from "temporal-polyfill";
import type { PassedMeeting } from "../../src/contract/passed-meetings.ts";
import { type Db, row, rows, sql, toInstant } from "../store/db.ts";

/** Whom a meeting is to take in or to leave out; `address` is the one they are invited by. */
export type Passing = { personId: string; what: PassedMeeting["what"]; name: string; address: string };

type PassedRow = Omit<PassedMeeting, "start" | "person"> & {
  startsAt: Date;
  personId: string;
  name: string;
  mail: string;
  title: string | null;
};

/** How meetings pass on to whoever speaks now. This room alone writes it. */
export const passStore = (db: Db, tenantId: string) => ({
  /** Wants a person in a meeting, or out of it; what was wanted of them before counts no more. */
  async want(
    meetingId: string,
    personId: string,
    what: PassedMeeting["what"],
    at: Temporal.Instant,
  ): Promise<void> {
    await sql`insert into meeting_pass (tenant_id, meeting_id, person_id, what, asked_at)
              values (${tenantId}, ${meetingId}, ${personId}, ${what}, ${at.toString()})
              on conflict (tenant_id, meeting_id, person_id) do update
                set what = excluded.what, asked_at = excluded.asked_at, done_at = null, why = null`.execute(
      db,
    );
  },

  /** Whether something was wanted of the person in that meeting before. */
  async isKnown(meetingId: string, personId: string): Promise<boolean> {
    const found = await row(
      db,
      sql`select 1 from meeting_pass
           where tenant_id = ${tenantId} and meeting_id = ${meetingId} and person_id = ${personId}`,
    );
    return found !== null;
  },

  /** What is still to be done in one meeting. */
  async open(meetingId: string): Promise<Passing[]> {
    return rows<Passing>(
      db,
      sql`select x.person_id as "personId", x.what, p.name, coalesce(a.address, p.mail) as address
            from meeting_pass x
            join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
            left join meeting_attendee a on a.tenant_id = x.tenant_id and a.meeting_id = x.meeting_id
                  and a.person_id = x.person_id
           where x.tenant_id = ${tenantId} and x.meeting_id = ${meetingId} and x.done_at is null and x.why is null
           order by x.person_id`,
    );
  },

  /** It is done; unless something else is wanted of the person by now. */
  async done(meetingId: string, { personId, what }: Passing, at: Temporal.Instant): Promise<void> {
    await sql`update meeting_pass set done_at = ${at.toString()}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId} and person_id = ${personId}
                 and what = ${what} and done_at is null`.execute(db);
  },

  /** Microsoft 365 refused. */
  async failed(
    meetingId: string,
    { personId, what }: Passing,
    why: NonNullable<PassedMeeting["why"]>,
  ): Promise<void> {
    await sql`update meeting_pass set why = ${why}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId} and person_id = ${personId}
                 and what = ${what} and done_at is null`.execute(db);
  },

  /** Meetings in which something is still to be done. */
  async unfinished(): Promise<string[]> {
    const found = await rows<{ id: string }>(
      db,
      sql`select distinct x.meeting_id as id from meeting_pass x
           where x.tenant_id = ${tenantId} and x.done_at is null and x.why is null`,
    );
    return found.map(({ id }) => id);
  },

  /** What became of a deal's meetings that are not over at `at`. */
  async ofDeal(dealId: string, at: Temporal.Instant): Promise<PassedMeeting[]> {
    const found = await rows<PassedRow>(
      db,
      sql`select m.id, m.subject, m.starts_at as "startsAt", o.name as organizer, x.what, x.why,
                 (select a.name from meeting_attendee a where a.tenant_id = m.tenant_id and a.meeting_id = m.id
                     and a.person_id is null order by a.required desc, a.name limit 1) as client,
                 case when x.why is not null then 'failed' when x.done_at is null then 'waiting' else 'done' end as state,
                 p.id as "personId", p.name, p.mail, p.title
            from meeting_pass x
            join meeting m on m.tenant_id = x.tenant_id and m.id = x.meeting_id
            join person o on o.tenant_id = m.tenant_id and o.id = m.organizer_id
            join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
           where x.tenant_id = ${tenantId} and m.deal_id = ${dealId} and m.ends_at > ${at.toString()}
             and m.state in ('scheduling', 'scheduled')
           order by m.starts_at, m.id, x.what`,
    );
    return found.map(({ startsAt, personId, name, mail, title, ...rest }) => ({
      ...rest,
      start: toInstant(startsAt).toString(),
      person: { id: personId, name, mail, title },
    }));
  },
});
