import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { AskEvent } from "../../src/domain/meetings/evasion.ts";
import type { DeclineReason, OptionKind } from "../../src/domain/meetings/evasion-options.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";
import type { WorkTimes } from "./calendar-ports.ts";

/** An executive who is asked, as it is kept. `ranks`: how high the deal's executives stand, by person. */
export type StoredAsk = {
  id: string;
  dealId: string;
  executiveId: string;
  subject: string;
  stake: string;
  clientName: string | null;
  clientAddress: string | null;
  clientZone: string | null;
  clientRank: number;
  start: Temporal.Instant;
  minutes: number;
  inPerson: boolean;
  /** Where they would meet in person. */
  place: string | null;
  hours: WorkTimes["hours"];
  country: string | null;
  ranks: Record<string, number>;
  meetingId: string | null;
  toldDue: string | null;
  createdBy: string;
  createdAt: Temporal.Instant;
  /** The day the meeting must have done its work, "2026-12-04"; null when the deal has no date. */
  neededBy: string | null;
};

/** Something that happened to an ask. */
export type StoredAskEvent = {
  id: string;
  at: Temporal.Instant;
  kind: AskEvent["kind"];
  byId: string;
  forOther: boolean;
  option: OptionKind | null;
  toId: string | null;
  words: string | null;
  why: DeclineReason | null;
  instead: string | null;
  start: Temporal.Instant | null;
  end: Temporal.Instant | null;
  deliveredAt: Temporal.Instant | null;
};

type AskRow = Omit<StoredAsk, "start" | "createdAt"> & { startsAt: Date; createdAt: Date };
type EventRow = Omit<StoredAskEvent, "at" | "start" | "end" | "deliveredAt"> & {
  askId: string;
  at: Date;
  startsAt: Date | null;
  endsAt: Date | null;
  deliveredAt: Date | null;
};

const COLUMNS = sql.raw(`
  a.id, a.deal_id as "dealId", a.executive_id as "executiveId", a.subject, a.stake, a.client_name as "clientName",
  a.client_address as "clientAddress", a.client_zone as "clientZone", a.client_rank as "clientRank",
  a.starts_at as "startsAt", a.minutes, a.in_person as "inPerson", a.place, a.hours, a.country, a.ranks,
  a.meeting_id as "meetingId", a.told_due as "toldDue", a.created_by as "createdBy", a.created_at as "createdAt",
  to_char(coalesce(d.tender_date, d.close_date), 'YYYY-MM-DD') as "neededBy"`);

/** Asks and what happened to them. This room alone writes them. */
export const askStore = (db: Db, tenantId: string) => ({
  /** The ask; null when there is none by this id. */
  async ask(id: string): Promise<StoredAsk | null> {
    const found = await row<AskRow>(
      db,
      sql`select ${COLUMNS} from meeting_ask a join deal d on d.tenant_id = ${tenantId} and d.id = a.deal_id
           where a.tenant_id = ${tenantId} and a.id = ${id}`,
    );
    return found && readAsk(found);
  },

  /** A deal's asks, newest first; without a deal those of every deal that is worked on. */
  async asks(dealId: string | null): Promise<StoredAsk[]> {
    const found = await rows<AskRow>(
      db,
      sql`select ${COLUMNS} from meeting_ask a join deal d on d.tenant_id = ${tenantId} and d.id = a.deal_id
           where a.tenant_id = ${tenantId}
             and (a.deal_id = ${dealId}::uuid or (${dealId}::uuid is null and d.stage not in ('won', 'lost')))
           order by a.created_at desc, a.id`,
    );
    return found.map(readAsk);
  },

  /** What happened, by ask, in order. */
  async events(askIds: readonly string[]): Promise<Map<string, StoredAskEvent[]>> {
    const found = await rows<EventRow>(
      db,
      sql`select ask_id as "askId", id, at, kind, by_id as "byId", for_other as "forOther", option, to_id as "toId",
                 words, why, instead, starts_at as "startsAt", ends_at as "endsAt", delivered_at as "deliveredAt"
            from meeting_ask_event where tenant_id = ${tenantId} and ask_id = any(${[...askIds]}::uuid[])
           order by at, id`,
    );
    const byAsk = new Map<string, StoredAskEvent[]>();
    for (const { askId, at, startsAt, endsAt, deliveredAt, ...rest } of found) {
      const event = {
        ...rest,
        at: toInstant(at),
        start: toInstantOrNull(startsAt),
        end: toInstantOrNull(endsAt),
        deliveredAt: toInstantOrNull(deliveredAt),
      };
      byAsk.set(askId, [...(byAsk.get(askId) ?? []), event]);
    }
    return byAsk;
  },

  /** Keeps a new ask. False when the id is taken already. */
  async add(ask: Omit<StoredAsk, "meetingId" | "toldDue" | "neededBy">): Promise<boolean> {
    const added = await rows(
      db,
      sql`insert into meeting_ask (tenant_id, id, deal_id, executive_id, subject, stake, client_name, client_address,
                                   client_zone, client_rank, starts_at, minutes, in_person, place, hours, country,
                                   ranks, created_by, created_at)
          values (${tenantId}, ${ask.id}, ${ask.dealId}, ${ask.executiveId}, ${ask.subject}, ${ask.stake},
                  ${ask.clientName}, ${ask.clientAddress}, ${ask.clientZone}, ${ask.clientRank},
                  ${ask.start.toString()}, ${ask.minutes}, ${ask.inPerson}, ${ask.place},
                  ${JSON.stringify(ask.hours)}::jsonb, ${ask.country}, ${JSON.stringify(ask.ranks)}::jsonb, ${ask.createdBy}, ${ask.createdAt.toString()})
          on conflict do nothing returning id`,
    );
    return added.length === 1;
  },

  /** Keeps what happened. False when it was kept before. */
  async happened(
    askId: string,
    event: Pick<StoredAskEvent, "id" | "at" | "kind" | "byId"> & Partial<StoredAskEvent>,
  ): Promise<boolean> {
    const { id, at, kind, byId, forOther = false, option = null, toId = null, words = null } = event;
    const { why = null, instead = null, start, end } = event;
    const added = await rows(
      db,
      sql`insert into meeting_ask_event (tenant_id, ask_id, id, at, kind, by_id, for_other, option, to_id, words, why,
                                         instead, starts_at, ends_at)
          values (${tenantId}, ${askId}, ${id}, ${at.toString()}, ${kind}, ${byId}, ${forOther}, ${option}, ${toId},
                  ${words}, ${why}, ${instead}, ${start?.toString() ?? null}, ${end?.toString() ?? null})
          on conflict do nothing returning id`,
    );
    return added.length === 1;
  },

  /** What the ask is for from now on. */
  async becomes(
    id: string,
    part: Partial<Pick<StoredAsk, "executiveId" | "minutes" | "inPerson" | "start" | "meetingId">>,
  ): Promise<void> {
    const { executiveId = null, minutes = null, inPerson = null, start, meetingId } = part;
    await sql`update meeting_ask
                 set executive_id = coalesce(${executiveId}, executive_id), minutes = coalesce(${minutes}::int, minutes),
                     in_person = coalesce(${inPerson}::boolean, in_person),
                     starts_at = coalesce(${start?.toString() ?? null}::timestamptz, starts_at),
                     meeting_id = case when ${meetingId !== undefined} then ${meetingId ?? null}::uuid else meeting_id end
               where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  },

  /** What was sent has arrived. */
  async delivered(askId: string, eventId: string, at: Temporal.Instant): Promise<void> {
    await sql`update meeting_ask_event set delivered_at = ${at.toString()}
               where tenant_id = ${tenantId} and ask_id = ${askId} and id = ${eventId}`.execute(db);
  },

  /** The account manager was told of what became due. */
  async toldDue(id: string, due: string): Promise<void> {
    await sql`update meeting_ask set told_due = ${due} where tenant_id = ${tenantId} and id = ${id}`.execute(
      db,
    );
  },

  /** The meeting that was agreed to is at another time now. A yes has the id of its meeting. */
  async meetingMoved(meetingId: string, { start, end }: Interval): Promise<void> {
    await sql`update meeting_ask_event set starts_at = ${start.toString()}, ends_at = ${end.toString()}
               where tenant_id = ${tenantId} and id = ${meetingId} and kind = 'accepted'
                 and ask_id in (select id from meeting_ask
                                 where tenant_id = ${tenantId} and meeting_id = ${meetingId})`.execute(db);
  },

  /** The meeting that was agreed to is off the calendars: whoever asked has to ask again. */
  async meetingGone(meetingId: string, byId: string, at: Temporal.Instant): Promise<void> {
    const asked = await rows<{ id: string }>(
      db,
      sql`update meeting_ask set meeting_id = null
           where tenant_id = ${tenantId} and meeting_id = ${meetingId} returning id`,
    );
    for (const { id } of asked)
      await this.happened(id, { id: randomUUID(), at: at.round("millisecond"), kind: "called-off", byId });
  },

  /** Lets bookings and answers of one ask happen one after the other until the transaction ends. */
  async alone(id: string): Promise<void> {
    await sql`select 1 from meeting_ask where tenant_id = ${tenantId} and id = ${id} for update`.execute(db);
  },
});

function readAsk({ startsAt, createdAt, ...rest }: AskRow): StoredAsk {
  return { ...rest, start: toInstant(startsAt), createdAt: toInstant(createdAt) };
}
