import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { EventInput } from "./event-body.ts";
import { type MeetingPart, meetingPart, ownPart } from "./event-input.ts";
import { dateOf, dayItem, dayOf, type Item } from "./instances.ts";
import { type Audience, changeMeeting, putOnline } from "./meeting.ts";
import { changeOwn, setOwn } from "./meeting-end.ts";
import { inZone } from "./moment.ts";
import { occurrenceDays } from "./recurrence.ts";

/** Applies the organizer's PATCH, and tells who must hear of it. Throws Graph's 400. */
export function changeOrganized(
  tenant: Tenant,
  item: Item,
  input: EventInput,
  wantsOnline: boolean,
): Audience {
  const { key, meeting, copy } = item;
  if (key.day !== null) requireDayChange(item, input);
  const wanted = meetingPart(input, meeting);
  const part = wantsOnline && meeting.online === null ? putOnline(tenant, copy, wanted, meeting) : wanted;
  if (key.day !== null && part.start !== undefined) requireBetweenNeighbours(item, part);
  const own = ownPart(input);
  if (Object.keys(part).length > 0) {
    setOwn(item, own);
    return changeMeeting(tenant, item, part);
  }
  if (Object.keys(own).length > 0) changeOwn(tenant, item, own);
  return { invite: [], dismiss: [] };
}

/** How many days on either side are looked at for one that was not called off. */
const NEIGHBOURS = 30;

const OWN_NAMES = [
  "showAs",
  "sensitivity",
  "categories",
  "isReminderOn",
  "reminderMinutesBeforeStart",
] as const;
const SHARED_NAMES = [
  "subject",
  "body",
  "start",
  "end",
  "isAllDay",
  "location",
  "locations",
  "attendees",
  "recurrence",
  "importance",
  "responseRequested",
  "allowNewTimeProposals",
  "hideAttendees",
] as const;

/** Applies an attendee's PATCH: their own reminder, categories and so on. Throws 403 for what the organizer decides. */
export function changeInvited(tenant: Tenant, item: Item, input: EventInput): void {
  const refused = SHARED_NAMES.find((name) => input[name] !== undefined);
  if (refused !== undefined) {
    throw new GraphError(
      403,
      "ErrorAccessDenied",
      `Only the organizer can change '${refused}' of this event.`,
    );
  }
  const own = ownPart(input);
  if (OWN_NAMES.some((name) => input[name] != null)) changeOwn(tenant, item, own);
}

/** A transactionId is given once, when an event is made. Throws 400 for another one. */
export function requireUnchangedTransaction({ copy }: Item, { transactionId }: EventInput): void {
  if (transactionId == null || transactionId === copy.transactionId) return;
  throw new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    "At least one property failed validation: 'transactionId' can be set only when an event is created.",
  );
}

function requireDayChange({ meeting }: Item, input: EventInput): void {
  if (input.recurrence != null) {
    throw new GraphError(
      400,
      "ErrorInvalidRequest",
      "Your request can't be completed. One day of a series can't recur itself.",
    );
  }
  const address = (attendee: { emailAddress: { address?: string | null | undefined } }) =>
    (attendee.emailAddress.address ?? "").toLowerCase();
  const text = (list: readonly Parameters<typeof address>[0][]) =>
    [...new Set(list.map(address))].sort().join();
  if (input.attendees == null || text(input.attendees) === text(meeting.attendees)) return;
  throw new GraphError(501, "NotImplemented", "This tenant does not invite people to one day of a series.");
}

/** Outlook's rule: no day of a series may reach the day of the one before or after it. Throws 400. */
function requireBetweenNeighbours({ copy, key }: Item, part: MeetingPart): void {
  const { recurrence } = copy.meeting;
  const day = dateOf(key.day!);
  if (recurrence === null || day === null || part.start === undefined) return;
  const dateIn = (ms: number) => inZone(ms, recurrence.zone, recurrence.zoneName).wall.slice(0, 10);
  const reach = { years: 2 * recurrence.pattern.interval };
  const around = Temporal.PlainDate.from(day);
  const days = occurrenceDays(recurrence, around.subtract(reach).toString(), around.add(reach).toString());
  const nearest = (others: string[]) =>
    others.map((other) => dayItem(copy, dayOf(other))).find((item) => item !== null);
  const before = nearest(
    days
      .filter((other) => other < day)
      .reverse()
      .slice(0, NEIGHBOURS),
  );
  const after = nearest(days.filter((other) => other > day).slice(0, NEIGHBOURS));
  const moved = dateIn(part.start.ms);
  const isAfter = before === undefined || dateIn(before.meeting.start.ms) < moved;
  const isBefore = after === undefined || dateIn(after.meeting.start.ms) > moved;
  if (isAfter && isBefore) return;
  throw new GraphError(
    400,
    "ErrorOccurrenceCrossingBoundary",
    "Modified occurrence is crossing or overlapping adjacent occurrence.",
  );
}
