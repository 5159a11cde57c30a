import type * as z from "zod/mini";
import type { findSlots } from "../../contract/meeting-slots.ts";
import type { Meeting } from "../../contract/meetings.ts";

const MINUTE_MS = 60_000;

/** The search for another time of a meeting: the same people, length and flanks; it does not stand in its own way. */
export function moveSearchOf(
  meeting: Meeting,
  { from, to }: { from: string; to: string },
  zone: string,
): z.input<typeof findSlots.body> {
  const { id, organizer, attendees, start, end, briefing, debrief, place } = meeting;
  const ours = (isRequired: boolean) =>
    attendees.flatMap(({ personId, required }) =>
      personId !== null && required === isRequired ? [personId] : [],
    );
  return {
    moving: id,
    required: [...new Set([organizer.id, ...ours(true)])],
    optional: ours(false).filter((one) => one !== organizer.id),
    // Without a place nobody knows when they work: such people are asked anew, but no time is kept for them.
    clients: attendees.flatMap(({ personId, name, address, zone: theirs }) =>
      personId === null && theirs !== null ? [{ name, address, zone: theirs }] : [],
    ),
    minutes: Math.round((Date.parse(end) - Date.parse(start)) / MINUTE_MS),
    ...{ briefing, debrief, from, to, zone },
    place: place === null ? null : { name: place, travelMinutes: meeting.travel },
  };
}
