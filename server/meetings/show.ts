import type { Meeting } from "../../src/contract/meetings.ts";
import type { Person } from "../../src/contract/words.ts";
import type { Colleague, MeetingPorts } from "./ports.ts";
import type { StoredAttendee, StoredMeeting } from "./store.ts";

/** A meeting as somebody may see it. */
export type Seen = { meeting: StoredMeeting; attendees: readonly StoredAttendee[]; mayCancel: boolean };

/** Meetings in the contract's words, with their organizers' names. */
export async function showMeetings(
  { people }: Pick<MeetingPorts, "people">,
  seen: readonly Seen[],
): Promise<Meeting[]> {
  const ids = seen.flatMap(({ meeting: { organizerId, bookedBy } }) =>
    bookedBy === null ? [organizerId] : [organizerId, bookedBy],
  );
  const known = await people.people(ids);
  return seen.map((one) => shown(one, known));
}

function shown({ meeting, attendees, mayCancel }: Seen, known: ReadonlyMap<string, Colleague>): Meeting {
  const { id, dealId, subject, start, end, organizerId, state, why, elsewhere, joinUrl } = meeting;
  const { bookedBy, place } = meeting;
  const person = (personId: string): Person => {
    const { name = "", mail = "", title = null } = known.get(personId) ?? {};
    return { id: personId, name, mail, title };
  };
  return {
    id,
    dealId,
    subject,
    start: start.toString(),
    end: end.toString(),
    organizer: meeting.invitedBy === null ? person(organizerId) : inviter(meeting.invitedBy, attendees),
    origin: meeting.origin,
    bookedBy: bookedBy === null ? null : person(bookedBy),
    place,
    travel: meeting.travel,
    series: meeting.series && { place: meeting.series.place, of: meeting.series.of },
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

/** Whoever invites to a meeting that was found in somebody else's calendar; no id for one of the client's. */
function inviter(address: string, attendees: readonly StoredAttendee[]): Person {
  const found = attendees.find((one) => one.address === address);
  return { id: found?.personId ?? "", name: found?.name ?? address, mail: address, title: null };
}
