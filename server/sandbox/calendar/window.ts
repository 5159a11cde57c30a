import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { Copy } from "./event-types.ts";
import { type Item, itemsWithin, type Window } from "./instances.ts";
import { calendarOf } from "./state.ts";

/** The longest stretch a calendar view may cover, in days. */
const LONGEST_DAYS = 1825;

/** A day in milliseconds. */
const DAY_MS = 86_400_000;

/** The window a view is asked for. Both bounds are required; without an offset they are UTC. Throws Graph's 400. */
export function requireWindow(call: Call): Window {
  const start = call.query.argument("startDateTime");
  const end = call.query.argument("endDateTime");
  if (!start || !end) {
    throw new GraphError(
      400,
      "ErrorInvalidRequest",
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.",
    );
  }
  const window = { startMs: instantOf(start, "StartDateTime"), endMs: instantOf(end, "EndDateTime") };
  if (window.endMs < window.startMs) throw invalidParameter("EndDateTime", end);
  if (window.endMs - window.startMs <= LONGEST_DAYS * DAY_MS) return window;
  throw new GraphError(
    400,
    "ErrorCalendarViewRangeTooBig",
    `The requested range of time is too long: a calendar view covers at most ${LONGEST_DAYS} days.`,
  );
}

const BOUND = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

function instantOf(text: string, name: string): number {
  const found = BOUND.exec(text);
  if (found === null) throw invalidParameter(name, text);
  try {
    if (found[4] !== undefined) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime("UTC").epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) throw invalidParameter(name, text);
    throw error;
  }
}

function invalidParameter(name: string, value: string): GraphError {
  return new GraphError(
    400,
    "ErrorInvalidParameter",
    `The value '${value}' of parameter '${name}' is invalid.`,
  );
}

/** All that a calendar shows within a window, series day by day, in order of start. */
export function calendarView(tenant: Tenant, ownerId: string, window: Window): Item[] {
  return viewOf(calendarOf(tenant, ownerId).copies.values(), window);
}

/** The same for some copies only. */
export function viewOf(copies: Iterable<Copy>, window: Window): Item[] {
  const items = [...copies].flatMap((copy) => itemsWithin(copy, window));
  return items.sort((a, b) => a.meeting.start.ms - b.meeting.start.ms || (a.key.core < b.key.core ? -1 : 1));
}
