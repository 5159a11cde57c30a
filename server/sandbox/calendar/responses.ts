import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { DateTimeTimeZone } from "../directory/state.ts";
import { findUserByAddress } from "../directory/users.ts";
import { lineOf, recipientOf, usersBehind } from "./attendees.ts";
import type { Attendee, Copy, Own } from "./event-types.ts";
import { dayItem, type Item, wholeItem } from "./instances.ts";
import { type Answered, sendAnswer } from "./invitations.ts";
import { addInvited } from "./invited-copies.ts";
import { readId } from "./item-id.ts";
import { changeOwn, removeOwn } from "./meeting-end.ts";
import { readMoment } from "./moment.ts";
import { ownLine, recordAnswer } from "./record-answer.ts";
import { calendarState } from "./state.ts";
import { copyIn, organizersCopy } from "./store.ts";

/** An attendee's answer as the outside world gives it. */
export type OutsideResponse = {
  attendee: string;
  response: "accepted" | "declined" | "tentativelyAccepted";
  comment?: string | undefined;
  proposedNewTime?: { start: DateTimeTimeZone; end: DateTimeTimeZone } | null | undefined;
};

/**
 * Lets someone invited answer, inside the tenant or outside it: their copy and the organizer's show it, and the
 * organizer gets a mail. `eventId` may be that of any copy. Throws 404 for an unknown event, 400 for someone who was
 * not invited or a proposal that is not allowed.
 */
export async function respond(tenant: Tenant, eventId: string, outside: OutsideResponse): Promise<void> {
  const item = findAnywhere(tenant, eventId);
  const user = findUserByAddress(tenant, outside.attendee);
  const answered = {
    response: outside.response,
    comment: outside.comment ?? "",
    proposed: outside.proposedNewTime ? readProposal(outside.proposedNewTime) : null,
  };
  const own = user === undefined ? undefined : copyIn(tenant, item.copy.iCalUId, user.id);
  const ownItem =
    own === undefined ? null : item.key.day === null ? wholeItem(own) : dayItem(own, item.key.day);
  if (ownItem !== null && own?.isOrganizer === false) return answer(tenant, ownItem, answered, true);

  const organizers = organizersCopy(tenant, item.copy);
  const line = organizers && attendeeLine(tenant, organizers, outside.attendee);
  if (organizers === undefined || line === undefined) {
    throw new GraphError(400, "ErrorInvalidRequest", "That address was not invited to this event.");
  }
  requireProposalAllowed(item, answered, true);
  if (user?.hasMailbox && own === undefined && answered.response !== "declined") {
    // Whoever declined still has the mail, and may accept from it after all.
    const again = addInvited(tenant, organizers, user.id);
    return answer(tenant, wholeItem(again), answered, true);
  }
  recordAnswer(tenant, organizers, line, item.key.day, answered);
  await sendAnswer(tenant, { ...item, copy: organizers }, line, answered);
}

function findAnywhere(tenant: Tenant, eventId: string): Item {
  const key = readId(eventId);
  for (const calendar of key === null ? [] : calendarState(tenant).calendars.values()) {
    const copy = calendar.copies.get(key!.core);
    const item = copy === undefined ? null : key!.day === null ? wholeItem(copy) : dayItem(copy, key!.day);
    if (item !== null) return item;
  }
  throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

/** The line an address stands on; a line of its own for a member of an invited list. */
function attendeeLine(tenant: Tenant, { meeting }: Copy, address: string): Attendee | undefined {
  const user = findUserByAddress(tenant, address);
  const same = (other: string) => other.toLowerCase() === address.trim().toLowerCase();
  const line = meeting.attendees.find(({ emailAddress }) => same(emailAddress.address));
  if (line !== undefined || user === undefined) return line;
  const byAlias = lineOf(meeting.attendees, user);
  if (byAlias !== undefined) return byAlias;
  const isMember = meeting.attendees.some(({ emailAddress }) =>
    usersBehind(tenant, emailAddress.address).includes(user),
  );
  return isMember ? { ...recipientOf(user), type: "required" } : undefined;
}

/** Reads Graph's timeSlot as a proposal. Throws 400 for an end that is not after the start. */
export function readProposal(slot: {
  start: Parameters<typeof readMoment>[0];
  end: Parameters<typeof readMoment>[0];
}) {
  const start = readMoment(slot.start, "proposedNewTime/start");
  const end = readMoment(slot.end, "proposedNewTime/end");
  if (end.ms > start.ms) return { start, end };
  throw new GraphError(400, "ErrorInvalidRequest", "The proposed end must be after the proposed start.");
}

/** Lets the owner of a copy answer the invitation. Whoever declines loses their copy, as in Outlook. Throws Graph's 400. */
export async function answer(
  tenant: Tenant,
  item: Item,
  answered: Answered,
  sendResponse: boolean,
): Promise<void> {
  const { copy, key } = item;
  requireAnswerable(item, sendResponse);
  requireProposalAllowed(item, answered, sendResponse);
  const organizers = organizersCopy(tenant, copy);
  const line = ownLine(tenant, copy);
  const ms = tenant.clock.now().epochMilliseconds;
  if (answered.response === "declined") removeOwn(tenant, item);
  else
    changeOwn(tenant, item, { answer: { response: answered.response, ms }, showAs: shownAs(item, answered) });
  if (!sendResponse || organizers === undefined || line === undefined) return;
  recordAnswer(tenant, organizers, line, key.day, answered);
  await sendAnswer(tenant, item, line, answered);
}

function shownAs({ meeting }: Item, { response }: Answered): Own["showAs"] {
  if (response === "accepted" || meeting.showAs === "free") return meeting.showAs;
  return "tentative";
}

function requireAnswerable({ copy, meeting }: Item, sendResponse: boolean): void {
  const refuse = (why: string) =>
    new GraphError(400, "ErrorInvalidRequest", `Your request can't be completed. ${why}`);
  if (copy.isOrganizer)
    throw refuse("You can't respond to this meeting because you're the meeting organizer.");
  if (copy.isCancelled) throw refuse("You can't respond to this meeting because it has been canceled.");
  if (sendResponse && !meeting.responseRequested) {
    throw refuse("The meeting organizer hasn't requested a response.");
  }
}

function requireProposalAllowed(
  { meeting }: Item,
  { proposed, response }: Answered,
  sendResponse: boolean,
): void {
  if (proposed === null) return;
  const refuse = (why: string) =>
    new GraphError(400, "ErrorInvalidRequest", `Your request can't be completed. ${why}`);
  if (!meeting.allowNewTimeProposals) throw refuse("The organizer doesn't allow new time proposals.");
  if (!sendResponse) throw refuse("A new time can be proposed only if a response is sent.");
  if (response === "accepted") throw refuse("Who accepts can't propose a new time.");
}
