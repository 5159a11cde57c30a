import type { Temporal } from "temporal-polyfill";
import type { Brief } from "../../src/contract/briefs.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import type { StoredMeeting } from "./store.ts";

/** All that a brief says. */
export type BriefParts = Pick<Brief, "why" | "outcome" | "position" | "neverSay" | "people" | "touches">;

/** The parts that people write. */
export type BriefWords = Pick<Brief, "why" | "outcome" | "position" | "neverSay">;

/**
 * What people wrote, and the versions that were read. `placed`: what the briefing's event says; `posted`: what the room
 * says, in which post and whose; `toldVersion`: of which version somebody was told that it waits to be posted.
 */
export type StoredBrief = BriefWords & {
  parts: BriefParts | null;
  previous: BriefParts | null;
  placed: string | null;
  posted: string | null;
  postId: string | null;
  postedBy: string | null;
  toldVersion: string | null;
};

/** So many earlier meetings are named. */
const TOUCHES = 3;

/** Briefs. This room alone writes them. */
export const briefStore = (db: Db, tenantId: string) => ({
  /** The brief of a meeting; null while nobody wrote one. */
  async brief(meetingId: string): Promise<StoredBrief | null> {
    return row<StoredBrief>(
      db,
      sql`select why, outcome, position, never_say as "neverSay", parts, previous, placed, posted,
                 post_id as "postId", posted_by as "postedBy", told_version as "toldVersion"
            from meeting_brief where tenant_id = ${tenantId} and meeting_id = ${meetingId}`,
    );
  },

  /** Keeps what people wrote. */
  async write(
    meetingId: string,
    { why, outcome, position, neverSay }: BriefWords,
    byId: string,
  ): Promise<void> {
    await sql`insert into meeting_brief (tenant_id, meeting_id, why, outcome, position, never_say, by_id)
              values (${tenantId}, ${meetingId}, ${why}, ${outcome}, ${position}, ${neverSay}, ${byId})
              on conflict (tenant_id, meeting_id) do update
                set why = excluded.why, outcome = excluded.outcome, position = excluded.position,
                    never_say = excluded.never_say, by_id = excluded.by_id`.execute(db);
  },

  /** What else there is to say now: whom of the client one meets, and when one met them last. */
  async facts({ id, dealId, start }: StoredMeeting): Promise<Pick<BriefParts, "people" | "touches">> {
    const people = await rows<BriefParts["people"][number]>(
      db,
      sql`select coalesce(c.name, a.name) as name, c.role
            from meeting_attendee a
            left join deal_contact c on c.tenant_id = ${tenantId} and c.deal_id = ${dealId} and c.address = a.address
           where a.tenant_id = ${tenantId} and a.meeting_id = ${id} and a.person_id is null
           order by 1`,
    );
    const touches = await rows<{ at: Date; subject: string }>(
      db,
      sql`select m.starts_at as at, m.subject from meeting m
           where m.tenant_id = ${tenantId} and m.deal_id = ${dealId} and m.state = 'scheduled'
             and m.starts_at < ${start.toString()}::timestamptz and m.id <> ${id}
             and exists (
               select 1 from meeting_attendee a
                 join meeting_attendee b on b.tenant_id = ${tenantId} and b.meeting_id = ${id}
                  and b.address = a.address and b.person_id is null
                where a.tenant_id = ${tenantId} and a.meeting_id = m.id)
           order by m.starts_at desc limit ${TOUCHES}`,
    );
    return {
      people,
      touches: touches.map(({ at, subject }) => ({
        at: at.toISOString().replace(".000Z", "Z"),
        subject,
      })),
    };
  },

  /** A new version; the one that was there becomes the one before. */
  async refreshed(meetingId: string, parts: BriefParts): Promise<void> {
    await sql`update meeting_brief set previous = parts, parts = ${JSON.stringify(parts)}::jsonb
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** The briefing's event says this now. */
  async placed(meetingId: string, html: string): Promise<void> {
    await sql`update meeting_brief set placed = ${html}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** The room says this version now, in a post of that person's. */
  async posted(
    meetingId: string,
    { version, postId, postedBy }: { version: string; postId: string; postedBy: string },
  ): Promise<void> {
    await sql`update meeting_brief set posted = ${version}, post_id = ${postId}, posted_by = ${postedBy}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** Somebody was told that this version waits to be posted. */
  async toldOf(meetingId: string, version: string): Promise<void> {
    await sql`update meeting_brief set told_version = ${version}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** The deal's channel, where there is one that only our people are in; null otherwise. */
  async room(dealId: string): Promise<{ teamId: string; channelId: string } | null> {
    return row<{ teamId: string; channelId: string }>(
      db,
      sql`select r.team_id as "teamId", r.channel_id as "channelId" from room r
            join deal d on d.tenant_id = ${tenantId} and d.id = r.deal_id and d.sensitivity <> 'shared'
           where r.tenant_id = ${tenantId} and r.deal_id = ${dealId} and r.channel_id is not null and not r.archived`,
    );
  },

  /** Meetings in that time whose brief is to be refreshed for the last time. */
  async dueBetween(from: Temporal.Instant, to: Temporal.Instant): Promise<string[]> {
    const found = await rows<{ id: string }>(
      db,
      sql`select m.id from meeting m
            join meeting_brief b on b.tenant_id = ${tenantId} and b.meeting_id = m.id
           where m.tenant_id = ${tenantId} and m.state = 'scheduled'
             and m.starts_at > ${from.toString()}::timestamptz and m.starts_at <= ${to.toString()}::timestamptz`,
    );
    return found.map(({ id }) => id);
  },
});
