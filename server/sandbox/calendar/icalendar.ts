import { Temporal } from "temporal-polyfill";
import { textOf } from "./body-text.ts";
import type { Attendee, Copy, Meeting } from "./event-types.ts";
import { compact, ruleOf, utc, zoneLines } from "./icalendar-recurrence.ts";
import type { Moment } from "./moment.ts";

/** What a message about an event asks for. */
export type Method = "REQUEST" | "CANCEL" | "REPLY" | "COUNTER";

/** What goes into the calendar part of a message. */
export type Invitation = {
  method: Method;
  copy: Copy;
  /** As the message shall show it: with the times and list that hold, or are proposed. */
  meeting: Meeting;
  attendees: readonly (Attendee & { partstat?: string })[];
  /** The day of the series that is meant, as it was planned; null for the whole event. */
  recurrenceId: Moment | null;
  nowMs: number;
};

/** An iCalendar object (RFC 5545, used as RFC 5546 says) for a message about an event. */
export function writeICalendar(invitation: Invitation): string {
  const { method, copy, meeting, attendees, recurrenceId, nowMs } = invitation;
  const isSeries = meeting.recurrence !== null && recurrenceId === null;
  const lines = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Sandbox tenant//Calendar//EN",
    "VERSION:2.0",
    `METHOD:${method}`,
    ...(isSeries ? zoneLines(meeting.recurrence!, meeting.start.ms) : []),
    "BEGIN:VEVENT",
    `UID:${copy.iCalUId}`,
    ...(recurrenceId === null ? [] : [`RECURRENCE-ID:${utc(recurrenceId.ms)}`]),
    `DTSTAMP:${utc(nowMs)}`,
    `SEQUENCE:${copy.version}`,
    ...timeLines(meeting, isSeries),
    ...(isSeries ? [`RRULE:${ruleOf(meeting.recurrence!)}`] : []),
    `SUMMARY:${text(meeting.subject)}`,
    ...meeting.locations.slice(0, 1).map((place) => `LOCATION:${text(place.displayName)}`),
    `DESCRIPTION:${text(textOf(meeting.body))}`,
    `CLASS:${meeting.sensitivity === "private" ? "PRIVATE" : meeting.sensitivity === "confidential" ? "CONFIDENTIAL" : "PUBLIC"}`,
    `STATUS:${method === "CANCEL" ? "CANCELLED" : "CONFIRMED"}`,
    `TRANSP:${meeting.showAs === "free" ? "TRANSPARENT" : "OPAQUE"}`,
    `ORGANIZER;CN=${quoted(copy.organizer.emailAddress.name)}:mailto:${copy.organizer.emailAddress.address}`,
    ...attendees.map((attendee) => attendeeLine(attendee, meeting)),
    ...(meeting.allowNewTimeProposals ? [] : ["X-MICROSOFT-DISALLOW-COUNTER:TRUE"]),
    ...(meeting.online === null ? [] : [`X-MICROSOFT-SKYPETEAMSMEETINGURL:${meeting.online.joinUrl}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function attendeeLine(
  { type, emailAddress, partstat }: Attendee & { partstat?: string },
  meeting: Meeting,
): string {
  const role =
    type === "required" ? "REQ-PARTICIPANT" : type === "optional" ? "OPT-PARTICIPANT" : "NON-PARTICIPANT";
  const kind = type === "resource" ? ";CUTYPE=RESOURCE" : "";
  const rsvp = partstat === undefined ? `;RSVP=${meeting.responseRequested ? "TRUE" : "FALSE"}` : "";
  const name = quoted(emailAddress.name);
  return `ATTENDEE${kind};ROLE=${role};PARTSTAT=${partstat ?? "NEEDS-ACTION"}${rsvp};CN=${name}:mailto:${emailAddress.address}`;
}

function timeLines({ start, end, isAllDay, recurrence }: Meeting, isSeries: boolean): string[] {
  const day = (moment: Moment) => moment.wall.slice(0, 10).replaceAll("-", "");
  if (isAllDay) return [`DTSTART;VALUE=DATE:${day(start)}`, `DTEND;VALUE=DATE:${day(end)}`];
  if (!isSeries) return [`DTSTART:${utc(start.ms)}`, `DTEND:${utc(end.ms)}`];
  const zone = recurrence!.zone;
  const local = (ms: number) =>
    compact(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime());
  return [`DTSTART;TZID=${zone}:${local(start.ms)}`, `DTEND;TZID=${zone}:${local(end.ms)}`];
}

function text(value: string): string {
  return value.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|\r|\n/g, "\\n");
}

function quoted(name: string): string {
  return `"${name.replace(/["\r\n]/g, "'")}"`;
}

/** No line of an iCalendar object is longer than 75 bytes; the rest follows after a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n ");
}
