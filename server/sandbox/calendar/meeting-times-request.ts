import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { graphAction, graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { readRecipient } from "./attendees.ts";
import { locationShape, slotSchema } from "./event-body.ts";
import type { Recipient } from "./event-types.ts";
import type { Window } from "./instances.ts";
import { readMoment } from "./moment.ts";

const flag = z.boolean().nullish();

const request = graphAction({
  attendees: z
    .array(
      graphObject({
        type: graphEnum(["required", "optional", "resource"]).nullish(),
        emailAddress: graphObject({ name: z.string().nullish(), address: z.string().nullish() }),
      }),
    )
    .nullish(),
  locationConstraint: graphObject({
    isRequired: flag,
    suggestLocation: flag,
    locations: z.array(graphObject({ ...locationShape, resolveAvailability: flag })).nullish(),
  }).nullish(),
  timeConstraint: graphObject({
    activityDomain: graphEnum(["work", "personal", "unrestricted", "unknown"]).nullish(),
    timeSlots: z.array(slotSchema).nullish(),
  }).nullish(),
  meetingDuration: z.string().nullish(),
  maxCandidates: z.int().min(1).nullish(),
  isOrganizerOptional: flag,
  returnSuggestionReasons: flag,
  minimumAttendeePercentage: z.number().min(0).max(100).nullish(),
});

/** What findMeetingTimes is asked, with the service's defaults filled in. */
export type MeetingTimesRequest = {
  attendees: readonly (Recipient & { type: "required" | "optional" | "resource" })[];
  places: readonly Record<string, unknown>[];
  needsPlace: boolean;
  domain: "work" | "personal" | "unrestricted";
  slots: readonly Window[];
  durationMs: number;
  most: number;
  isOrganizerOptional: boolean;
  givesReasons: boolean;
  leastConfidence: number;
};

/** How far ahead is looked when nothing is said, in days. */
const DEFAULT_DAYS = 7;

/** Reads the body of findMeetingTimes. Throws Graph's 400. */
export function readMeetingTimesRequest(call: Call): MeetingTimesRequest {
  const input = readBody(call.body === undefined ? { ...call, body: {} } : call, request);
  const domain = input.timeConstraint?.activityDomain ?? "work";
  const places = input.locationConstraint?.locations ?? [];
  return {
    attendees: (input.attendees ?? []).map(({ type, emailAddress }) => ({
      ...readRecipient(emailAddress),
      type: type ?? "required",
    })),
    places: places.map(({ resolveAvailability: _, ...place }) => place),
    needsPlace: input.locationConstraint?.isRequired ?? false,
    domain: domain === "unknown" ? "work" : domain,
    slots: slotsOf(call, input.timeConstraint?.timeSlots ?? []),
    durationMs: durationOf(input.meetingDuration ?? "PT30M"),
    most: input.maxCandidates ?? 20,
    isOrganizerOptional: input.isOrganizerOptional ?? false,
    givesReasons: input.returnSuggestionReasons ?? false,
    leastConfidence: input.minimumAttendeePercentage ?? 50,
  };
}

function slotsOf({ tenant }: Call, slots: readonly z.output<typeof slotSchema>[]): Window[] {
  if (slots.length === 0) {
    const startMs = tenant.clock.now().epochMilliseconds;
    return [{ startMs, endMs: startMs + DEFAULT_DAYS * 86_400_000 }];
  }
  return slots.map(({ start, end }) => {
    const window = { startMs: readMoment(start, "start").ms, endMs: readMoment(end, "end").ms };
    if (window.endMs > window.startMs) return window;
    throw new GraphError(400, "ErrorInvalidParameter", "The end of a time slot must be after its start.");
  });
}

function durationOf(text: string): number {
  try {
    const ms = Temporal.Duration.from(text).total({ unit: "milliseconds" });
    if (ms > 0) return ms;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new GraphError(
    400,
    "ErrorInvalidParameter",
    `The value '${text}' of parameter 'meetingDuration' is invalid.`,
  );
}
