import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { DateTimeTimeZone } from "../directory/state.ts";
import { requireZone } from "./zones.ts";

/**
 * A point in time as someone wrote it: local time `wall` in the zone they named (`name`, Windows or IANA; `zone` is
 * the IANA one), and the instant that is, in milliseconds. A local time that a clock change skips counts from the
 * offset before the change (02:30 becomes 03:30); one that comes twice is the first of the two.
 */
export type Moment = {
  readonly wall: string;
  readonly zone: string;
  readonly name: string;
  readonly ms: number;
};

const WALL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?$/;

/** Reads Graph's dateTimeTimeZone. Throws 400 for a Z, an offset, an impossible date or an unknown zone. */
export function readMoment(
  value: { dateTime: string; timeZone?: string | null | undefined },
  property: string,
): Moment {
  const zone = requireZone(value.timeZone);
  return momentIn(readWall(value.dateTime, property), zone, value.timeZone ?? zone);
}

function readWall(dateTime: string, property: string): Temporal.PlainDateTime {
  try {
    if (WALL.test(dateTime)) return Temporal.PlainDateTime.from(dateTime);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    `At least one property failed validation. '${property}/dateTime' must be a local time without offset, as in '2026-03-01T09:00:00'.`,
  );
}

/** The moment at which clocks in `zone` show `wall`. */
export function momentIn(wall: Temporal.PlainDateTime, zone: string, name: string): Moment {
  const ms = wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
  return { wall: wall.toString({ smallestUnit: "millisecond" }), zone, name, ms };
}

/** The same instant on the clocks of another zone. */
export function inZone(ms: number, zone: string, name: string): Moment {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  return { wall: wall.toString({ smallestUnit: "millisecond" }), zone, name, ms };
}

/** The local time a moment was written in. */
export function wallOf(moment: Moment): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(moment.wall);
}

/** Graph's dateTimeTimeZone of an instant, in the zone the reader asked for. */
export function writeMoment(ms: number, { zone, name }: { zone: string; name: string }): DateTimeTimeZone {
  return { dateTime: `${inZone(ms, zone, name).wall.slice(0, 19)}.0000000`, timeZone: name };
}

/** Graph's dateTimeTimeZone of a whole day: midnight whatever zone the reader asked for. */
export function writeDay(moment: Moment, name: string): DateTimeTimeZone {
  return { dateTime: `${moment.wall.slice(0, 10)}T00:00:00.0000000`, timeZone: name };
}

/** An instant as Graph's DateTimeOffset, e.g. "2026-03-01T09:00:00Z". */
export function writeInstant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}
