import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";

/** Times offered to one person of the client, as they are kept. `people`: ours who would come. */
export type StoredOffer = {
  id: string;
  dealId: string;
  clientName: string;
  clientAddress: string;
  clientZone: string;
  language: "en" | "ru";
  subject: string;
  minutes: number;
  people: string[];
  state: "open" | "chosen" | "expired" | "withdrawn";
  meetingId: string | null;
  chosenAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant;
  createdBy: string;
  /** Who invites once the client has chosen. */
  organizerId: string;
  createdAt: Temporal.Instant;
};

/** One offered time on one calendar. `isDropped`: somebody took it off theirs, so that it is not offered any more. */
export type Hold = {
  start: Temporal.Instant;
  personId: string;
  eventId: string | null;
  isReleased: boolean;
  isDropped: boolean;
};

type Row = Omit<StoredOffer, "chosenAt" | "expiresAt" | "createdAt"> & {
  chosenAt: Date | null;
  expiresAt: Date;
  createdAt: Date;
};

const COLUMNS = sql.raw(`
  id, deal_id as "dealId", client_name as "clientName", client_address as "clientAddress", client_zone as "clientZone",
  language, subject, minutes, people, state, meeting_id as "meetingId", chosen_at as "chosenAt",
  expires_at as "expiresAt", created_by as "createdBy", organizer_id as "organizerId", created_at as "createdAt"`);

/** Offers and what is held for them. This room alone writes them. */
export const offerStore = (db: Db, tenantId: string) => ({
  /** The offer; null when there is none by this id. */
  async offer(id: string): Promise<StoredOffer | null> {
    const found = await row<Row>(
      db,
      sql`select ${COLUMNS} from slot_offer where tenant_id = ${tenantId} and id = ${id}`,
    );
    return found && readOffer(found);
  },

  /** The offer behind a link, by the hash of its secret; within a transaction nobody else chooses meanwhile. */
  async bySecret(hash: string): Promise<StoredOffer | null> {
    const lock = db.isTransaction ? sql.raw("for update") : sql.raw("");
    const found = await row<Row>(
      db,
      sql`select ${COLUMNS} from slot_offer where tenant_id = ${tenantId} and secret_hash = ${hash} ${lock}`,
    );
    return found && readOffer(found);
  },

  /** A deal's offers, newest first. */
  async ofDeal(dealId: string): Promise<StoredOffer[]> {
    const found = await rows<Row>(
      db,
      sql`select ${COLUMNS} from slot_offer where tenant_id = ${tenantId} and deal_id = ${dealId}
           order by created_at desc, id`,
    );
    return found.map(readOffer);
  },

  /** What is held for an offer, by time. */
  async holds(offerId: string): Promise<Hold[]> {
    const found = await rows<Omit<Hold, "start"> & { startsAt: Date }>(
      db,
      sql`select starts_at as "startsAt", person_id as "personId", event_id as "eventId",
                 released_at is not null as "isReleased", dropped as "isDropped"
            from slot_hold where tenant_id = ${tenantId} and offer_id = ${offerId} order by starts_at, person_id`,
    );
    return found.map(({ startsAt, ...rest }) => ({ ...rest, start: toInstant(startsAt) }));
  },

  /** The time is not offered any more. */
  async drop(offerId: string, start: Temporal.Instant): Promise<void> {
    await sql`update slot_hold set dropped = true
               where tenant_id = ${tenantId} and offer_id = ${offerId} and starts_at = ${start.toString()}`.execute(
      db,
    );
  },

  /** Keeps an offer with what is to be held. False when its id is taken already. */
  async add(
    offer: Omit<StoredOffer, "state" | "meetingId" | "chosenAt"> & { secretHash: string },
    times: readonly Temporal.Instant[],
  ): Promise<boolean> {
    const { id, dealId, secretHash, clientName, clientAddress, clientZone, language, subject } = offer;
    const added = await rows(
      db,
      sql`insert into slot_offer (tenant_id, id, deal_id, secret_hash, client_name, client_address, client_zone,
                                  language, subject, minutes, people, state, expires_at, created_by, organizer_id,
                                  created_at)
          values (${tenantId}, ${id}, ${dealId}, ${secretHash}, ${clientName}, ${clientAddress}, ${clientZone},
                  ${language}, ${subject}, ${offer.minutes}, ${offer.people}::text[], 'open',
                  ${offer.expiresAt.toString()}, ${offer.createdBy}, ${offer.organizerId},
                  ${offer.createdAt.toString()})
          on conflict do nothing returning id`,
    );
    if (added.length === 0) return false;
    for (const start of times) {
      for (const personId of offer.people) {
        await sql`insert into slot_hold (tenant_id, offer_id, starts_at, person_id)
                  values (${tenantId}, ${id}, ${start.toString()}, ${personId})`.execute(db);
      }
    }
    return true;
  },

  /** Whether another open offer holds one of the people in that time. */
  async isHeld(people: readonly string[], { start, end }: Interval): Promise<boolean> {
    const found = await row(
      db,
      sql`select 1 from slot_hold h join slot_offer o on o.tenant_id = ${tenantId} and o.id = h.offer_id
           where h.tenant_id = ${tenantId} and o.state = 'open' and not h.dropped and h.person_id = any(${[...people]}::text[])
             and h.starts_at < ${end.toString()}::timestamptz
             and h.starts_at + make_interval(mins => o.minutes) > ${start.toString()}::timestamptz
           limit 1`,
    );
    return found !== null;
  },

  /** Ends an open offer. True when this call did. */
  async end(
    id: string,
    state: Exclude<StoredOffer["state"], "open">,
    chosen: { meetingId: string; at: Temporal.Instant } | null,
  ): Promise<boolean> {
    const ended = await rows(
      db,
      sql`update slot_offer set state = ${state}, meeting_id = ${chosen?.meetingId ?? null}::uuid,
                 chosen_at = ${chosen?.at.toString() ?? null}::timestamptz
           where tenant_id = ${tenantId} and id = ${id} and state = 'open' returning id`,
    );
    return ended.length === 1;
  },

  /** The time is held on the person's calendar; also where it was taken for free while it was being put there. */
  async held(offerId: string, { start, personId }: Hold, eventId: string): Promise<void> {
    await sql`update slot_hold set event_id = ${eventId}, released_at = null
               where tenant_id = ${tenantId} and offer_id = ${offerId} and starts_at = ${start.toString()}
                 and person_id = ${personId}`.execute(db);
  },

  /** The time is not held there any more. */
  async released(offerId: string, { start, personId }: Hold, at: Temporal.Instant): Promise<void> {
    await sql`update slot_hold set released_at = ${at.toString()}
               where tenant_id = ${tenantId} and offer_id = ${offerId} and starts_at = ${start.toString()}
                 and person_id = ${personId}`.execute(db);
  },

  /** Offers that ran out, and offers that are open or of which something is still to be released. */
  async toLookAt(now: Temporal.Instant): Promise<{ expired: string[]; unfinished: string[] }> {
    const expired = await rows<{ id: string }>(
      db,
      sql`select id from slot_offer
           where tenant_id = ${tenantId} and state = 'open' and expires_at <= ${now.toString()}`,
    );
    const unfinished = await rows<{ id: string }>(
      db,
      sql`select distinct o.id from slot_offer o
            join slot_hold h on h.tenant_id = ${tenantId} and h.offer_id = o.id
           where o.tenant_id = ${tenantId}
             and (o.state = 'open' or h.released_at is null)`,
    );
    const ids = (found: { id: string }[]) => found.map(({ id }) => id);
    return { expired: ids(expired), unfinished: ids(unfinished) };
  },
});

function readOffer({ chosenAt, expiresAt, createdAt, ...rest }: Row): StoredOffer {
  return {
    ...rest,
    chosenAt: toInstantOrNull(chosenAt),
    expiresAt: toInstant(expiresAt),
    createdAt: toInstant(createdAt),
  };
}
