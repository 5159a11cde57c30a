import type { Tenant } from "../core/tenant.ts";
import { findUser } from "../directory/users.ts";
import { answerKey } from "./answers.ts";
import { lineOf, recipientOf } from "./attendees.ts";
import type { Attendee, Copy } from "./event-types.ts";
import type { Answered } from "./invitations.ts";
import { calendarState } from "./state.ts";
import { copyIn, touch } from "./store.ts";

/** Writes an answer down on the organizer's copy. Someone invited through a list gets a line of their own then. */
export function recordAnswer(
  tenant: Tenant,
  copy: Copy,
  line: Attendee,
  day: string | null,
  answered: Answered,
): void {
  const ms = tenant.clock.now().epochMilliseconds;
  const given = { answer: { response: answered.response, ms }, proposed: answered.proposed };
  copy.answers = new Map(copy.answers).set(answerKey(line.emailAddress.address, day), given);
  if (!copy.meeting.attendees.includes(line)) addLine(tenant, copy, line);
  touch(tenant, copy, day);
}

function addLine(tenant: Tenant, copy: Copy, line: Attendee): void {
  const meeting = { ...copy.meeting, attendees: [...copy.meeting.attendees, line] };
  for (const [ownerId] of calendarState(tenant).copiesOf.get(copy.iCalUId) ?? []) {
    const each = copyIn(tenant, copy.iCalUId, ownerId);
    if (each === undefined || each.isCancelled) continue;
    each.meeting = meeting;
    if (each !== copy) touch(tenant, each, null);
  }
}

/** The line of a copy's owner in the list of those invited; a new one for somebody invited by a list. */
export function ownLine(tenant: Tenant, copy: Copy): Attendee | undefined {
  const owner = findUser(tenant, copy.ownerId);
  if (owner === undefined) return undefined;
  return lineOf(copy.meeting.attendees, owner) ?? { ...recipientOf(owner), type: "required" };
}
