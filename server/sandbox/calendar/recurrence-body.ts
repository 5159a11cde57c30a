import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { inZone, type Moment, wallOf } from "./moment.ts";
import { type Pattern, type Range, type Recurrence, WEEKDAYS } from "./recurrence.ts";
import { requireZone } from "./zones.ts";

const weekday = graphEnum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]);
const date = z.iso.date();
/** Graph itself writes this where a range has no end. */
const noDate = "0001-01-01";

const pattern = graphObject({
  type: graphEnum([
    "daily",
    "weekly",
    "absoluteMonthly",
    "relativeMonthly",
    "absoluteYearly",
    "relativeYearly",
  ]),
  interval: z.int().min(1).max(999),
  daysOfWeek: z.array(weekday).nullish(),
  firstDayOfWeek: weekday.nullish(),
  dayOfMonth: z.int().min(0).max(31).nullish(),
  month: z.int().min(0).max(12).nullish(),
  index: graphEnum(["first", "second", "third", "fourth", "last"]).nullish(),
});

const range = graphObject({
  type: graphEnum(["endDate", "noEnd", "numbered"]),
  startDate: date,
  endDate: date.nullish(),
  numberOfOccurrences: z.int().min(0).max(999).nullish(),
  recurrenceTimeZone: z.string().nullish(),
});

/** Graph's patternedRecurrence as callers send it. */
export const recurrenceSchema = graphObject({ pattern, range });

type Input = z.output<typeof recurrenceSchema>;

/** Checks a recurrence against the first start of its event. Throws 400 where a part is missing or makes no sense. */
export function readRecurrence(input: Input, start: Moment): Recurrence {
  const zoneName = input.range.recurrenceTimeZone || start.name;
  if (input.range.startDate !== wallOf(start).toPlainDate().toString()) {
    throw invalid("'recurrence/range/startDate' must be the day on which the event starts");
  }
  const zone = requireZone(zoneName);
  const range = { ...readRange(input.range), startDate: firstDay(start, zone) };
  return { pattern: readPattern(input.pattern, start), range, zone, zoneName };
}

/** The day a series begins on, in its own zone, which need not be the one its first start was given in. */
export function firstDay(start: Moment, zone: string): string {
  return inZone(start.ms, zone, zone).wall.slice(0, 10);
}

function readPattern(input: Input["pattern"], start: Moment): Pattern {
  const { type, interval } = input;
  const need = <T>(value: T | null | undefined | 0, name: string): T => {
    if (value) return value;
    throw invalid(`'recurrence/pattern/${name}' is required for a pattern of type '${type}'`);
  };
  const days = () => {
    const given = need(input.daysOfWeek, "daysOfWeek");
    if (given.length === 0) need(null, "daysOfWeek");
    return [...new Set(given)];
  };
  switch (type) {
    case "daily":
      return { type, interval };
    case "weekly":
      return { type, interval, daysOfWeek: days(), firstDayOfWeek: input.firstDayOfWeek ?? "sunday" };
    case "absoluteMonthly":
      return { type, interval, dayOfMonth: need(input.dayOfMonth, "dayOfMonth") };
    case "relativeMonthly":
      return { type, interval, daysOfWeek: days(), index: input.index ?? "first" };
    case "absoluteYearly": {
      const month = need(input.month, "month");
      return { type, interval, month, dayOfMonth: need(input.dayOfMonth ?? wallOf(start).day, "dayOfMonth") };
    }
    case "relativeYearly":
      return {
        type,
        interval,
        daysOfWeek: days(),
        index: input.index ?? "first",
        month: need(input.month, "month"),
      };
  }
}

function readRange(input: Input["range"]): Range {
  const { startDate } = input;
  if (input.type === "noEnd") return { type: "noEnd", startDate };
  if (input.type === "numbered") {
    if (!input.numberOfOccurrences)
      throw invalid("'recurrence/range/numberOfOccurrences' must be at least 1");
    return { type: "numbered", startDate, numberOfOccurrences: input.numberOfOccurrences };
  }
  if (!input.endDate || input.endDate < startDate) {
    throw invalid("'recurrence/range/endDate' must not be before the start date");
  }
  return { type: "endDate", startDate, endDate: input.endDate };
}

function invalid(why: string): GraphError {
  return new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    `At least one property failed validation. ${why}.`,
  );
}

/** A recurrence as Graph writes it: every property there, with its idle value where the type does not use it. */
export function writeRecurrence({
  pattern: rule,
  range: span,
  zoneName,
}: Recurrence): Record<string, unknown> {
  const idle = {
    month: 0,
    dayOfMonth: 0,
    daysOfWeek: [] as string[],
    firstDayOfWeek: "sunday",
    index: "first",
  };
  const { daysOfWeek, ...rest } = { ...idle, ...rule };
  return {
    pattern: { ...rest, daysOfWeek: [...daysOfWeek].sort(byWeek) },
    range: { endDate: noDate, numberOfOccurrences: 0, ...span, recurrenceTimeZone: zoneName },
  };
}

function byWeek(a: string, b: string): number {
  const names: readonly string[] = WEEKDAYS;
  return ((names.indexOf(a) + 1) % 7) - ((names.indexOf(b) + 1) % 7);
}
