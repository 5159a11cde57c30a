import type { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { editTeam } from "../../src/contract/deal-edits.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { holder } from "../../src/domain/voice/turns.ts";
import { type Db, sql } from "../store/db.ts";
import { invalid } from "./deal-input.ts";
import { passVoice, readTurns } from "./hand-over.ts";
import type { People } from "./ports.ts";
import { noteTurnover } from "./turnover-store.ts";

type Seats = z.output<typeof editTeam.body>["seats"];

/**
 * Checks a team: each person once, one account manager, nobody their own backup. Throws "request.invalid", and
 * "person.unknown" for somebody new whom the directory does not have, and for such an account manager. Whoever left the company
 * with a seat keeps it until somebody takes it: all else can be changed meanwhile.
 */
export async function checkTeam(seats: Seats, deal: Pick<Deal, "seats">, people: People): Promise<void> {
  const seen = new Set<string>();
  for (const [place, { personId, backupId }] of seats.entries()) {
    if (seen.has(personId)) throw invalid(`seats.${place}.personId`, "this person has a seat already");
    if (backupId === personId) throw invalid(`seats.${place}.backupId`, "somebody else must stand in");
    seen.add(personId);
  }
  if (seats.filter(({ role }) => role === "accountManager").length !== 1)
    throw invalid("seats", "one person leads a deal");
  const all = new Set([...seen, ...seats.flatMap(({ backupId }) => backupId ?? [])]);
  const found = await people.people([...all]);
  const before = new Set(
    deal.seats.flatMap(({ person, backup }) => [person.id, ...(backup ? [backup.id] : [])]),
  );
  const leader = seats.find(({ role }) => role === "accountManager")?.personId;
  if ([...all].some((id) => !found.has(id) && (id === leader || !before.has(id))))
    throw new Problem("person.unknown", "The directory does not know this person.");
}

/**
 * Writes who is in the team. A spokesperson who leaves passes the voice to the account manager at that moment; whoever
 * leaves is to be taken out of the room.
 */
export async function updateTeam(
  tx: Db,
  tenantId: string,
  deal: Deal,
  seats: Seats,
  byId: string,
  at: Temporal.Instant,
): Promise<void> {
  const dealId = deal.id;
  const staying = new Set(seats.map(({ personId }) => personId));
  await sql`delete from deal_seat where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  for (const { personId, role, backupId } of seats)
    await sql`insert into deal_seat (tenant_id, deal_id, person_id, role, backup_id)
              values (${tenantId}, ${dealId}, ${personId}, ${role}, ${backupId})`.execute(tx);
  for (const { person } of deal.seats.filter((seat) => !staying.has(seat.person.id)))
    await sql`insert into room_leaver (tenant_id, deal_id, person_id)
              values (${tenantId}, ${dealId}, ${person.id}) on conflict do nothing`.execute(tx);
  for (const id of staying)
    await sql`delete from room_leaver
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${id}`.execute(tx);

  const speaker = holder(await readTurns(tx, tenantId, dealId), at)?.spokesperson;
  const leader = seats.find(({ role }) => role === "accountManager")?.personId;
  if (leader !== undefined && speaker !== undefined && !staying.has(speaker)) {
    await passVoice(tx, tenantId, dealId, leader, at);
    await noteTurnover(tx, tenantId, { dealId, kind: "hand-over", fromId: speaker, toId: leader, byId, at });
  }
}
