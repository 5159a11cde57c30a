import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";
import { fromGraphTime } from "./zones.ts";

const address = z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() });
const event = z.object({
  start: z.object({ dateTime: z.string(), timeZone: z.string().nullish() }),
  isCancelled: z.boolean().nullish(),
  responseStatus: z.object({ response: z.string().nullish() }).nullish(),
  organizer: address.nullish(),
  attendees: z
    .array(address.extend({ status: z.object({ response: z.string().nullish() }).nullish() }))
    .nullish(),
});
/** Neither subject nor place nor body is asked for. */
const SELECT = "$select=start,isCancelled,responseStatus,organizer,attendees&$top=100";
const IN_UTC = { headers: { Prefer: 'outlook.timezone="UTC"' } };

/** Whom people meet, by the application permission Calendars.ReadBasic. */
export function calendarDiary(graph: Graph) {
  return {
    /**
     * With whom the person's calendar shows them in the window, and when; meetings that either declined are left out.
     * Empty for a calendar that cannot be read: that is nothing known, not nothing met.
     */
    async met(
      personId: string,
      { start, end }: Interval,
    ): Promise<{ at: Temporal.Instant; address: string }[]> {
      const bounds = `startDateTime=${start.toString()}&endDateTime=${end.toString()}`;
      const met: { at: Temporal.Instant; address: string }[] = [];
      try {
        for await (const page of graph.pages(
          path`/users/${personId}/calendarView` + `?${bounds}&${SELECT}`,
          event,
          IN_UTC,
        ))
          met.push(...page.flatMap(touchesOf));
      } catch (error) {
        if (!isGone(error) && !isForbidden(error)) throw error;
      }
      return met;
    },
  };
}

function touchesOf(found: z.output<typeof event>): { at: Temporal.Instant; address: string }[] {
  const at = fromGraphTime(found.start);
  if (at === null || found.isCancelled || found.responseStatus?.response === "declined") return [];
  const others = (found.attendees ?? []).filter(({ status }) => status?.response !== "declined");
  return [found.organizer, ...others].flatMap((one) => {
    const other = one?.emailAddress?.address?.toLowerCase();
    return other ? [{ at, address: other }] : [];
  });
}
