import { Temporal } from "temporal-polyfill";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { findUserByAddress } from "../directory/users.ts";
import { FULL_SIGHT, openForReading } from "./access.ts";
import { statusDuring, timeOf } from "./busy.ts";
import type { ShowAs } from "./event-types.ts";
import type { Item, Window } from "./instances.ts";
import { type MeetingTimesRequest, readMeetingTimesRequest } from "./meeting-times-request.ts";
import { writeMoment } from "./moment.ts";
import { appliedPreferences, type Reader, readerOf } from "./reader.ts";
import { WEEKDAYS } from "./recurrence.ts";
import { calendarOf } from "./state.ts";
import { inOrder } from "./suggestion-order.ts";
import { requireZone } from "./zones.ts";

/** Meetings begin on the half hour. */
const STEP_MS = 30 * 60_000;

/** The chance that someone comes, in percent. Who only may be busy is counted half. */
const CHANCES: Record<ShowAs, number> = {
  free: 100,
  workingElsewhere: 100,
  tentative: 50,
  unknown: 49,
  busy: 0,
  oof: 0,
};

type Person = { request: MeetingTimesRequest["attendees"][number]; items: readonly Item[] | null };
type Candidate = Window & { statuses: readonly ShowAs[]; organizer: ShowAs; confidence: number };

/** Answers findMeetingTimes: when the organizer can and enough of the others may come. */
export function findMeetingTimes(call: Call): Reply {
  const { owner } = openForReading(call);
  const request = readMeetingTimesRequest(call);
  const reader = readerOf(call, FULL_SIGHT);
  const whole = {
    startMs: Math.min(...request.slots.map(({ startMs }) => startMs)),
    endMs: Math.max(...request.slots.map(({ endMs }) => endMs)),
  };
  const people = request.attendees.map((attendee) => personOf(call.tenant, attendee, whole));
  const own = timeOf(call.tenant, owner.id, whole);
  const inHours = request.slots
    .flatMap((slot) => startsWithin(slot, request.durationMs))
    .filter((window) => isWithinDomain(owner, request.domain, window));
  const possible = inHours
    .map((window) => candidateOf(window, people, own))
    .filter(({ organizer }) => request.isOrganizerOptional || (organizer !== "busy" && organizer !== "oof"));
  const likely = possible.filter(({ confidence }) => confidence >= request.leastConfidence);
  const found = inOrder(call.tenant, likely).slice(0, request.most);
  const lacksPlace = request.needsPlace && request.places.length === 0;
  const body =
    found.length === 0 || lacksPlace
      ? {
          emptySuggestionsReason: reasonOf(request, possible, people, lacksPlace),
          meetingTimeSuggestions: [],
        }
      : {
          emptySuggestionsReason: "",
          meetingTimeSuggestions: found.map((candidate, at) =>
            writeSuggestion(candidate, at, request, reader),
          ),
        };
  return { status: 200, body, headers: appliedPreferences(call) };
}

function personOf(tenant: Tenant, request: Person["request"], window: Window): Person {
  const user = findUserByAddress(tenant, request.emailAddress.address);
  const isKnown = user?.hasMailbox === true && calendarOf(tenant, user.id).scheduleError === null;
  return { request, items: isKnown ? timeOf(tenant, user.id, window) : null };
}

function startsWithin({ startMs, endMs }: Window, durationMs: number): Window[] {
  const first = Math.ceil(startMs / STEP_MS) * STEP_MS;
  const count = Math.max(0, Math.floor((endMs - durationMs - first) / STEP_MS) + 1);
  return Array.from({ length: count }, (_, at) => first + at * STEP_MS).map((start) => ({
    startMs: start,
    endMs: start + durationMs,
  }));
}

/** The organizer's hours of work, on weekends too for "personal"; a meeting must lie within one day's hours. */
function isWithinDomain(
  owner: User,
  domain: MeetingTimesRequest["domain"],
  { startMs, endMs }: Window,
): boolean {
  if (domain === "unrestricted") return true;
  const { workingHours } = owner.mailboxSettings;
  const zone = requireZone(workingHours.timeZone.name);
  const at = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  const [start, end] = [at(startMs), at(endMs)];
  const weekday = WEEKDAYS[start.dayOfWeek - 1]!;
  const isDay = workingHours.daysOfWeek.includes(weekday) || (domain === "personal" && start.dayOfWeek >= 6);
  const time = (wall: Temporal.PlainDateTime) => wall.toPlainTime().toString({ smallestUnit: "second" });
  const isSameDay = start.toPlainDate().equals(end.toPlainDate());
  return (
    isDay &&
    isSameDay &&
    time(start) >= workingHours.startTime.slice(0, 8) &&
    time(end) <= workingHours.endTime.slice(0, 8)
  );
}

function candidateOf(window: Window, people: readonly Person[], own: readonly Item[]): Candidate {
  const statuses = people.map(({ items }) => (items === null ? "unknown" : statusDuring(items, window)));
  const sum = statuses.reduce((total, status) => total + CHANCES[status], 0);
  const organizer = statusDuring(own, window);
  const confidence = statuses.length === 0 ? CHANCES[organizer] : sum / statuses.length;
  return { ...window, statuses, organizer, confidence };
}

function reasonOf(
  { isOrganizerOptional }: MeetingTimesRequest,
  possible: readonly Candidate[],
  people: readonly Person[],
  lacksPlace: boolean,
): string {
  if (lacksPlace) return "locationsUnavailable";
  if (possible.length === 0) return isOrganizerOptional ? "unknown" : "organizerUnavailable";
  return people.some(({ items }) => items === null)
    ? "attendeesUnavailableOrUnknown"
    : "attendeesUnavailable";
}

function writeSuggestion(candidate: Candidate, at: number, request: MeetingTimesRequest, reader: Reader) {
  const isFull = candidate.confidence === 100;
  const reason = `Suggested because it is one of the nearest times when ${isFull ? "all" : "most"} attendees are available.`;
  return {
    confidence: candidate.confidence,
    order: at + 1,
    organizerAvailability: candidate.organizer,
    ...(request.givesReasons ? { suggestionReason: reason } : {}),
    meetingTimeSlot: {
      start: writeMoment(candidate.startMs, reader),
      end: writeMoment(candidate.endMs, reader),
    },
    attendeeAvailability: request.attendees.map((attendee, i) => ({
      availability: candidate.statuses[i] ?? "unknown",
      attendee,
    })),
    locations: request.places,
  };
}
