import { checkRoom, readRoomDrift, settleDrift } from "../../src/contract/deal-drift.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { row, sql } from "../store/db.ts";
import { dealFor, dealToChange } from "./deal-access.ts";
import { readSeats } from "./deal-store.ts";
import { hasChannel, lookAtRoom, type Place } from "./drift-look.ts";
import { explainDrift, readDrift } from "./drift-store.ts";
import type { DealPorts } from "./ports.ts";
import { roomFacts } from "./room-store.ts";

/** Doors to what differs between a room and its deal team: seen, looked for, settled one by one. */
export function drift(house: House, ports: DealPorts): Room["routes"] {
  const { db, tenantId, audit, now } = house;
  return [
    serve(readRoomDrift, audit, async ({ params: { dealId }, caller }) => {
      await dealFor(house, dealId, caller);
      return readDrift(db, tenantId, dealId);
    }),
    serve(checkRoom, audit, async ({ params: { dealId }, caller }) => {
      await dealFor(house, dealId, caller);
      await lookAtRoom(house, ports, await placeOf(house, dealId));
      return readDrift(db, tenantId, dealId);
    }),
    serve(settleDrift, audit, async ({ params: { dealId }, body, caller }) => {
      await dealToChange(house, dealId, caller, "edit");
      const place = await placeOf(house, dealId);
      if (body.action === "repair") await repair(house, ports, place, body.personId);
      else {
        const { personId, words } = body;
        const explained = { personId, words, byId: caller.userId, at: now() };
        if (!(await explainDrift(db, tenantId, dealId, explained))) throw gone();
      }
      return readDrift(db, tenantId, dealId);
    }),
  ];
}

async function repair(house: House, ports: DealPorts, room: Place, personId: string): Promise<void> {
  const { teams } = ports;
  const { teamId, channelId, kind } = room;
  const found = await row<{ kind: string }>(
    house.db,
    sql`select kind from room_drift where tenant_id = ${house.tenantId} and deal_id = ${room.dealId}::uuid
           and person_id = ${personId}`,
  );
  switch (found?.kind) {
    case "missing":
      if (kind !== "shared") await teams.joinTeam(teamId, personId);
      if (kind !== "standard")
        await teams.joinChannel(teamId, channelId, personId, await leads(house, room, personId));
      break;
    case "extra":
      await teams.leaveChannel(teamId, channelId, personId);
      break;
    case "not-owner":
      await teams.ownChannel(teamId, channelId, personId);
      break;
    case "left-company":
      throw new Problem("person.unknown", "The directory does not know this person any more.");
    default:
      throw gone();
  }
  await lookAtRoom(house, ports, room);
}

async function leads({ db, tenantId }: House, { dealId }: Place, personId: string): Promise<boolean> {
  const seats = await readSeats(db, tenantId, dealId);
  return seats.some(({ person, role }) => person.id === personId && role === "accountManager");
}

async function placeOf({ db, tenantId }: House, dealId: string): Promise<Place> {
  const room = await roomFacts(db, tenantId, dealId);
  if (room === null || !hasChannel(room)) throw new Problem("room.unknown", "The deal has no room.");
  return room;
}

function gone(): Problem {
  return new Problem("drift.unknown", "This difference is gone already.");
}
