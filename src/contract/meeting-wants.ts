import * as z from "zod/mini";
import { instant, line } from "./words.ts";

const ids = z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(60));
/** The name of a time zone, IANA; whether it is a known one is for the rules to say. */
export const zoneName = z.string().check(z.minLength(1), z.maxLength(64));
const kept = z.number().check(z.int(), z.gte(0), z.lte(120));

/** Who meets, for how long, and what our own people need before and after. */
export const whoAndHowLong = {
  required: ids.check(z.minLength(1)),
  optional: ids,
  minutes: z.number().check(z.int(), z.gte(5), z.lte(480)),
  /** Minutes kept for our own people before and after; 0 for none. */
  briefing: kept,
  debrief: kept,
  /**
   * The client's people, whose calendars nobody here can read: their nine to six is kept in their IANA `zone`. Null:
   * nobody knows it, so no time is known to suit them.
   */
  clients: z
    .array(
      z.strictObject({
        name: line(120),
        address: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
        zone: z.nullable(zoneName),
        /** Times that they named themselves: then only these are looked at, whatever their hours. */
        times: z.optional(
          z.array(z.strictObject({ start: instant, end: instant })).check(z.minLength(1), z.maxLength(20)),
        ),
      }),
    )
    .check(z.maxLength(60)),
  /** Where people meet in person, and our people's way there, in minutes one way; null or left out: in Teams. */
  place: z.optional(
    z.nullable(
      z.strictObject({
        name: line(200),
        travelMinutes: z.number().check(z.int(), z.gte(0), z.lte(720)),
      }),
    ),
  ),
};

/** One thing given up. `minutes`: how far outside hours, or how short the meeting then is; null otherwise. */
export const concessionStep = z.strictObject({
  what: z.enum(["no-briefing", "no-debrief", "outside-hours", "make-optional", "over-tentative", "shorter"]),
  personId: z.nullable(z.string().check(z.maxLength(320))),
  minutes: z.nullable(z.number().check(z.int(), z.gte(1), z.lte(480))),
});
export type ConcessionStep = z.infer<typeof concessionStep>;
