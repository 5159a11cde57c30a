import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Db, rows, sql } from "../store/db.ts";
import type { CalendarEvent, Response } from "./calendar-ports.ts";
import type { StoredMeeting } from "./store.ts";

/** Longer than any request of ours to Outlook is waited for. */
const SLOW = { minutes: 10 };

/** How a meeting goes on once it is asked for. */
export const progressStore = (db: Db, tenantId: string) => ({
  /**
   * The event is on the organizer's calendar, at that time. A meeting called off meanwhile stays called off; one that was
   * moved meanwhile is on its way again.
   */
  async placed(
    id: string,
    { eventId, joinUrl, start, end }: Interval & { eventId: string; joinUrl: string | null },
  ): Promise<void> {
    await sql`update meeting set event_id = ${eventId}, join_url = ${joinUrl}, why = null,
                     held_start = ${start.toString()}::timestamptz, held_end = ${end.toString()}::timestamptz,
                     state = case when state not in ('scheduling', 'scheduled') then state
                                  when starts_at = ${start.toString()}::timestamptz
                                   and ends_at = ${end.toString()}::timestamptz then 'scheduled'
                                  else 'scheduling' end
               where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  },

  /** Moves it: its event follows. Who was invited is asked anew. True when this call did. */
  async moved(id: string, { start, end }: Interval, at: Temporal.Instant): Promise<boolean> {
    const changed = await rows(
      db,
      sql`update meeting set starts_at = ${start.toString()}, ends_at = ${end.toString()}, state = 'scheduling',
                 why = null, elsewhere = null, moved_at = ${at.toString()}, moved_from = moved_from || starts_at
           where tenant_id = ${tenantId} and id = ${id} and event_id is not null
             and (state = 'scheduled' or (state = 'scheduling' and held_start is not null))
             and (starts_at <> ${start.toString()}::timestamptz or ends_at <> ${end.toString()}::timestamptz)
          returning id`,
    );
    if (changed.length === 1)
      await sql`update meeting_attendee set told = 'none', response = 'none', proposes = null
                 where tenant_id = ${tenantId} and meeting_id = ${id}`.execute(db);
    return changed.length === 1;
  },

  /** It could not be moved: it stays where its event lies. */
  async notMoved(id: string, why: NonNullable<StoredMeeting["why"]>): Promise<void> {
    await sql`update meeting set state = 'scheduled', why = ${why}, starts_at = held_start, ends_at = held_end
               where tenant_id = ${tenantId} and id = ${id} and state = 'scheduling' and held_start is not null`.execute(
      db,
    );
  },

  /** Briefing and debrief are on the calendars too; null where there is none. */
  async flanked(id: string, briefingEventId: string | null, debriefEventId: string | null): Promise<void> {
    await sql`update meeting set briefing_event_id = ${briefingEventId}, debrief_event_id = ${debriefEventId}
               where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  },

  /** Microsoft 365 refused. */
  async failed(id: string, why: NonNullable<StoredMeeting["why"]>): Promise<void> {
    await sql`update meeting set state = 'failed', why = ${why}
               where tenant_id = ${tenantId} and id = ${id} and state = 'scheduling'`.execute(db);
  },

  /** Tries again what was refused. */
  async again(id: string): Promise<void> {
    await sql`update meeting set state = 'scheduling', why = null
               where tenant_id = ${tenantId} and id = ${id} and state = 'failed'`.execute(db);
  },

  /** Calls it off. True when it was not called off before. */
  async cancelled(id: string, comment: string): Promise<boolean> {
    const changed = await rows(
      db,
      sql`update meeting set state = 'cancelled', cancel_comment = ${comment}
           where tenant_id = ${tenantId} and id = ${id} and state <> 'cancelled' returning id`,
    );
    return changed.length === 1;
  },

  /** It is off every calendar. */
  async cleared(id: string, at: Temporal.Instant): Promise<void> {
    await sql`update meeting set cleared_at = ${at.toString()}
               where tenant_id = ${tenantId} and id = ${id} and cleared_at is null`.execute(db);
  },

  /** It was deleted or called off in Outlook. True when that is news. */
  async deletedElsewhere(id: string): Promise<boolean> {
    const changed = await rows(
      db,
      sql`update meeting set state = 'cancelled', elsewhere = 'deleted'
           where tenant_id = ${tenantId} and id = ${id} and state = 'scheduled' returning id`,
    );
    return changed.length === 1;
  },

  /**
   * It lies at another time than we know: somebody moved it in Outlook ("elsewhere"), or a move of ours that Outlook was
   * slow with came after a later one ("late": it is on its way again). Null when nothing is new.
   */
  async movedTo(
    id: string,
    { start, end }: Interval,
    now: Temporal.Instant,
  ): Promise<"elsewhere" | "late" | null> {
    const late = await rows(
      db,
      sql`update meeting set state = 'scheduling', held_start = ${start.toString()}::timestamptz,
                 held_end = ${end.toString()}::timestamptz
           where tenant_id = ${tenantId} and id = ${id} and state = 'scheduled'
             and starts_at <> ${start.toString()}::timestamptz and ${start.toString()}::timestamptz = any(moved_from)
             and moved_at > ${now.subtract(SLOW).toString()}::timestamptz
          returning id`,
    );
    if (late.length === 1) return "late";
    const changed = await rows(
      db,
      sql`update meeting set starts_at = ${start.toString()}, ends_at = ${end.toString()}, elsewhere = 'moved',
                 held_start = ${start.toString()}, held_end = ${end.toString()}
           where tenant_id = ${tenantId} and id = ${id} and state = 'scheduled'
             and (starts_at <> ${start.toString()}::timestamptz or ends_at <> ${end.toString()}::timestamptz)
          returning id`,
    );
    return changed.length === 1 ? "elsewhere" : null;
  },

  /** Those invited are these now, with these answers. True when anything of it is news. */
  async answered(
    id: string,
    attendees: readonly (CalendarEvent["attendees"][number] & { personId: string | null })[],
  ): Promise<boolean> {
    let isNews = false;
    for (const { address, name, required, response, proposes, personId } of attendees) {
      const other = proposes?.toString() ?? null;
      const changed = await rows(
        db,
        sql`insert into meeting_attendee as a
                   (tenant_id, meeting_id, address, name, required, response, proposes, person_id)
            values (${tenantId}, ${id}, ${address}, ${name}, ${required}, ${response}, ${other}, ${personId})
            on conflict (tenant_id, meeting_id, address) do update
              set response = excluded.response, proposes = excluded.proposes, required = excluded.required
              where (a.response, a.proposes, a.required)
                    is distinct from (excluded.response, excluded.proposes, excluded.required)
            returning address`,
      );
      isNews ||= changed.length === 1;
    }
    const kept = attendees.map(({ address }) => address);
    const gone = await rows(
      db,
      sql`delete from meeting_attendee where tenant_id = ${tenantId} and meeting_id = ${id}
             and address <> all(${kept}::text[]) returning address`,
    );
    return isNews || gone.length > 0;
  },

  /** The organizer was told of this answer. */
  async told(id: string, address: string, response: Response): Promise<void> {
    await sql`update meeting_attendee set told = ${response}
               where tenant_id = ${tenantId} and meeting_id = ${id} and address = ${address}`.execute(db);
  },

  /** The organizer was told of what was done to the meeting in Outlook. */
  async toldChange(id: string, change: string): Promise<void> {
    await sql`update meeting set told_change = ${change}
               where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  },

  /** Our people as attendees, as the book knows them; within a transaction nobody is asked for them. */
  async colleagues(ids: readonly string[]): Promise<{ personId: string; name: string; address: string }[]> {
    return rows(
      db,
      sql`select id as "personId", name, mail as address from person
           where tenant_id = ${tenantId} and id = any(${[...ids]}::text[]) order by name, id`,
    );
  },

  /** Meetings whose calendars have to be looked at again: work that got stuck, and answers still to come. */
  async toLookAt(now: Temporal.Instant): Promise<{ toPlace: string[]; toRead: string[] }> {
    const stuck = now.subtract({ minutes: 2 }).toString();
    const over = now.subtract({ hours: 24 }).toString();
    const found = await rows<{ id: string; scheduled: boolean }>(
      db,
      sql`select id, state = 'scheduled' or (elsewhere = 'deleted' and cleared_at is not null) as scheduled from meeting
           where tenant_id = ${tenantId}
             and ((state = 'scheduling' and created_at < ${stuck}) or (state = 'cancelled' and cleared_at is null and origin = 'here')
                  or (state = 'scheduled' and ends_at > ${over} and origin = 'here')
                  or (elsewhere = 'deleted' and told_change is null and ends_at > ${over}))`,
    );
    const ids = (scheduled: boolean) =>
      found.filter((one) => one.scheduled === scheduled).map(({ id }) => id);
    return { toPlace: ids(false), toRead: ids(true) };
  },
});
