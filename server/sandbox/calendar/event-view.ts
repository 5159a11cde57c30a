import type { Tenant } from "../core/tenant.ts";
import { isHidden } from "./access.ts";
import { type Json, writeAnswer, writeAttendees } from "./attendee-view.ts";
import { htmlOf, previewOf, textOf } from "./body-text.ts";
import type { Location } from "./event-types.ts";
import type { Item } from "./instances.ts";
import { dateOf } from "./instances.ts";
import { writeId } from "./item-id.ts";
import { writeDay, writeInstant, writeMoment } from "./moment.ts";
import type { Reader } from "./reader.ts";
import { writeRecurrence } from "./recurrence-body.ts";
import { changeKeyOf, etagOf } from "./store.ts";

const NOWHERE: Json = {
  displayName: "",
  locationType: "default",
  uniqueIdType: "unknown",
  address: {},
  coordinates: {},
};

/** An event as Graph writes it, for this reader. */
export function writeEvent(tenant: Tenant, item: Item, reader: Reader): Json {
  const { copy, own } = item;
  const shown = isHidden(own.sensitivity, reader.sight)
    ? hidden(item)
    : reader.sight.depth === "all"
      ? item
      : titleOf(item);
  const { meeting } = shown;
  const { onlineMeetingProvider, ...online } = writeOnline(shown);
  return {
    ...writeIdentity(item, reader),
    categories: shown.own.categories,
    transactionId: copy.transactionId,
    reminderMinutesBeforeStart: own.reminderMinutes,
    isReminderOn: own.isReminderOn,
    hasAttachments: false,
    subject: copy.isCancelled ? `Canceled: ${meeting.subject}` : meeting.subject,
    importance: meeting.importance,
    sensitivity: own.sensitivity,
    isAllDay: meeting.isAllDay,
    isCancelled: copy.isCancelled,
    isOrganizer: copy.isOrganizer,
    isDraft: false,
    responseRequested: meeting.responseRequested,
    showAs: own.showAs,
    onlineMeetingProvider,
    allowNewTimeProposals: meeting.allowNewTimeProposals,
    hideAttendees: meeting.hideAttendees,
    recurrence: item.type === "seriesMaster" ? writeRecurrence(meeting.recurrence!) : null,
    ...online,
    responseStatus: writeAnswer(own.answer),
    ...(reader.seesBodies ? writeBody(shown, reader) : {}),
    ...writeTimes(shown, reader),
    ...writePlaces(meeting.locations),
    attendees: writeAttendees(tenant, shown),
    organizer: copy.organizer,
    ...(item.type === "seriesMaster" ? { cancelledOccurrences: writeRemoved(item) } : {}),
  };
}

function writeIdentity(item: Item, reader: Reader): Json {
  const { copy, key } = item;
  const id = writeId(key, reader.lasting);
  return {
    "@odata.etag": etagOf(item),
    id,
    createdDateTime: writeInstant(copy.createdMs),
    lastModifiedDateTime: writeInstant(copy.modifiedMs),
    changeKey: changeKeyOf(item),
    iCalUId: key.day === null ? copy.iCalUId : uidOfDay(copy.iCalUId, key.day),
    seriesMasterId: key.day === null ? null : writeId({ core: key.core, day: null }, reader.lasting),
    type: item.type,
    originalStartTimeZone: copy.meeting.start.name,
    originalEndTimeZone: copy.meeting.end.name,
    originalStart: item.originalMs === null ? null : writeInstant(item.originalMs),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
  };
}

/** Outlook keeps the day of a series in the bytes after its fixed head: year, month, day. */
function uidOfDay(uid: string, day: string): string {
  const hex = (digits: string, length: number) =>
    Number(digits).toString(16).toUpperCase().padStart(length, "0");
  return (
    uid.slice(0, 32) +
    hex(day.slice(0, 4), 4) +
    hex(day.slice(4, 6), 2) +
    hex(day.slice(6), 2) +
    uid.slice(40)
  );
}

function writeOnline({ meeting }: Item): Json {
  return {
    onlineMeetingUrl: null,
    isOnlineMeeting: meeting.online !== null,
    onlineMeetingProvider: meeting.online === null ? "unknown" : "teamsForBusiness",
    onlineMeeting: meeting.online === null ? null : { ...meeting.online },
  };
}

function writeBody({ meeting }: Item, reader: Reader): Json {
  const content = reader.bodyAs === "text" ? textOf(meeting.body) : htmlOf(meeting.body);
  return { bodyPreview: previewOf(meeting.body), body: { contentType: reader.bodyAs, content } };
}

function writeTimes({ meeting }: Item, reader: Reader): Json {
  if (!meeting.isAllDay)
    return { start: writeMoment(meeting.start.ms, reader), end: writeMoment(meeting.end.ms, reader) };
  return { start: writeDay(meeting.start, reader.name), end: writeDay(meeting.end, reader.name) };
}

function writePlaces(locations: readonly Location[]): Json {
  return { location: locations[0] ?? NOWHERE, locations };
}

function writeRemoved({ copy }: Item): string[] {
  const days = [...new Set([...copy.meeting.removed, ...copy.ownRemoved])].sort();
  return days.map((day) => `OID.${writeId({ core: copy.core, day: null }, false)}.${dateOf(day)}`);
}

/** What remains of an event of which only the title and place are shown. */
function titleOf(item: Item): Item {
  const { meeting } = item;
  const times = { body: { contentType: "text" as const, content: "" }, attendees: [], online: null };
  return { ...item, own: { ...item.own, categories: [] }, meeting: { ...meeting, ...times } };
}

/** What remains of a private event for those who may not see it: when, and that it is private. */
function hidden(item: Item): Item {
  const bare = titleOf(item);
  return { ...bare, meeting: { ...bare.meeting, subject: "Private Appointment", locations: [] } };
}
