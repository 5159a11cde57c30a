import { type Brief, postBrief, readBrief, writeBrief } from "../../src/contract/briefs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { placeBrief } from "./brief-place.ts";
import { postByItself, postInRoom } from "./brief-room.ts";
import { briefStore } from "./brief-store.ts";
import { changesOf, isFrozen, refresh, versionOf } from "./brief-version.ts";
import { type DealSeat, seatOf } from "./deals.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";

/** The two-minute brief before a meeting, for our people alone; kept fresh in the tab and in the briefing's event. */
export function openBriefs(house: House, ports: MeetingPorts): Pick<Room, "routes" | "work"> {
  const { db, tenantId, audit, announce, now } = house;

  async function meetingFor(dealId: string, meetingId: string): Promise<StoredMeeting> {
    const meeting = await meetingStore(db, tenantId).meeting(meetingId);
    if (meeting === null || meeting.dealId !== dealId)
      throw new Problem("meeting.unknown", "There is no such meeting.");
    return meeting;
  }

  return {
    routes: [
      serve(readBrief, audit, async ({ params: { dealId, meetingId }, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        return show(house, meeting, mayWrite(meeting, caller.userId, seat));
      }),

      serve(writeBrief, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        if (!mayWrite(meeting, caller.userId, seat))
          throw new Problem("deal.not-yours", "The organizer or the account manager writes the brief.");
        if (isFrozen(meeting, now())) throw new Problem("meeting.past", "The brief stays as it is now.");
        await transact(db, async (tx) => {
          await briefStore(tx, tenantId).write(meetingId, body, caller.userId);
          await refresh({ ...house, db: tx }, meeting);
          await house.ask(tx, "meeting.brief", { tenantId, meetingId });
        });
        const roomTrouble = await postByItself(house, ports, meeting, caller);
        announce(tenantId, { topic: "meetings", dealId });
        return { ...(await show(house, meeting, true)), roomTrouble };
      }),

      serve(postBrief, audit, async ({ params: { dealId, meetingId }, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        if (!mayWrite(meeting, caller.userId, seat))
          throw new Problem("deal.not-yours", "The organizer or the account manager posts the brief.");
        await postInRoom(house, ports, meeting, caller);
        announce(tenantId, { topic: "meetings", dealId });
        return show(house, meeting, true);
      }),
    ],
    work(queue) {
      queue.work("meeting.brief", ({ meetingId }) => placeBrief(house, ports, meetingId));
    },
  };
}

function mayWrite({ organizerId }: StoredMeeting, callerId: string, { role }: DealSeat): boolean {
  return organizerId === callerId || role === "accountManager";
}

async function show(house: House, meeting: StoredMeeting, yoursToWrite: boolean): Promise<Brief> {
  const { db, tenantId, now } = house;
  const store = briefStore(db, tenantId);
  const nobodyWrote = { why: "", outcome: "", position: "", neverSay: "" };
  const parts = (await refresh(house, meeting)) ?? { ...nobodyWrote, ...(await store.facts(meeting)) };
  const frozen = isFrozen(meeting, now());
  const brief = await store.brief(meeting.id);
  const room = await store.room(meeting.dealId);
  return {
    ...parts,
    changed: changesOf(parts, brief?.previous ?? null),
    inRoom: room === null ? null : brief?.posted === versionOf(parts),
    frozen,
    yoursToWrite: yoursToWrite && !frozen && meeting.state !== "cancelled",
  };
}
