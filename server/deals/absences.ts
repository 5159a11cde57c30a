import { Temporal } from "temporal-polyfill";
import type { Away } from "../../src/domain/deals/warnings.ts";
import type { House, Room } from "../room.ts";
import { rows, sql, transact } from "../store/db.ts";
import { keepAway } from "./away-store.ts";
import type { DealPerson, DealPorts } from "./ports.ts";
import { patiently } from "./room-work.ts";

/** Calendars are looked at so far ahead at most: a year of them would cost six questions to Graph each. */
const AHEAD_DAYS = 120;
/** An entry "out of office" counts as a day away from so many hours on; shorter ones are an errand. */
const WHOLE_DAY_HOURS = 20;

/** How often absences are looked at anew. */
export const ABSENCES_EVERY = Temporal.Duration.from({ hours: 4 });

type Seated = { id: string; until: string | null };

/** Looks when the people of deals are away: one deal's when its team changes, everyone's a few times a day. */
export function absenceWork(house: House, ports: DealPorts): Room["work"] {
  const { db, tenantId, ask } = house;
  return (queue) => {
    queue.work("team.absences", ({ dealId }) => patiently(ports, lookAtTeam(house, ports, dealId)));
    queue.work("team.absences-all", async () => {
      const open = await rows<{ id: string }>(
        db,
        sql`select id from deal where tenant_id = ${tenantId} and stage not in ('won', 'lost')
               and (tender_date is not null or close_date is not null or exists (
                 select 1 from deal_milestone m where m.tenant_id = deal.tenant_id and m.deal_id = deal.id))`,
      );
      for (const { id } of open) await ask(db, "team.absences", { tenantId, dealId: id });
    });
  };
}

/** Reads mailboxes and calendars of one team until the last of its days, and keeps who is away when. */
async function lookAtTeam(house: House, ports: DealPorts, dealId: string): Promise<void> {
  const { db, tenantId, now, announce } = house;
  const seated = await rows<Seated>(
    db,
    sql`select unnest(array_remove(array[s.person_id, s.backup_id], null)) as id, to_char(greatest(d.tender_date, d.close_date, (select max(m.day) from deal_milestone m
                 where m.tenant_id = d.tenant_id and m.deal_id = d.id)), 'YYYY-MM-DD') as until
          from deal_seat s join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
         where s.tenant_id = ${tenantId} and s.deal_id = ${dealId}::uuid`,
  );
  const until = seated[0]?.until ?? null;
  if (until === null) return;
  const people = [...(await ports.people.people(seated.map(({ id }) => id))).values()];
  const calendars = await calendarsOf(ports, people, now(), Temporal.PlainDate.from(until));
  let hasChanged = false;
  for (const { id, mail } of people) {
    const replies = await ports.absences.replies(id);
    const calendar = calendars.get(mail.toLowerCase()) ?? null;
    await transact(db, async (tx) => {
      // What could not be read stays as it was known.
      if (replies !== null && (await keepAway(tx, tenantId, id, "replies", replies))) hasChanged = true;
      if (calendar !== null && (await keepAway(tx, tenantId, id, "calendar", calendar))) hasChanged = true;
    });
  }
  if (hasChanged) announce(tenantId, { topic: "deals", dealId });
}

async function calendarsOf(
  ports: DealPorts,
  people: readonly DealPerson[],
  at: Temporal.Instant,
  until: Temporal.PlainDate,
): Promise<Map<string, Away[]>> {
  const [first] = people;
  const last = until.add({ days: 2 }).toZonedDateTime("UTC").toInstant();
  const farthest = at.add({ hours: AHEAD_DAYS * 24 });
  const end = Temporal.Instant.compare(last, farthest) < 0 ? last : farthest;
  if (first === undefined || Temporal.Instant.compare(at, end) >= 0) return new Map();
  const addresses = people.map(({ mail }) => mail);
  const found = await ports.absences.blocks(first.id, addresses, { start: at, end });
  return new Map(
    [...found].map(([address, blocks]) => [
      address.toLowerCase(),
      blocks
        .filter(
          ({ status, start, end: ends }) => status === "oof" && ends - start >= WHOLE_DAY_HOURS * 3_600_000,
        )
        .map(({ start, end: ends }) => ({
          since: Temporal.Instant.fromEpochMilliseconds(start),
          until: Temporal.Instant.fromEpochMilliseconds(ends),
        })),
    ]),
  );
}
