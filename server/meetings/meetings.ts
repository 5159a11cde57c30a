import { Temporal } from "temporal-polyfill";
import {
  cancelMeeting,
  findSlots,
  listMeetings,
  type Meeting,
  scheduleMeeting,
} from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { openAsks } from "./asks.ts";
import { openBriefs, refreshBriefs } from "./briefs.ts";
import { type DealSeat, seatOf } from "./deals.ts";
import { openDebriefs } from "./debriefs.ts";
import { searchSlots } from "./find-slots.ts";
import { openOffers } from "./offers.ts";
import { openPairs } from "./pairs.ts";
import { placeMeeting } from "./place.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { readAll, readMeeting } from "./read.ts";
import { bookMeeting } from "./schedule.ts";
import { showMeetings } from "./show.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";

/** Calendars are read again at least so often, whatever Graph told or did not tell us. */
const READ_EVERY = Temporal.Duration.from({ minutes: 3 });

/** Executive meetings: finding times, putting them on calendars, calling them off, hearing the answers. */
export function openMeetings(house: House, ports: MeetingPorts): Room {
  const { db, tenantId, now, audit, announce } = house;
  const store = meetingStore(db, tenantId);
  const seat = (dealId: string, personId: string) => seatOf(db, tenantId, dealId, personId);

  async function show(meetings: readonly StoredMeeting[], callerId: string, { role }: DealSeat) {
    const attendees = await store.attendees(meetings.map(({ id }) => id));
    const seen = meetings.map((meeting) => ({
      meeting,
      attendees: attendees.get(meeting.id) ?? [],
      mayCancel: meeting.organizerId === callerId || role === "accountManager",
    }));
    return showMeetings(ports, seen);
  }

  async function showOne(meeting: StoredMeeting, callerId: string, mine: DealSeat): Promise<Meeting> {
    const [shown] = await show([meeting], callerId, mine);
    return shown as Meeting;
  }

  const asks = openAsks(house, ports);
  const debriefs = openDebriefs(house, ports);
  const offers = openOffers(house, ports);
  const briefs = openBriefs(house, ports);
  return {
    routes: [
      ...asks.routes,
      ...debriefs.routes,
      ...offers.routes,
      ...briefs.routes,
      ...openPairs(house, ports).routes,
      serve(findSlots, audit, async ({ params, body, caller }) => {
        await seat(params.dealId, caller.userId);
        return searchSlots(ports, body, caller.userId, now());
      }),

      serve(scheduleMeeting, audit, async ({ params: { dealId }, body, caller }) => {
        const mine = await seat(dealId, caller.userId);
        const meeting = await bookMeeting(house, ports, { dealId, organizerId: caller.userId, body });
        announce(tenantId, { topic: "meetings", dealId });
        return showOne(meeting, caller.userId, mine);
      }),

      serve(listMeetings, audit, async ({ params, caller }) => {
        const mine = await seat(params.dealId, caller.userId);
        return { meetings: await show(await store.ofDeal(params.dealId), caller.userId, mine) };
      }),

      serve(cancelMeeting, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const mine = await seat(dealId, caller.userId);
        const meeting = await store.meeting(meetingId);
        if (meeting === null || meeting.dealId !== dealId)
          throw new Problem("meeting.unknown", "There is no such meeting.");
        if (meeting.organizerId !== caller.userId && mine.role !== "accountManager")
          throw new Problem("deal.not-yours", "The organizer or the account manager calls meetings off.");
        await transact(db, async (tx) => {
          if (await progressStore(tx, tenantId).cancelled(meetingId, body.comment))
            await house.ask(tx, "meeting.place", { tenantId, meetingId });
        });
        announce(tenantId, { topic: "meetings", dealId });
        return showOne((await store.meeting(meetingId)) ?? meeting, caller.userId, mine);
      }),
    ],
    work(queue) {
      asks.work(queue);
      debriefs.work(queue);
      offers.work(queue);
      briefs.work(queue);
      queue.work("meeting.place", ({ meetingId }) => placeMeeting(house, ports, meetingId));
      queue.work("meeting.read", ({ meetingId }) => readMeeting(house, ports, meetingId));
      queue.work("meeting.read-all", async () => {
        await readAll(house);
        await refreshBriefs(house);
      });
    },
    rounds: [
      ...asks.rounds,
      ...offers.rounds,
      { name: "meeting.read-all", data: { tenantId }, every: READ_EVERY },
    ],
  };
}
