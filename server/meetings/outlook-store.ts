import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Db, row, rows, sql, toInstant } from "../store/db.ts";

/** A deal that is worked on, one of our executives in it, and the client's people by their addresses. */
export type Watched = {
  dealId: string;
  account: string;
  executiveId: string;
  contacts: { name: string; address: string }[];
};

/** A meeting that we took over from Outlook and that is still to come. */
export type TakenOver = Interval & {
  id: string;
  dealId: string;
  ownerId: string;
  eventId: string;
  key: string;
  seriesId: string;
  isGone: boolean;
};

/** What is kept of one day of a repeated meeting. `ownerId`: in whose calendar it was found as `eventId`, in `seriesId`. */
export type NewTakenOver = Interval & {
  id: string;
  dealId: string;
  ownerId: string;
  eventId: string;
  key: string;
  seriesId: string;
  subject: string;
  /** The address of whoever invites; null where that is the owner. */
  invitedBy: string | null;
};

/** Meetings that people made in Outlook. This room alone writes them. */
export const outlookStore = (db: Db, tenantId: string) => ({
  async watched(): Promise<Watched[]> {
    return rows<Watched>(
      db,
      sql`select d.id as "dealId", d.account, s.person_id as "executiveId",
                 json_agg(json_build_object('name', c.name, 'address', c.address) order by c.address) as contacts
            from deal d
            join deal_seat s on s.tenant_id = ${tenantId} and s.deal_id = d.id and s.role = 'executiveSponsor'
            join deal_contact c on c.tenant_id = ${tenantId} and c.deal_id = d.id
           where d.tenant_id = ${tenantId} and d.stage not in ('won', 'lost')
           group by d.id, d.account, s.person_id order by s.person_id, d.id`,
    );
  },

  /** Those that begin after that time. */
  async toCome(after: Temporal.Instant): Promise<TakenOver[]> {
    const found = await rows<Omit<TakenOver, "start" | "end"> & { startsAt: Date; endsAt: Date }>(
      db,
      sql`select id, deal_id as "dealId", organizer_id as "ownerId", event_id as "eventId", outlook_key as key,
                 outlook_series as "seriesId", starts_at as "startsAt", ends_at as "endsAt", state = 'cancelled' as "isGone"
            from meeting
           where tenant_id = ${tenantId} and origin = 'outlook' and starts_at > ${after.toString()}::timestamptz
           order by starts_at, id`,
    );
    return found.map(({ startsAt, endsAt, ...rest }) => ({
      ...rest,
      start: toInstant(startsAt),
      end: toInstant(endsAt),
    }));
  },

  /** Keeps one with a brief of its own. False when it is known already. */
  async add(one: NewTakenOver, at: Temporal.Instant): Promise<boolean> {
    const { id, dealId, ownerId, eventId, key, seriesId, subject, invitedBy, start, end } = one;
    const added = await row(
      db,
      sql`insert into meeting (tenant_id, id, deal_id, organizer_id, subject, agenda, starts_at, ends_at, state, origin,
                               event_id, outlook_key, outlook_series, invited_by, held_start, held_end, created_at)
          values (${tenantId}, ${id}, ${dealId}, ${ownerId}, ${subject}, '', ${start.toString()}, ${end.toString()},
                  'scheduled', 'outlook', ${eventId}, ${key}, ${seriesId}, ${invitedBy}, ${start.toString()}, ${end.toString()},
                  ${at.toString()})
          on conflict do nothing returning id`,
    );
    if (added === null) return false;
    await sql`insert into meeting_brief (tenant_id, meeting_id, why, outcome, never_say, by_id)
              values (${tenantId}, ${id}, '', '', '', ${ownerId}) on conflict do nothing`.execute(db);
    return true;
  },

  /** It is read in another calendar from now on, or by another id. */
  async readIn(id: string, ownerId: string, eventId: string): Promise<void> {
    await sql`update meeting set organizer_id = ${ownerId}, event_id = ${eventId}
               where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  },

  /** It is on the calendar again. */
  async back(id: string): Promise<void> {
    await sql`update meeting set state = 'scheduled', elsewhere = null, cleared_at = null, told_change = null
               where tenant_id = ${tenantId} and id = ${id} and state = 'cancelled'`.execute(db);
  },

  /** It concerns the deal no more. */
  async forget(id: string): Promise<void> {
    await sql`delete from meeting where tenant_id = ${tenantId} and id = ${id} and origin = 'outlook'`.execute(
      db,
    );
  },
});
