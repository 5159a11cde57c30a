import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";
import type { Response } from "./calendar-ports.ts";

/** Where a meeting stands. "scheduling": asked for, not yet on the calendars. */
export type MeetingState = "scheduling" | "scheduled" | "failed" | "cancelled";

/**
 * A meeting as it is kept. `briefing`, `debrief` and `travel` in minutes; `held` is where its event lies as far as we put it
 * there, null before; `clearedAt` when it was known to be off the calendars.
 */
export type StoredMeeting = {
  id: string;
  dealId: string;
  organizerId: string;
  subject: string;
  agenda: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  place: string | null;
  travel: number;
  bookedBy: string | null;
  /** "outlook": people made it there; then `organizerId` is whose calendar it was found in. */
  origin: "here" | "outlook";
  /** The address of whoever invites, where that is not `organizerId`. */
  invitedBy: string | null;
  /** Which occurrence it is of a meeting that repeats, from 1 on. */
  series: { id: string; place: number; of: number } | null;
  state: MeetingState;
  why: "permission" | "refused" | "no-mailbox" | null;
  elsewhere: "moved" | "deleted" | null;
  eventId: string | null;
  joinUrl: string | null;
  cancelComment: string | null;
  briefing: number;
  debrief: number;
  briefingEventId: string | null;
  debriefEventId: string | null;
  held: Interval | null;
  toldChange: string | null;
  createdAt: Temporal.Instant;
  clearedAt: Temporal.Instant | null;
};

/** Somebody invited. `personId` null for a person of the client; `told` is the answer the organizer last heard of. */
export type StoredAttendee = {
  personId: string | null;
  name: string;
  address: string;
  /** Where a person of the client is. */
  zone: string | null;
  required: boolean;
  response: Response;
  proposes: Temporal.Instant | null;
  told: Response;
};

type Row = Omit<StoredMeeting, "start" | "end" | "held" | "series" | "createdAt" | "clearedAt"> & {
  seriesId: string | null;
  seriesPlace: number | null;
  seriesOf: number | null;
  heldStart: Date | null;
  heldEnd: Date | null;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
  clearedAt: Date | null;
};

const COLUMNS = sql.raw(`
  id, deal_id as "dealId", organizer_id as "organizerId", subject, agenda, starts_at as "startsAt", ends_at as "endsAt",
  state, why, elsewhere, event_id as "eventId", join_url as "joinUrl", cancel_comment as "cancelComment",
  briefing_minutes as briefing, debrief_minutes as debrief, briefing_event_id as "briefingEventId",
  debrief_event_id as "debriefEventId", created_at as "createdAt", cleared_at as "clearedAt", place,
  travel_minutes as travel, booked_by as "bookedBy", held_start as "heldStart", held_end as "heldEnd",
  told_change as "toldChange", series_id as "seriesId", series_place as "seriesPlace", series_of as "seriesOf", origin,
  invited_by as "invitedBy"`);

/** Meetings and who is invited to them. This room alone writes them. */
export const meetingStore = (db: Db, tenantId: string) => ({
  /** The meeting; null when there is none by this id. */
  async meeting(id: string): Promise<StoredMeeting | null> {
    const found = await row<Row>(
      db,
      sql`select ${COLUMNS} from meeting where tenant_id = ${tenantId} and id = ${id}`,
    );
    return found && readMeeting(found);
  },

  /** A deal's meetings, soonest first. */
  async ofDeal(dealId: string): Promise<StoredMeeting[]> {
    const found = await rows<Row>(
      db,
      sql`select ${COLUMNS} from meeting where tenant_id = ${tenantId} and deal_id = ${dealId}
          order by starts_at, id`,
    );
    return found.map(readMeeting);
  },

  /** The meetings of a series that begin after that time and are not called off, soonest first. */
  async following(seriesId: string, after: Temporal.Instant): Promise<StoredMeeting[]> {
    const found = await rows<Row>(
      db,
      sql`select ${COLUMNS} from meeting
           where tenant_id = ${tenantId} and series_id = ${seriesId} and state <> 'cancelled'
             and starts_at > ${after.toString()}::timestamptz order by starts_at`,
    );
    return found.map(readMeeting);
  },

  /** Those invited, by meeting; required ones first, then by name. */
  async attendees(meetingIds: readonly string[]): Promise<Map<string, StoredAttendee[]>> {
    const found = await rows<Omit<StoredAttendee, "proposes"> & { meetingId: string; proposes: Date | null }>(
      db,
      sql`select meeting_id as "meetingId", person_id as "personId", name, address, zone, required, response, proposes,
                 told
            from meeting_attendee where tenant_id = ${tenantId} and meeting_id = any(${[...meetingIds]}::uuid[])
           order by required desc, name, address`,
    );
    const byMeeting = new Map<string, StoredAttendee[]>();
    for (const { meetingId, proposes, ...rest } of found) {
      const list = byMeeting.get(meetingId) ?? [];
      byMeeting.set(meetingId, [...list, { ...rest, proposes: toInstantOrNull(proposes) }]);
    }
    return byMeeting;
  },

  /** Keeps a new meeting with those invited. False when the id is taken already. */
  async add(
    meeting: Omit<
      StoredMeeting,
      | "state"
      | "why"
      | "elsewhere"
      | "eventId"
      | "joinUrl"
      | "cancelComment"
      | "briefingEventId"
      | "debriefEventId"
      | "held"
      | "toldChange"
      | "clearedAt"
      | "origin"
      | "invitedBy"
    >,
    attendees: readonly Pick<StoredAttendee, "personId" | "name" | "address" | "zone" | "required">[],
  ): Promise<boolean> {
    const { id, dealId, organizerId, subject, agenda, start, end, briefing, debrief, createdAt } = meeting;
    const { place, travel, bookedBy, series } = meeting;
    const added = await rows(
      db,
      sql`insert into meeting (tenant_id, id, deal_id, organizer_id, subject, agenda, starts_at, ends_at, state,
                               briefing_minutes, debrief_minutes, place, travel_minutes, booked_by, series_id,
                               series_place, series_of, created_at)
          values (${tenantId}, ${id}, ${dealId}, ${organizerId}, ${subject}, ${agenda}, ${start.toString()},
                  ${end.toString()}, 'scheduling', ${briefing}, ${debrief}, ${place}, ${travel}, ${bookedBy},
                  ${series?.id ?? null}, ${series?.place ?? null}, ${series?.of ?? null}, ${createdAt.toString()})
          on conflict do nothing returning id`,
    );
    if (added.length === 0) return false;
    for (const { personId, name, address, zone, required } of attendees) {
      await sql`insert into meeting_attendee (tenant_id, meeting_id, address, name, zone, required, person_id)
                values (${tenantId}, ${id}, ${address}, ${name}, ${zone}, ${required}, ${personId})
                on conflict do nothing`.execute(db);
    }
    return true;
  },

  /** Lets bookings of this tenant happen one after the other until the transaction ends. */
  async alone(): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`booking ${tenantId}`}, 0))`.execute(db);
  },

  /**
   * Whether one of the people has a meeting of ours in that time which their calendar may not show yet: asked for, or
   * put there after `since`. The meeting `exceptId` stands in nobody's way.
   */
  async clashes(
    people: readonly string[],
    { start, end }: Interval,
    since: Temporal.Instant,
    exceptId: string | null = null,
  ) {
    const found = await row(
      db,
      sql`select 1 from meeting m
           where m.tenant_id = ${tenantId} and m.id is distinct from ${exceptId}::uuid
             and (m.state = 'scheduling' or (m.state = 'scheduled' and m.created_at > ${since.toString()}))
             and m.starts_at - make_interval(mins => m.briefing_minutes) < ${end.toString()}::timestamptz
             and m.ends_at + make_interval(mins => m.debrief_minutes) > ${start.toString()}::timestamptz
             and (m.organizer_id = any(${[...people]}::text[]) or exists (
               select 1 from meeting_attendee a
                where a.tenant_id = ${tenantId} and a.meeting_id = m.id and a.response <> 'declined'
                  and a.person_id = any(${[...people]}::text[])))
           limit 1`,
    );
    return found !== null;
  },
});

function readMeeting(found: Row): StoredMeeting {
  const { startsAt, endsAt, heldStart, heldEnd, createdAt, clearedAt, ...others } = found;
  const { seriesId, seriesPlace, seriesOf, ...rest } = others;
  return {
    ...rest,
    series: seriesId === null ? null : { id: seriesId, place: seriesPlace ?? 1, of: seriesOf ?? 1 },
    held: heldStart && heldEnd && { start: toInstant(heldStart), end: toInstant(heldEnd) },
    start: toInstant(startsAt),
    end: toInstant(endsAt),
    createdAt: toInstant(createdAt),
    clearedAt: toInstantOrNull(clearedAt),
  };
}
