import { Temporal } from "temporal-polyfill";
import type { Away } from "../../src/domain/deals/warnings.ts";
import type { House, Room } from "../room.ts";
import { rows, sql, transact } from "../store/db.ts";
import { awaitedOf, inBatches, type Watched } from "./absence-plan.ts";
import { keepAway } from "./away-store.ts";
import type { DealPerson, DealPorts } from "./ports.ts";
import { patiently } from "./room-work.ts";

/** An entry "out of office" counts as a day away from so many hours on; shorter ones are an errand. */
const WHOLE_DAY_HOURS = 20;
/** Calendars are asked through somebody's own mailbox; where one cannot be read, so many may be tried. */
const OWNERS_MOST = 3;

type Blocks = Awaited<ReturnType<DealPorts["absences"]["blocks"]>>;

/** How often absences are looked at anew. */
export const ABSENCES_EVERY = Temporal.Duration.from({ hours: 4 });

/**
 * Looks when the people of deals are away: one deal's when its team changes, everyone's a few times a day. However many
 * deals somebody has a seat in, they are looked at once, and twenty calendars are one question.
 */
export function absenceWork(house: House, ports: DealPorts): Room["work"] {
  const { db, tenantId, ask, now } = house;
  return (queue) => {
    queue.work("team.absences", ({ dealId }) =>
      patiently(
        ports,
        awaitedOf(db, tenantId, now(), { dealId }).then((found) => lookAt(house, ports, found)),
      ),
    );
    queue.work("team.absences-of", ({ personIds }) =>
      patiently(
        ports,
        awaitedOf(db, tenantId, now(), { personIds }).then((found) => lookAt(house, ports, found)),
      ),
    );
    queue.work("team.absences-all", async () => {
      // A batch is work of its own: what fails is asked again without all that went well.
      for (const batch of inBatches(await awaitedOf(db, tenantId, now(), {})))
        await ask(db, "team.absences-of", { tenantId, personIds: batch.map(({ id }) => id) });
    });
  };
}

/** Reads mailboxes and calendars, keeps who is away when, and tells the deals of those for whom that changed. */
async function lookAt(house: House, ports: DealPorts, awaited: readonly Watched[]): Promise<void> {
  const { db, tenantId } = house;
  const changed: string[] = [];
  for (const batch of inBatches(awaited)) {
    const people = [...(await ports.people.people(batch.map(({ id }) => id))).values()];
    const calendars = await calendarsOf(ports, people, house.now(), latestOf(batch));
    for (const { id, mail } of people) {
      const replies = await ports.absences.replies(id);
      const calendar = calendars.get(mail.toLowerCase()) ?? null;
      await transact(db, async (tx) => {
        // What could not be read stays as it was known.
        if (replies !== null && (await keepAway(tx, tenantId, id, "replies", replies))) changed.push(id);
        if (calendar !== null && (await keepAway(tx, tenantId, id, "calendar", calendar))) changed.push(id);
      });
    }
  }
  await announceFor(house, changed);
}

async function announceFor({ db, tenantId, announce }: House, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const seated = await rows<{ id: string }>(
    db,
    sql`select distinct deal_id as id from deal_seat where tenant_id = ${tenantId}
           and (person_id = any(${[...personIds]}::text[]) or backup_id = any(${[...personIds]}::text[]))`,
  );
  for (const { id } of seated) announce(tenantId, { topic: "deals", dealId: id });
}

function latestOf(awaited: readonly Watched[]): Temporal.Instant {
  return awaited.map(({ until }) => until).reduce((one, other) => (isBefore(one, other) ? other : one));
}

async function calendarsOf(
  ports: DealPorts,
  people: readonly DealPerson[],
  start: Temporal.Instant,
  end: Temporal.Instant,
): Promise<Map<string, Away[]>> {
  const addresses = people.map(({ mail }) => mail);
  let found: Blocks = new Map();
  for (const owner of people.slice(0, OWNERS_MOST)) {
    found = await ports.absences.blocks(owner.id, addresses, { start, end });
    if (found.size > 0) break;
  }
  return new Map([...found].map(([address, blocks]) => [address.toLowerCase(), daysOff(blocks)]));
}

function daysOff(blocks: NonNullable<ReturnType<Blocks["get"]>>): Away[] {
  return blocks
    .filter(({ status, start, end }) => status === "oof" && end - start >= WHOLE_DAY_HOURS * 3_600_000)
    .map(({ start, end }) => ({
      since: Temporal.Instant.fromEpochMilliseconds(start),
      until: Temporal.Instant.fromEpochMilliseconds(end),
    }));
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
