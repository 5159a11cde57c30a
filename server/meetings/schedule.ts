import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { scheduleMeeting as contract } from "../../src/contract/meeting-scheduling.ts";
import { Problem } from "../../src/contract/problem.ts";
import { type Lift, NO_LIFT, prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import { reasonsAgainst } from "../../src/domain/meetings/slots.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { refusing } from "./find-slots.ts";
import { type Gathered, gather } from "./gather.ts";
import { type Kept, keptFor } from "./kept.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";

type Body = z.output<typeof contract.body>;
/** A meeting to be booked. */
export type Order = {
  dealId: string;
  organizerId: string;
  /** Who books it for the organizer; null when the organizer does. */
  bookedBy: string | null;
  /** Which occurrence it is of a meeting that repeats; left out for one that stands alone. */
  series?: NonNullable<StoredMeeting["series"]>;
  body: Omit<Body, "organizerId" | "repeat">;
};

/** Meetings put on calendars within this time may not be seen in free and busy times yet. */
const LAG = { minutes: 2 };

/**
 * Books the meeting and asks for it to be placed on calendars. One id is one meeting, however often it is sent; one that
 * Microsoft 365 refused is tried again. Rejects with Problems "meeting.past", "meeting.slot-taken", "meeting.unknown",
 * "meeting.no-mailbox", "person.unknown", "request.invalid", "graph.*".
 */
export async function bookMeeting(house: House, ports: MeetingPorts, order: Order): Promise<StoredMeeting> {
  const known = await knownMeeting(house, order);
  if (known !== null) return known;
  if (!ports.maySchedule) {
    const permission = "Calendars.ReadWrite";
    throw new Problem("graph.permission", "Scheduling is left off.", { permission });
  }
  const { body } = order;
  const start = Temporal.Instant.from(body.start);
  const window = { start, end: start.add({ minutes: body.minutes }) };
  if (Temporal.Instant.compare(start, house.now()) < 0) {
    throw new Problem("meeting.past", "That time is over.");
  }
  const kept = await keptFor(house, order.dealId, [...body.required, ...body.optional]);
  const gathered = await gather(ports, body, window, order.organizerId, kept);
  needMailboxes(gathered);
  if (!suits(gathered, { ...body, kept, inPerson: Boolean(body.place) }, window, house.now())) {
    // The same request, sent twice, may have been placed in the meantime: then its own event stands in the way.
    const placed = await knownMeeting(house, order);
    if (placed !== null) return placed;
    throw taken();
  }
  return transact(house.db, async (tx) => {
    const store = meetingStore(tx, house.tenantId);
    await store.alone();
    const twin = await knownMeeting({ ...house, db: tx }, order);
    if (twin !== null) return twin;
    const { briefing, debrief, required } = body;
    const whole = {
      start: window.start.subtract({ minutes: briefing }),
      end: window.end.add({ minutes: debrief }),
    };
    const now = house.now();
    if (await store.clashes(required, whole, now.subtract(LAG))) throw taken();
    const { id, subject, agenda } = body;
    const { dealId, organizerId, bookedBy, series = null } = order;
    const where = { place: body.place?.name ?? null, travel: body.place?.travelMinutes ?? 0 };
    const meeting = {
      id,
      dealId,
      organizerId,
      bookedBy,
      series,
      subject,
      agenda,
      ...window,
      ...where,
      briefing,
      debrief,
    };
    await store.add({ ...meeting, createdAt: now }, invited(gathered, order));
    await house.ask(tx, "meeting.place", { tenantId: house.tenantId, meetingId: id });
    const added = await store.meeting(id);
    if (added === null) throw new Error("A meeting just kept is not there");
    return added;
  });
}

/** The meeting of that id, where it is this order's; asks again for one that was refused. */
async function knownMeeting(
  { db, tenantId, ask }: House,
  { dealId, organizerId, body }: Order,
): Promise<StoredMeeting | null> {
  const found = await meetingStore(db, tenantId).meeting(body.id);
  if (found === null) return null;
  if (found.dealId !== dealId || found.organizerId !== organizerId) {
    throw new Problem("meeting.unknown", "This id is another meeting's.");
  }
  if (found.state !== "failed") return found;
  return transact(db, async (tx) => {
    await progressStore(tx, tenantId).again(found.id);
    await ask(tx, "meeting.place", { tenantId, meetingId: found.id });
    return { ...found, state: "scheduling", why: null };
  });
}

/** What a time has to suit besides the people's own. */
type Terms = Pick<Body, "minutes" | "briefing" | "debrief" | "conceded"> & { kept: Kept; inPerson: boolean };

/** Whether the time suits all of ours who have to come, by what is known now. Of the client's people nothing is. */
export function suits(
  { people }: Gathered,
  { minutes, briefing, debrief, conceded, kept, inPerson }: Terms,
  window: Interval,
  now: Temporal.Instant,
): boolean {
  const ours = people.filter(({ internal, required }) => internal && required);
  const terms = { now, minutes, briefingMinutes: briefing, debriefMinutes: debrief };
  // Wide enough to hold a start of the grid, which the time itself need not be.
  const around = { start: window.start.subtract({ hours: 1 }), end: window.end.add({ hours: 1 }) };
  const scope = { window: around, people: ours, inPerson, noMeetingDays: kept.noMeetingDays };
  const reasons = refusing(() => reasonsAgainst(prepareSlots(scope), terms, window.start, liftsOf(conceded)));
  return reasons.length === 0;
}

function liftsOf(conceded: Body["conceded"]): Map<string, Lift> {
  const lifts = new Map<string, Lift>();
  for (const { what, personId, minutes } of conceded) {
    if (personId === null) continue;
    const before = lifts.get(personId) ?? NO_LIFT;
    if (what === "over-tentative") lifts.set(personId, { ...before, tentative: true });
    if (what === "outside-hours") lifts.set(personId, { ...before, widenMs: (minutes ?? 0) * 60_000 });
  }
  return lifts;
}

function invited({ shown, colleagues }: Gathered, { organizerId }: Order) {
  const mails = new Map(colleagues.map(({ id, mail }) => [id, mail]));
  return shown
    .filter(({ id }) => id !== organizerId)
    .map(({ id, name, zone, required, internal }) => ({
      zone: internal ? null : zone,
      personId: internal ? id : null,
      name,
      address: mails.get(id) ?? id,
      required,
    }));
}

/** Rejects with Problem "meeting.no-mailbox" where one of ours who has to come has none. */
export function needMailboxes({ shown }: Gathered): void {
  if (shown.some(({ required, hasMailbox }) => required && hasMailbox === false))
    throw new Problem("meeting.no-mailbox", "Somebody who has to come has no mailbox.");
}

/** What is said of a time that suits no longer. */
export function taken(): Problem {
  return new Problem("meeting.slot-taken", "The time does not suit everybody any more.");
}
