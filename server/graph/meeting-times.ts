import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { Graph } from "./client.ts";
import { fromGraphTime, toGraphTime } from "./zones.ts";

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const suggested = z.object({
  meetingTimeSuggestions: z.array(z.object({ meetingTimeSlot: z.object({ start: moment }).nullish() })),
});
/** Graph names at most so many. */
const MOST = 100;

/** Outlook's own suggestions, asked in a person's name: Calendars.Read.Shared, delegated. There is no application permission. */
export function meetingTimes(graph: Graph) {
  return {
    /** Starts at which Outlook takes everybody and the asker for free, in their working hours. */
    async suggest(
      addresses: readonly string[],
      minutes: number,
      { start, end }: Interval,
    ): Promise<Temporal.Instant[]> {
      const body = {
        attendees: addresses.map((address) => ({ type: "required", emailAddress: { address } })),
        timeConstraint: {
          activityDomain: "work",
          timeSlots: [{ start: toGraphTime(start), end: toGraphTime(end) }],
        },
        meetingDuration: `PT${minutes}M`,
        maxCandidates: MOST,
        minimumAttendeePercentage: 100,
      };
      const headers = { Prefer: 'outlook.timezone="UTC"' };
      const found = await graph.post("/me/findMeetingTimes", body, suggested, { headers });
      return found.meetingTimeSuggestions.flatMap(({ meetingTimeSlot }) => {
        const at = meetingTimeSlot ? fromGraphTime(meetingTimeSlot.start) : null;
        return at === null ? [] : [at];
      });
    },
  };
}
