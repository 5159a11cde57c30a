import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { moveMeeting as contract } from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { askStore } from "./ask-store.ts";
import { gather } from "./gather.ts";
import { keptFor } from "./kept.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { needMailboxes, suits, taken } from "./schedule.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";

type Body = z.output<typeof contract.body>;

/** Meetings put on calendars within this time may not be seen in free and busy times yet. */
const LAG = { minutes: 2 };

/**
 * Moves a meeting: its events, briefing and debrief follow, everybody invited is told. Rejects with Problems
 * "meeting.unknown", "meeting.past", "meeting.slot-taken", "meeting.no-mailbox", "graph.*".
 */
export async function moveMeeting(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  { start: text, conceded }: Body,
): Promise<void> {
  const start = Temporal.Instant.from(text);
  const to = { start, end: start.add(meeting.start.until(meeting.end)) };
  if (Temporal.Instant.compare(start, house.now()) < 0)
    throw new Problem("meeting.past", "That time is over.");
  if (meeting.state === "cancelled" || meeting.eventId === null)
    throw new Problem("meeting.unknown", "This meeting is not on the calendars.");
  if (isAt(meeting, to)) return;
  const required = await requiredOf(house, meeting);
  if (!(await suitsThere(house, ports, { meeting, to, required, conceded }))) throw taken();
  const { db, tenantId, now, ask } = house;
  await transact(db, async (tx) => {
    const store = meetingStore(tx, tenantId);
    await store.alone();
    const whole = {
      start: to.start.subtract({ minutes: meeting.briefing }),
      end: to.end.add({ minutes: meeting.debrief }),
    };
    if (await store.clashes(required, whole, now().subtract(LAG), meeting.id)) throw taken();
    if (!(await progressStore(tx, tenantId).moved(meeting.id, to, now()))) return;
    await askStore(tx, tenantId).meetingMoved(meeting.id, to);
    await ask(tx, "meeting.place", { tenantId, meetingId: meeting.id });
  });
}

function isAt({ start, end }: Interval, to: Interval): boolean {
  return Temporal.Instant.compare(start, to.start) === 0 && Temporal.Instant.compare(end, to.end) === 0;
}

/** Those of ours without whom the meeting cannot be, the organizer among them. */
async function requiredOf({ db, tenantId }: House, { id, organizerId }: StoredMeeting): Promise<string[]> {
  const attendees = (await meetingStore(db, tenantId).attendees([id])).get(id) ?? [];
  const ours = attendees.flatMap(({ personId, required }) =>
    required && personId !== null ? [personId] : [],
  );
  return [...new Set([organizerId, ...ours])];
}

async function suitsThere(
  house: House,
  ports: MeetingPorts,
  order: { meeting: StoredMeeting; to: Interval; required: string[]; conceded: Body["conceded"] },
): Promise<boolean> {
  const { meeting, to, required, conceded } = order;
  const { id, dealId, organizerId, place, travel, briefing, debrief } = meeting;
  const kept = await keptFor(house, dealId, required, id);
  const who = {
    required,
    optional: [],
    clients: [],
    place: place === null ? null : { travelMinutes: travel },
  };
  const gathered = await gather(ports, who, to, organizerId, kept);
  needMailboxes(gathered);
  const minutes = to.start.until(to.end).total("minutes");
  const terms = { minutes, briefing, debrief, conceded, kept, inPerson: place !== null };
  return suits(gathered, terms, to, house.now());
}
