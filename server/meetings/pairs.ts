import { Temporal } from "temporal-polyfill";
import { keepPair, listPairs, type Pair } from "../../src/contract/pairs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { byUrgency, type Cadence, dueTouch, isOverdue } from "../../src/domain/meetings/cadence.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";
import { seatOf } from "./deals.ts";
import type { MeetingPorts } from "./ports.ts";
import { readTouches } from "./touches.ts";

type Row = {
  executiveId: string;
  contactId: string;
  name: string;
  address: string;
  role: Pair["contact"]["role"];
  everyDays: number | null;
  handAt: Date | null;
  meetingAt: Date | null;
  mailAt: Date | null;
  nextAt: Date | null;
  since: Date;
};

/** Calendars and mail are read for touches so often. */
const READ_EVERY = Temporal.Duration.from({ hours: 1 });

/** Our executives and theirs: when each two last met, when they meet next, and who is overdue. */
export function openPairs(house: House, ports: MeetingPorts): Room {
  const { db, tenantId, audit, announce, now } = house;
  return {
    routes: [
      serve(listPairs, audit, async ({ params: { dealId }, caller }) => {
        await seatOf(db, tenantId, dealId, caller.userId);
        return { pairs: await pairsOf(house, ports, dealId) };
      }),

      serve(keepPair, audit, async ({ params: { dealId, executiveId, contactId }, body, caller }) => {
        const { role } = await seatOf(db, tenantId, dealId, caller.userId);
        if (role !== "accountManager")
          throw new Problem("deal.not-yours", "The account manager says who keeps touch with whom.");
        const known = (await read(house, dealId)).some(
          (one) => one.executiveId === executiveId && one.contactId === contactId,
        );
        if (!known) throw new Problem("person.unknown", "These two are no pair of this deal.");
        const touched = body.touchedAt === null ? null : earlier(body.touchedAt, now());
        await sql`insert into exec_pair (tenant_id, deal_id, executive_id, contact_id, every_days, touched_at)
                  values (${tenantId}, ${dealId}, ${executiveId}, ${contactId}, ${body.everyDays}, ${touched})
                  on conflict (tenant_id, deal_id, executive_id, contact_id) do update
                    set every_days = excluded.every_days,
                        touched_at = coalesce(excluded.touched_at, exec_pair.touched_at)`.execute(db);
        announce(tenantId, { topic: "meetings", dealId });
        return { pairs: await pairsOf(house, ports, dealId) };
      }),
    ],
    work(queue) {
      queue.work("pairs.read-all", () => readTouches(house, ports));
    },
    rounds: [{ name: "pairs.read-all", data: { tenantId }, every: READ_EVERY }],
  };
}

/** Nobody has met somebody in the future. */
function earlier(text: string, now: Temporal.Instant): string {
  const at = Temporal.Instant.from(text);
  return (Temporal.Instant.compare(at, now) < 0 ? at : now).toString();
}

async function pairsOf(house: House, { people }: MeetingPorts, dealId: string): Promise<Pair[]> {
  const found = await read(house, dealId);
  const known = await people.people(found.map(({ executiveId }) => executiveId));
  const now = house.now();
  return found
    .map((one) => ({ one, cadence: cadenceOf(one) }))
    .sort((a, b) => byUrgency(a.cadence, b.cadence))
    .map(({ one, cadence }) => {
      const { name = "", mail = "", title = null } = known.get(one.executiveId) ?? {};
      return {
        executive: { id: one.executiveId, name, mail, title },
        contact: { id: one.contactId, name: one.name, address: one.address, role: one.role },
        everyDays: cadence.everyDays,
        lastTouch: cadence.lastTouch?.toString() ?? null,
        lastBy: lastOf(one)?.by ?? null,
        nextTouch: cadence.nextTouch?.toString() ?? null,
        due: dueTouch(cadence)?.toString() ?? null,
        overdue: isOverdue(cadence, now),
      };
    });
}

/** The latest of what is known, and what it was. */
function lastOf({ meetingAt, mailAt, handAt }: Row): { at: Date; by: NonNullable<Pair["lastBy"]> } | null {
  const known = [
    { at: meetingAt, by: "meeting" as const },
    { at: mailAt, by: "mail" as const },
    { at: handAt, by: "hand" as const },
  ].flatMap(({ at, by }) => (at === null ? [] : [{ at, by }]));
  return known.sort((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null;
}

function cadenceOf(found: Row): Cadence {
  const { everyDays, nextAt, since } = found;
  return {
    everyDays,
    lastTouch: toInstantOrNull(lastOf(found)?.at ?? null),
    nextTouch: toInstantOrNull(nextAt),
    since: toInstant(since),
  };
}

/**
 * Meetings count for both who did not say no; whoever organized one was there. What calendars and mail tell besides is
 * what the last reading found.
 */
function read({ db, tenantId, now }: House, dealId: string): Promise<Row[]> {
  const at = now().toString();
  return rows<Row>(
    db,
    sql`with met as (
          select m.starts_at, m.ends_at, o.person_id as executive_id, t.address
            from meeting m
            join meeting_attendee t on t.tenant_id = ${tenantId} and t.meeting_id = m.id
             and t.person_id is null and t.response <> 'declined'
            join lateral (
              select m.organizer_id as person_id
              union select a.person_id from meeting_attendee a
               where a.tenant_id = ${tenantId} and a.meeting_id = m.id and a.person_id is not null
                 and a.response <> 'declined') o on true
           where m.tenant_id = ${tenantId} and m.state = 'scheduled')
        select s.person_id as "executiveId", c.id as "contactId", c.name, c.address, c.role,
               p.every_days as "everyDays", d.created_at as since,
               p.touched_at as "handAt", mail.last_at as "mailAt",
               greatest((select max(starts_at) from met
                 where executive_id = s.person_id and address = c.address and ends_at <= ${at}::timestamptz),
                 held.last_at, case when held.next_at <= ${at}::timestamptz then held.next_at end) as "meetingAt",
               least((select min(starts_at) from met
                 where executive_id = s.person_id and address = c.address and ends_at > ${at}::timestamptz),
                 case when held.next_at > ${at}::timestamptz then held.next_at end) as "nextAt"
          from deal d
          join deal_seat s on s.tenant_id = ${tenantId} and s.deal_id = d.id and s.role = 'executiveSponsor'
          join deal_contact c on c.tenant_id = ${tenantId} and c.deal_id = d.id
          left join exec_pair p on p.tenant_id = ${tenantId} and p.deal_id = d.id
           and p.executive_id = s.person_id and p.contact_id = c.id
          left join exec_touch held on held.tenant_id = ${tenantId} and held.executive_id = s.person_id
           and held.address = c.address and held.kind = 'meeting'
          left join exec_touch mail on mail.tenant_id = ${tenantId} and mail.executive_id = s.person_id
           and mail.address = c.address and mail.kind = 'mail'
         where d.tenant_id = ${tenantId} and d.id = ${dealId}
         order by s.person_id, c.name, c.id`,
  );
}
