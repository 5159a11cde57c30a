import type { Tenant } from "../core/tenant.ts";
import { findUserByAddress, requireMailbox } from "../directory/users.ts";
import { answerKey } from "./answers.ts";
import { readAttendees } from "./attendees.ts";
import type { AttendeeType, Response, Sensitivity, ShowAs } from "./event-types.ts";
import { writeId } from "./item-id.ts";
import { readMoment, wallOf } from "./moment.ts";
import { createEvent } from "./new-event.ts";
import type { Pattern, Range } from "./recurrence.ts";
import { calendarOf, type Role } from "./state.ts";
import { copyIn, dropCopy } from "./store.ts";
import { requireZone } from "./zones.ts";

/** Someone invited, and what they already answered (nothing unless told). */
export type SimpleAttendee = {
  address: string;
  name?: string | undefined;
  type?: AttendeeType | undefined;
  response?: Extract<Response, "accepted" | "tentativelyAccepted" | "declined"> | undefined;
};

/** An event in few words. Times are local in `timeZone` (default: the owner's mailbox), "2026-03-02T10:00:00". */
export type SimpleEvent = {
  subject: string;
  start: string;
  end: string;
  timeZone?: string | undefined;
  isAllDay?: boolean | undefined;
  /** Plain text. */
  body?: string | undefined;
  location?: string | undefined;
  attendees?: readonly SimpleAttendee[] | undefined;
  showAs?: ShowAs | undefined;
  sensitivity?: Sensitivity | undefined;
  categories?: readonly string[] | undefined;
  isOnlineMeeting?: boolean | undefined;
  recurrence?: { pattern: Pattern; range?: RangeWithoutStart | undefined } | undefined;
};

type RangeWithoutStart =
  | { type: "noEnd" }
  | { type: "endDate"; endDate: string }
  | { type: "numbered"; numberOfOccurrences: number };

/**
 * Puts an event into a person's calendar, and into those of the people invited, without sending any mail: what was
 * there before anyone looked. Returns the id of the organizer's copy. Throws as a POST would for a bad zone or time.
 */
export function addEvent(tenant: Tenant, organizerId: string, event: SimpleEvent): string {
  const owner = requireMailbox(tenant, organizerId);
  const timeZone = event.timeZone ?? owner.mailboxSettings.timeZone;
  const start = readMoment({ dateTime: event.start, timeZone }, "start");
  const attendees = event.attendees ?? [];
  const copy = createEvent(tenant, owner, {
    part: {
      subject: event.subject,
      start,
      end: readMoment({ dateTime: event.end, timeZone }, "end"),
      isAllDay: event.isAllDay ?? false,
      body: { contentType: "text", content: event.body ?? "" },
      locations: event.location === undefined ? [] : [place(event.location)],
      attendees: readAttendees(
        attendees.map(({ address, name, type }) => ({ type, emailAddress: { address, name } })),
      ),
      ...(event.showAs && { showAs: event.showAs }),
      ...(event.sensitivity && { sensitivity: event.sensitivity }),
      ...(event.recurrence && {
        recurrence: {
          pattern: event.recurrence.pattern,
          range: rangeFrom(wallOf(start).toPlainDate().toString(), event.recurrence.range),
          zone: requireZone(timeZone),
          zoneName: timeZone,
        },
      }),
    },
    own: event.categories === undefined ? {} : { categories: event.categories },
    isOnline: event.isOnlineMeeting ?? false,
    transactionId: null,
  });
  for (const attendee of attendees) settleAnswer(tenant, copy, attendee);
  return writeId({ core: copy.core, day: null }, false);
}

function place(displayName: string) {
  return { displayName, locationType: "default", uniqueId: displayName, uniqueIdType: "private" };
}

function rangeFrom(startDate: string, range: RangeWithoutStart = { type: "noEnd" }): Range {
  return { ...range, startDate };
}

function settleAnswer(
  tenant: Tenant,
  copy: ReturnType<typeof createEvent>,
  { address, response }: SimpleAttendee,
): void {
  if (response === undefined) return;
  const answer = { response, ms: tenant.clock.now().epochMilliseconds };
  copy.answers = new Map(copy.answers).set(answerKey(address, null), { answer, proposed: null });
  const user = findUserByAddress(tenant, address);
  const theirs = user === undefined ? undefined : copyIn(tenant, copy.iCalUId, user.id);
  if (theirs === undefined || theirs.isOrganizer) return;
  if (response === "declined") dropCopy(tenant, theirs);
  else
    theirs.own = {
      ...theirs.own,
      answer,
      showAs: response === "accepted" ? copy.meeting.showAs : theirs.own.showAs,
    };
}

/** Shares a calendar with one person, or with everyone in the tenant ("organization"), as its owner would in Outlook. */
export function shareCalendar(tenant: Tenant, ownerId: string, withWhom: string, role: Role): void {
  calendarOf(tenant, ownerId).shares.set(withWhom, role);
}
