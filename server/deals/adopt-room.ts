import type * as z from "zod/mini";
import type { listRoomCandidates } from "../../src/contract/deal-rooms.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { samePurpose } from "../../src/domain/deals/same-purpose.ts";
import type { House } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import type { DealPorts } from "./ports.ts";
import type { RoomWish } from "./room-asks.ts";

/** More would not be chosen from but searched in. */
const OFFERED = 5;

type Candidates = z.output<typeof listRoomCandidates.reply>["channels"];

/** Channels that could become the deal's room: open to the people that it wants, and nobody's room yet. */
export async function roomCandidates(
  { db, tenantId }: House,
  ports: DealPorts,
  deal: Deal,
): Promise<Candidates> {
  const all = await ports.teams.channels(ports.teamId);
  const taken = await rows<{ id: string }>(
    db,
    sql`select channel_id as id from room where tenant_id = ${tenantId} and channel_id is not null
        union select channel_id from room_former where tenant_id = ${tenantId} and archive`,
  );
  const free = all.filter(
    ({ id, kind }) => kind === deal.sensitivity && taken.every((other) => other.id !== id),
  );
  return samePurpose(free, deal)
    .slice(0, OFFERED)
    .map(({ channel: { id, name, webUrl }, why }) => ({ id, name, webUrl, why }));
}

/** The channel as a room wants it. Throws "channel.unknown" where it is not there, or open to other people than the deal wants. */
export async function channelToAdopt(
  ports: DealPorts,
  deal: Deal,
  channelId: string,
): Promise<NonNullable<RoomWish["adopt"]>> {
  const found = await ports.teams.channel(ports.teamId, channelId).catch((error: unknown) => {
    // Graph takes an id that is none for a bad request.
    if (ports.troubleOf(error)?.kind === "refused") return null;
    throw error;
  });
  if (found === null || found.kind !== deal.sensitivity)
    throw new Problem("channel.unknown", "There is no such channel for this deal.");
  return found;
}

/** Turns the database's refusal of a second room for one channel into "channel.taken". */
export function unlessTaken(error: unknown): never {
  const isTaken =
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === UNIQUE &&
    /room_by_channel/.test(String(error));
  if (isTaken) throw new Problem("channel.taken", "The channel is another deal's room.");
  throw error;
}

/** PostgreSQL's code for a key that is there already. */
const UNIQUE = "23505";
