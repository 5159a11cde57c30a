import type { Tenant } from "../core/tenant.ts";
import { addressesOf, findUser } from "../directory/users.ts";
import { givenFor } from "./answers.ts";
import { NEVER } from "./event-type.ts";
import type { Answer, Attendee } from "./event-types.ts";
import type { Item } from "./instances.ts";
import { writeInstant, writeMoment } from "./moment.ts";

/** A JSON object. */
export type Json = Record<string, unknown>;

/** An answer as Graph's responseStatus. */
export function writeAnswer({ response, ms }: Answer): Json {
  return { response, time: ms === null ? NEVER : writeInstant(ms) };
}

/** Only the organizer's copy knows answers; where the list is hidden, an attendee finds only themselves in it. */
export function writeAttendees(tenant: Tenant, { copy, meeting, key }: Item): Json[] {
  const owner = findUser(tenant, copy.ownerId);
  const own = new Set(owner === undefined ? [] : addressesOf(owner));
  const listed = meeting.attendees.filter(
    ({ emailAddress }) =>
      copy.isOrganizer || !meeting.hideAttendees || own.has(emailAddress.address.toLowerCase()),
  );
  return listed.map((attendee) =>
    writeAttendee(attendee, copy.isOrganizer ? givenFor(copy, attendee, key.day) : null),
  );
}

function writeAttendee({ type, emailAddress }: Attendee, given: ReturnType<typeof givenFor> | null): Json {
  const proposed = given?.proposed ?? null;
  return {
    type,
    status: writeAnswer(given?.answer ?? { response: "none", ms: null }),
    emailAddress,
    ...(proposed === null
      ? {}
      : {
          proposedNewTime: {
            start: writeMoment(proposed.start.ms, proposed.start),
            end: writeMoment(proposed.end.ms, proposed.end),
          },
        }),
  };
}
