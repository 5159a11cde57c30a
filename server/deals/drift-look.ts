import { lastNight } from "../../src/domain/deals/nightly.ts";
import { roomDrift } from "../../src/domain/deals/room-drift.ts";
import type { House } from "../room.ts";
import { rows, sql, transact } from "../store/db.ts";
import { readSeats } from "./deal-store.ts";
import { type FoundDrift, keepDrift } from "./drift-store.ts";
import type { DealPorts } from "./ports.ts";
import { loseChannel } from "./room-place.ts";
import { type RoomFacts, roomFacts } from "./room-store.ts";

/** A room that has its channel. */
export type Place = RoomFacts & { teamId: string; channelId: string };

/**
 * Looks at every room whose deal is worked on and that was not looked at since the night began where its account manager is,
 * one after the other. Rejects with the adapter's error when Graph is busy; who was looked at until then is not looked at again.
 */
export async function lookAtRoomsByNight(house: House, ports: DealPorts): Promise<void> {
  const { db, tenantId, now, log } = house;
  for (const dealId of await roomsDue(house, ports.night)) {
    const room = await roomFacts(db, tenantId, dealId);
    if (room === null || !hasChannel(room)) continue;
    await lookAtRoom(house, ports, room).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      log.warn({ dealId, trouble: trouble.kind }, "the people of a room could not be looked at");
    });
    // One that cannot be looked at waits for the next night like all others.
    await sql`update room set looked_at = ${now().toString()}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
  }
}

/** A room that was made by day is looked at the next night. */
async function roomsDue({ db, tenantId, now }: House, night: DealPorts["night"]): Promise<string[]> {
  const ready = await rows<{ dealId: string; zone: string | null; seenAt: Date }>(
    db,
    sql`select r.deal_id as "dealId", p.zone, coalesce(greatest(r.checked_at, r.looked_at), r.updated_at) as "seenAt"
          from room r join deal d on d.tenant_id = r.tenant_id and d.id = r.deal_id
          join deal_seat s on s.tenant_id = r.tenant_id and s.deal_id = r.deal_id and s.role = 'accountManager'
          left join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
         where r.tenant_id = ${tenantId} and r.channel_id is not null and r.state = 'ready'
           and d.stage not in ('won', 'lost')
         order by "seenAt"`,
  );
  const at = now();
  const began = new Map<string, number>();
  return ready.flatMap(({ dealId, zone, seenAt }) => {
    const there = zone ?? night.zone;
    const since = began.get(there) ?? lastNight(at, there, night.time).epochMilliseconds;
    began.set(there, since);
    return seenAt.getTime() < since ? [dealId] : [];
  });
}

/**
 * Compares who is in a room with its deal team, and keeps what differs. A room whose channel or team somebody deleted is stuck
 * from then on. Rejects as the adapters do.
 */
export async function lookAtRoom(
  { db, tenantId, now, announce }: House,
  ports: DealPorts,
  room: Place,
): Promise<void> {
  const { dealId, kind, teamId, channelId } = room;
  const lost = await lossOf(ports, room);
  if (lost !== null) {
    await transact(db, (tx) => loseChannel(tx, tenantId, dealId, { why: lost, at: now() }));
    return announce(tenantId, { topic: "room", dealId });
  }
  const seats = await readSeats(db, tenantId, dealId);
  const known = await ports.people.people(seats.map(({ person }) => person.id));
  const channel = kind === "standard" ? null : await ports.teams.channelMembers(teamId, channelId);
  const inside =
    channel ??
    [...(await ports.teams.teamMembers(teamId))].map((id) => ({ id, isOwner: false, name: id, mail: "" }));
  const found = roomDrift({
    kind,
    seats: seats.map(({ person, role }) => ({ personId: person.id, role })),
    inside,
    leftCompany: new Set(seats.map(({ person }) => person.id).filter((id) => !known.has(id))),
  });
  const named = found.map(({ id, kind: how }): FoundDrift => {
    const ours = seats.find(({ person }) => person.id === id)?.person;
    const there = inside.find((one) => one.id === id);
    return { id, kind: how, name: ours?.name ?? there?.name ?? id, mail: ours?.mail ?? there?.mail ?? "" };
  });
  await transact(db, (tx) => keepDrift(tx, tenantId, dealId, named, now()));
  announce(tenantId, { topic: "room", dealId });
}

/** What somebody deleted: the room's channel, or the whole team; null where both are there. */
async function lossOf(
  { teams, troubleOf }: DealPorts,
  { teamId, channelId }: Place,
): Promise<"channel-gone" | "team-unknown" | null> {
  if ((await teams.channel(teamId, channelId)) !== null) return null;
  try {
    const all = await teams.channels(teamId);
    return all.some(({ id }) => id === channelId) ? null : "channel-gone";
  } catch (error) {
    if (troubleOf(error)?.kind === "gone") return "team-unknown";
    throw error;
  }
}

/** Whether the room has its channel. */
export function hasChannel(room: RoomFacts): room is Place {
  return room.teamId !== null && room.channelId !== null;
}
