import type { Tenant } from "../core/tenant.ts";
import type { Copy, Meeting, Own } from "./event-types.ts";
import { addCopy, touch } from "./store.ts";

/** Minutes before the start at which Outlook reminds unless told otherwise; the evening before for whole days. */
const REMINDER_MINUTES = { timed: 15, allDay: 1080 };

/** What a fresh copy holds of its owner's own. */
export function beginning(meeting: Meeting): Own {
  return {
    showAs: meeting.showAs,
    sensitivity: meeting.sensitivity,
    categories: [],
    isReminderOn: true,
    reminderMinutes: meeting.isAllDay ? REMINDER_MINUTES.allDay : REMINDER_MINUTES.timed,
    answer: { response: "notResponded", ms: null },
    extensions: new Map(),
  };
}

/** Puts an unanswered copy of the organizer's event into an invited person's calendar. */
export function addInvited(tenant: Tenant, from: Copy, ownerId: string): Copy {
  return addCopy(tenant, {
    ownerId,
    iCalUId: from.iCalUId,
    organizer: from.organizer,
    isOrganizer: false,
    transactionId: null,
    meeting: from.meeting,
    own: { ...beginning(from.meeting), showAs: waiting(from.meeting) },
  });
}

/** Unanswered invitations stand in the calendar as tentative, unless the time they ask for is free anyway. */
function waiting(meeting: Meeting): Own["showAs"] {
  return meeting.showAs === "free" ? "free" : "tentative";
}

/** Brings a copy up to date; one that was called off is on again. */
export function update(tenant: Tenant, copy: Copy, meeting: Meeting, day: string | null): void {
  copy.meeting = meeting;
  if (copy.isCancelled) {
    copy.isCancelled = false;
    copy.own = { ...copy.own, showAs: waiting(meeting), answer: { response: "notResponded", ms: null } };
  }
  touch(tenant, copy, day);
}

/** Takes an answer back: the meeting is at another time now. */
export function askAgain(copy: Copy, meeting: Meeting): void {
  copy.own = { ...copy.own, showAs: waiting(meeting), answer: { response: "notResponded", ms: null } };
  copy.ownDays = new Map();
  copy.ownRemoved = new Set();
}

/** Marks an attendee's copy as called off. It stays in their calendar until they remove it, and takes no time. */
export function callOff(tenant: Tenant, copy: Copy): void {
  if (copy.isCancelled) return;
  copy.isCancelled = true;
  copy.own = { ...copy.own, showAs: "free", isReminderOn: false };
  touch(tenant, copy, null);
}
