import { Temporal } from "temporal-polyfill";
import { scheduleMeeting } from "../../src/contract/meeting-scheduling.ts";
import { findSlots } from "../../src/contract/meeting-slots.ts";
import {
  cancelMeeting,
  listMeetings,
  type Meeting,
  moveMeeting as moveMeetingContract,
} from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { openAsks } from "./asks.ts";
import { refreshBriefs } from "./brief-place.ts";
import { openBriefs } from "./briefs.ts";
import { callOff } from "./call-off.ts";
import { type DealSeat, seatOf } from "./deals.ts";
import { openDebriefs } from "./debriefs.ts";
import { searchSlots } from "./find-slots.ts";
import { invitingFor } from "./inviting.ts";
import { moveMeeting } from "./move.ts";
import { openOffers } from "./offers.ts";
import { openOutlookSeries } from "./outlook-series.ts";
import { openPairs } from "./pairs.ts";
import { openPassing } from "./pass-on.ts";
import { placeMeeting } from "./place.ts";
import type { MeetingPorts } from "./ports.ts";
import { readAll, readMeeting } from "./read.ts";
import { bookSeries } from "./series.ts";
import { showMeetings } from "./show.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { meetingTurnover } from "./turnover.ts";
import { openWishes } from "./wishes.ts";

/** Calendars are read again at least so often, whatever Graph told or did not tell us. */
const READ_EVERY = Temporal.Duration.from({ minutes: 3 });

/** Executive meetings: finding times, putting them on calendars, calling them off, hearing the answers. */
export function openMeetings(house: House, ports: MeetingPorts): Room {
  const { db, tenantId, audit, announce } = house;
  const store = meetingStore(db, tenantId);
  const seat = (dealId: string, personId: string) => seatOf(db, tenantId, dealId, personId);

  async function show(meetings: readonly StoredMeeting[], callerId: string, { role }: DealSeat) {
    const attendees = await store.attendees(meetings.map(({ id }) => id));
    const seen = meetings.map((meeting) => ({
      meeting,
      attendees: attendees.get(meeting.id) ?? [],
      mayCancel: isOwn(meeting, callerId, role),
    }));
    return showMeetings(ports, seen);
  }

  async function showOne(meeting: StoredMeeting, callerId: string, mine: DealSeat): Promise<Meeting> {
    const [shown] = await show([meeting], callerId, mine);
    return shown as Meeting;
  }

  /** A meeting that the caller may move and call off. */
  async function ownMeeting(dealId: string, meetingId: string, callerId: string) {
    const mine = await seat(dealId, callerId);
    const meeting = await store.meeting(meetingId);
    if (meeting === null || meeting.dealId !== dealId)
      throw new Problem("meeting.unknown", "There is no such meeting.");
    if (!isOwn(meeting, callerId, mine.role))
      throw new Problem(
        "deal.not-yours",
        "Its organizer or the account manager decides on it, or Outlook does.",
      );
    return { mine, meeting };
  }

  const asks = openAsks(house, ports);
  const debriefs = openDebriefs(house, ports);
  const offers = openOffers(house, ports);
  const briefs = openBriefs(house, ports);
  const pairs = openPairs(house, ports);
  const passing = openPassing(house, ports);
  const outlook = openOutlookSeries(house, ports);
  return {
    routes: [
      ...asks.routes,
      ...debriefs.routes,
      ...offers.routes,
      ...briefs.routes,
      ...pairs.routes,
      ...passing.routes,
      ...openWishes(house, ports).routes,
      serve(findSlots, audit, async ({ params, body, caller }) => {
        await seat(params.dealId, caller.userId);
        return searchSlots(house, ports, {
          ...{ dealId: params.dealId, askerId: caller.userId, token: caller.token },
          body,
        });
      }),

      serve(scheduleMeeting, audit, async ({ params: { dealId }, body, caller }) => {
        const mine = await seat(dealId, caller.userId);
        const { organizerId, repeat = null, ...rest } = body;
        const who = { callerId: caller.userId, role: mine.role };
        const inviting = await invitingFor(house, dealId, who, organizerId);
        const { first, skipped } = await bookSeries(
          house,
          ports,
          { dealId, ...inviting, body: rest },
          repeat,
        );
        announce(tenantId, { topic: "meetings", dealId });
        const shown = await showOne(first, caller.userId, mine);
        return { ...shown, skipped: skipped.map(String) };
      }),

      serve(listMeetings, audit, async ({ params, caller }) => {
        const mine = await seat(params.dealId, caller.userId);
        return { meetings: await show(await store.ofDeal(params.dealId), caller.userId, mine) };
      }),

      serve(moveMeetingContract, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const { mine, meeting } = await ownMeeting(dealId, meetingId, caller.userId);
        await moveMeeting(house, ports, meeting, body);
        announce(tenantId, { topic: "meetings", dealId });
        return showOne((await store.meeting(meetingId)) ?? meeting, caller.userId, mine);
      }),

      serve(cancelMeeting, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const { mine, meeting } = await ownMeeting(dealId, meetingId, caller.userId);
        const { series, start } = meeting;
        const others = series && body.following ? await store.following(series.id, start) : [];
        const order = { comment: body.comment, byId: caller.userId };
        for (const { id } of [meeting, ...others])
          await transact(db, (tx) => callOff(tx, house, { ...order, meetingId: id }));
        announce(tenantId, { topic: "meetings", dealId });
        return showOne((await store.meeting(meetingId)) ?? meeting, caller.userId, mine);
      }),
    ],
    ...meetingTurnover(house),
    work(queue) {
      asks.work(queue);
      debriefs.work(queue);
      offers.work(queue);
      briefs.work(queue);
      pairs.work(queue);
      passing.work(queue);
      outlook.work(queue);
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
      ...pairs.rounds,
      ...outlook.rounds,
      { name: "meeting.read-all", data: { tenantId }, every: READ_EVERY },
    ],
  };
}

function isOwn({ organizerId, bookedBy, origin }: StoredMeeting, callerId: string, role: string): boolean {
  if (origin === "outlook") return false;
  return organizerId === callerId || bookedBy === callerId || role === "accountManager";
}
