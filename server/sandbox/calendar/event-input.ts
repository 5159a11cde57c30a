import { GraphError } from "../core/graph-error.ts";
import { readAttendees } from "./attendees.ts";
import type { EventInput } from "./event-body.ts";
import type { Body, Location, Meeting, Own } from "./event-types.ts";
import { type Moment, readMoment, wallOf } from "./moment.ts";
import { firstDay, readRecurrence } from "./recurrence-body.ts";

/** What an input says about the meeting itself; only what it says. Whether it shall be online is decided elsewhere. */
export type MeetingPart = Partial<Omit<Meeting, "online" | "exceptions" | "removed">>;

/** What an input says about the caller's own copy; only what it says. */
export type OwnPart = Partial<Omit<Own, "answer" | "extensions">>;

const NOT_HERE = ["attachments", "singleValueExtendedProperties", "multiValueExtendedProperties"] as const;

/** The meeting's part of an input, checked against what holds already (null for a new event). Throws Graph's 400. */
export function meetingPart(input: EventInput, before: Meeting | null): MeetingPart {
  for (const name of NOT_HERE) {
    if (input[name] === undefined) continue;
    throw new GraphError(501, "NotImplemented", `This tenant does not keep '${name}' of events.`);
  }
  const times = timesOf(input, before);
  const places = placesOf(input);
  return {
    ...given("subject", input.subject === null ? "" : input.subject),
    ...given("body", bodyOf(input)),
    ...times,
    ...given("locations", places),
    ...given("attendees", input.attendees == null ? undefined : readAttendees(input.attendees)),
    ...given("importance", input.importance),
    ...given("responseRequested", input.responseRequested),
    ...given("allowNewTimeProposals", input.allowNewTimeProposals),
    ...given("hideAttendees", input.hideAttendees),
    ...given("showAs", input.showAs),
    ...given("sensitivity", input.sensitivity),
  };
}

/** The owner's part of an input. */
export function ownPart(input: EventInput): OwnPart {
  return {
    ...given("showAs", input.showAs),
    ...given("sensitivity", input.sensitivity),
    ...given("categories", input.categories == null ? undefined : [...new Set(input.categories)]),
    ...given("isReminderOn", input.isReminderOn),
    ...given("reminderMinutes", input.reminderMinutesBeforeStart),
  };
}

function given<K extends string, V>(name: K, value: V | null | undefined): { [P in K]?: V } {
  return value === undefined || value === null ? {} : ({ [name]: value } as { [P in K]: V });
}

function bodyOf({ body }: EventInput): Body | undefined {
  if (body === undefined) return undefined;
  return { contentType: body?.contentType ?? "text", content: body?.content ?? "" };
}

/** `location` replaces all of `locations`; where both are sent, the list holds. */
function placesOf({ location, locations }: EventInput): readonly Location[] | undefined {
  if (locations != null) return locations.map(readLocation);
  if (location === undefined) return undefined;
  return location === null || !location.displayName ? [] : [readLocation(location)];
}

type LocationInput = NonNullable<EventInput["location"]>;

/** A place with the properties Outlook fills in. */
export function readLocation(location: LocationInput): Location {
  const displayName = location.displayName ?? "";
  const idle = { locationType: "default", uniqueId: displayName, uniqueIdType: "private" };
  const known = Object.entries(location).filter(([, value]) => value !== null && value !== undefined);
  return { ...idle, ...Object.fromEntries(known), displayName };
}

function timesOf(input: EventInput, before: Meeting | null): MeetingPart {
  const isAllDay = input.isAllDay ?? before?.isAllDay ?? false;
  const start = momentOf(input.start, before?.start, "start");
  const end = momentOf(input.end, before?.end, "end");
  if (input.start == null && input.end == null && input.isAllDay == null && input.recurrence === undefined)
    return {};
  if (end.ms < start.ms) throw invalid("the end must not be before the start");
  if (isAllDay) requireWholeDays(start, end);
  const times = { start, end, isAllDay };
  if (input.recurrence === undefined)
    return before?.recurrence ? { ...times, recurrence: followed(before, start) } : times;
  return { ...times, recurrence: input.recurrence === null ? null : readRecurrence(input.recurrence, start) };
}

/** A series whose first day moved begins on that day; the weekdays of its pattern stay. */
function followed({ recurrence }: Meeting, start: Moment): Meeting["recurrence"] {
  if (recurrence === null) return null;
  return { ...recurrence, range: { ...recurrence.range, startDate: firstDay(start, recurrence.zone) } };
}

function momentOf(input: EventInput["start"], before: Moment | undefined, property: string): Moment {
  if (input != null) return readMoment(input, property);
  if (before !== undefined) return before;
  throw invalid(`'${property}' is required`);
}

function requireWholeDays(start: Moment, end: Moment): void {
  for (const [name, moment] of [
    ["Start", start],
    ["End", end],
  ] as const) {
    if (wallOf(moment).toPlainTime().toString() === "00:00:00") continue;
    throw badDay(`The Event.${name} property for an all-day event needs to be set to midnight.`);
  }
  if (start.zone !== end.zone)
    throw badDay("The Event.Start and Event.End of an all-day event must be in the same time zone.");
  if (start.wall >= end.wall)
    throw badDay("The duration of an event marked as All day must be at least 24 hours.");
}

function badDay(message: string): GraphError {
  return new GraphError(400, "ErrorInvalidRequest", `Your request can't be completed. ${message}`);
}

function invalid(why: string): GraphError {
  return new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    `At least one property failed validation: ${why}.`,
  );
}
