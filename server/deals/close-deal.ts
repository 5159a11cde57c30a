import { Temporal } from "temporal-polyfill";
import type { Deal } from "../../src/contract/deals.ts";
import type { Person } from "../../src/contract/words.ts";
import { isClosed, type Stage } from "../../src/domain/deals/deal.ts";
import { handOver, holder, layDown } from "../../src/domain/voice/turns.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import { invalid } from "./deal-input.ts";
import { passVoice, readTurns, writeTurns } from "./hand-over.ts";

/** So long after it a step can be taken back without a trace. */
export const UNDO = Temporal.Duration.from({ minutes: 1 });

/** What ends with the deal, and what is left open. */
export async function whatEnds(
  db: Db,
  tenantId: string,
  deal: Deal,
  at: Temporal.Instant,
): Promise<{ openIncidents: number; meetings: number; unwatched: Person[]; channelName: string | null }> {
  const planned = await row<{ count: number }>(
    db,
    sql`select count(*)::int as count from meeting where tenant_id = ${tenantId} and deal_id = ${deal.id}::uuid
           and ends_at > ${at.toString()} and state in ('scheduling', 'scheduled')`,
  );
  const unwatched = await rows<Person>(
    db,
    sql`select p.id, p.name, p.mail, p.title from deal_seat s
          join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
         where s.tenant_id = ${tenantId} and s.deal_id = ${deal.id}::uuid and not exists (
               select 1 from deal_seat o join deal d on d.tenant_id = o.tenant_id and d.id = o.deal_id
                where o.tenant_id = ${tenantId} and o.person_id = s.person_id and o.deal_id <> s.deal_id
                  and d.stage not in ('won', 'lost'))
         order by p.name`,
  );
  return {
    openIncidents: deal.openIncidents,
    meetings: planned?.count ?? 0,
    unwatched,
    channelName: deal.room.channelName,
  };
}

/** Ends the deal: nobody's turn lasts any longer. Throws "request.invalid" for one that is over. */
export async function endDeal(
  tx: Db,
  tenantId: string,
  deal: Deal,
  outcome: "won" | "lost",
  at: Temporal.Instant,
): Promise<void> {
  if (isClosed(deal.stage)) throw invalid("outcome", "the deal is over already");
  const turns = await readTurns(tx, tenantId, deal.id);
  const speaker = holder(turns, at)?.spokesperson ?? null;
  await writeTurns(tx, tenantId, deal.id, layDown(turns, at));
  await sql`update deal set stage = ${outcome}, closed_at = ${at.toString()}, closed_stage = ${deal.stage},
                   closed_speaker = ${speaker}
             where tenant_id = ${tenantId} and id = ${deal.id}::uuid`.execute(tx);
}

type Ended = { at: Date | null; stage: Stage | null; speaker: string | null };

/**
 * Opens the deal again. Within the minute the turn goes on as if it had never ended; later a new one begins. Whoever has
 * lost their seat meanwhile does not speak again: then the account manager does.
 */
export async function openAgain(tx: Db, tenantId: string, deal: Deal, at: Temporal.Instant): Promise<void> {
  if (!isClosed(deal.stage)) throw invalid("version", "the deal is not over");
  const ended = await row<Ended>(
    tx,
    sql`select closed_at as at, closed_stage as stage, closed_speaker as speaker from deal
         where tenant_id = ${tenantId} and id = ${deal.id}::uuid`,
  );
  const leader = deal.seats.find(({ role }) => role === "accountManager")?.person.id ?? null;
  const isSeated = deal.seats.some(({ person }) => person.id === ended?.speaker);
  const speaker = isSeated ? (ended?.speaker ?? null) : leader;
  const isFresh =
    ended?.at != null && isWithinUndo(Temporal.Instant.fromEpochMilliseconds(ended.at.getTime()), at);
  if (isFresh && isSeated) await continueLast(tx, tenantId, deal.id, speaker);
  else if (speaker !== null) await passVoice(tx, tenantId, deal.id, speaker, at);
  await sql`update deal set stage = ${ended?.stage ?? "contract"}, closed_at = null, closed_stage = null,
                   closed_speaker = null
             where tenant_id = ${tenantId} and id = ${deal.id}::uuid`.execute(tx);
}

/** Takes back a hand-over of the last minute. Throws "request.invalid" when there is none. */
export async function takeBackVoice(
  tx: Db,
  tenantId: string,
  deal: Deal,
  at: Temporal.Instant,
): Promise<void> {
  const turns = await readTurns(tx, tenantId, deal.id);
  const [before, last] = turns.slice(-2);
  const isHandOver =
    before !== undefined &&
    last?.until === null &&
    before.until?.epochMilliseconds === last.since.epochMilliseconds;
  if (!isHandOver || !isWithinUndo(last.since, at))
    throw invalid("version", "no hand-over was made just now");
  if (!deal.seats.some(({ person }) => person.id === before.spokesperson))
    throw invalid("version", "whoever spoke before is not in the team any more");
  await writeTurns(tx, tenantId, deal.id, handOver(turns.slice(0, -1), before.spokesperson, before.since));
}

async function continueLast(tx: Db, tenantId: string, dealId: string, speaker: string | null): Promise<void> {
  const turns = await readTurns(tx, tenantId, dealId);
  const last = turns.at(-1);
  if (last === undefined || last.spokesperson !== speaker) return;
  await writeTurns(tx, tenantId, dealId, [...turns.slice(0, -1), { ...last, until: null }]);
}

function isWithinUndo(since: Temporal.Instant, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, since.add(UNDO)) < 0;
}
