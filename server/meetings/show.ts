import type { Meeting } from "../../src/contract/meetings.ts";
import type { Colleague, MeetingPorts } from "./ports.ts";
import type { StoredAttendee, StoredMeeting } from "./store.ts";

/** A meeting as somebody may see it. */
export type Seen = { meeting: StoredMeeting; attendees: readonly StoredAttendee[]; mayCancel: boolean };

/** Meetings in the contract's words, with their organizers' names. */
export async function showMeetings(
  { people }: Pick<MeetingPorts, "people">,
  seen: readonly Seen[],
): Promise<Meeting[]> {
  const organizers = await people.people(seen.map(({ meeting }) => meeting.organizerId));
  return seen.map((one) => shown(one, organizers.get(one.meeting.organizerId)));
}

function shown({ meeting, attendees, mayCancel }: Seen, organizer: Colleague | undefined): Meeting {
  const { id, dealId, subject, start, end, organizerId, state, why, elsewhere, joinUrl } = meeting;
  const { name = "", mail = "", title = null } = organizer ?? {};
  return {
    id,
    dealId,
    subject,
    start: start.toString(),
    end: end.toString(),
    organizer: { id: organizerId, name, mail, title },
    state,
    why,
    elsewhere,
    briefing: meeting.briefing,
    debrief: meeting.debrief,
    joinUrl,
    attendees: attendees.map(({ told: _told, proposes, ...rest }) => ({
      ...rest,
      proposes: proposes?.toString() ?? null,
    })),
    yoursToCancel: mayCancel && state !== "cancelled",
  };
}
