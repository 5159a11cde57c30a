import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Block, Calendar, SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { Weekday } from "../../src/domain/time/weekday.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";

/** Zones with every kind of offset and of clock change, both hemispheres, half an hour's change included. */
export const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Novosibirsk",
  "Australia/Sydney",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
] as const;

/** Days around which clocks change somewhere: each zone above that changes at all does so on one of them, both ways. */
export const CHANGES = [
  "2026-02-15", // Casablanca back
  "2026-03-08", // New York, St John's forward
  "2026-03-22", // Casablanca forward
  "2026-03-29", // Berlin forward
  "2026-04-05", // Sydney, Lord Howe back
  "2026-10-04", // Sydney, Lord Howe forward
  "2026-10-25", // Berlin back
  "2026-11-01", // New York, St John's back
] as const;

const MINUTE = 60_000;
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, {
  minLength: 4,
  maxLength: 7,
});
const someWeekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, {
  maxLength: 2,
});
const timeOfDay = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`);
const hours = fc.tuple(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("07:00", "08:30", "09:00") },
    { weight: 1, arbitrary: timeOfDay },
  ),
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("18:00", "21:15", "23:00") },
    { weight: 1, arbitrary: timeOfDay },
  ),
);

/** Anybody's calendar between `from` and `to`, days counted from there. */
function person(id: string, from: number, to: number): fc.Arbitrary<SlotPerson> {
  const minutes = Math.round((to - from) / MINUTE);
  const moment = fc.integer({ min: -300, max: minutes + 300 });
  const block: fc.Arbitrary<Block> = fc
    .tuple(
      moment,
      fc.integer({ min: 0, max: 240 }),
      fc.constantFrom("busy", "busy", "tentative", "oof", "unknown", "workingElsewhere") as fc.Arbitrary<
        Block["status"]
      >,
    )
    .map(([start, length, status]) => ({
      start: from + start * MINUTE,
      end: from + (start + length) * MINUTE,
      status,
    }));
  const stretch = fc.tuple(moment, fc.integer({ min: 1, max: 900 })).map(([start, length]) => ({
    start: Temporal.Instant.fromEpochMilliseconds(from + start * MINUTE),
    end: Temporal.Instant.fromEpochMilliseconds(from + (start + length) * MINUTE),
  }));
  const calendar: fc.Arbitrary<Calendar> = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        blocks: fc.array(block, { maxLength: 10 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        blocks: fc.array(block, { maxLength: 4 }),
        covers: stretch,
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: "outside" as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("offered" as const),
        times: fc.array(stretch, { minLength: 1, maxLength: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "unread" as const }) },
  );
  const day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO("UTC").toPlainDate();
  const holiday = fc
    .integer({ min: 0, max: 3 })
    .map((n) => ({ date: day.add({ days: n }), name: "Holiday" }));
  const maybeTime = fc.option(
    timeOfDay.map((text) => Temporal.PlainTime.from(text)),
    { nil: undefined, freq: 2 },
  );
  const preferences = fc.record({ notBefore: maybeTime, noDays: someWeekdays, notAfter: maybeTime });
  return fc
    .record({
      zone: fc.constantFrom(...ZONES),
      days: weekdays,
      hours: fc.option(hours, { freq: 15 }),
      required: fc.boolean(),
      internal: fc.boolean(),
      calendar,
      holidays: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(holiday, { maxLength: 1 }) },
      ),
      // One in `freq` has none.
      preferences: fc.option(preferences, { nil: undefined, freq: 2 }),
      travel: fc.option(
        fc.record({
          beforeMinutes: fc.integer({ min: 0, max: 90 }),
          afterMinutes: fc.integer({ min: 0, max: 90 }),
        }),
        { nil: undefined },
      ),
    })
    .map(({ zone, days, hours: time, ...rest }) => ({
      id,
      ...rest,
      hours: time === null ? null : workingHours(zone, days, ...time),
    }));
}

/** How long a window is, in hours, how far before or after midnight of the change it begins, and for how many people. */
type Size = { hours: number; shift: number; count: number };

/** Most searches are small, so that many can be tried: some hours around the change, for one or two. */
const small: fc.Arbitrary<Size> = fc.record({
  hours: fc.integer({ min: 5, max: 14 }),
  shift: fc.integer({ min: -20, max: 12 }),
  count: fc.integer({ min: 1, max: 2 }),
});
/** Others span one to three days and more people. */
const large: fc.Arbitrary<Size> = fc.record({
  hours: fc.integer({ min: 28, max: 80 }),
  shift: fc.integer({ min: -40, max: 5 }),
  count: fc.integer({ min: 1, max: 4 }),
});

/** A search across a clock change; one in so many is a large one. */
export function randomRequest(oneIn: number): fc.Arbitrary<SlotRequest> {
  const size = fc.oneof({ weight: oneIn - 1, arbitrary: small }, { weight: 1, arbitrary: large });
  return fc
    .tuple(fc.constantFrom(...CHANGES), size, fc.integer({ min: 0, max: 59 }))
    .chain(([change, { hours: length, shift, count }, odd]) => {
      const from = Temporal.Instant.from(`${change}T00:00Z`).epochMilliseconds + (shift * 60 + odd) * MINUTE;
      return requestIn(from, from + length * 60 * MINUTE, count);
    });
}

function requestIn(from: number, to: number, count: number): fc.Arbitrary<SlotRequest> {
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
  return fc.record({
    window: fc.constant({ start: at(from), end: at(to) }),
    now: fc
      .integer({ min: -3000, max: Math.min(600, (to - from) / MINUTE - 1) })
      .map((minutes) => at(from + minutes * MINUTE)),
    people: fc
      .tuple(...Array.from({ length: count }, (_, n) => person(`p${n}`, from, to)))
      .map(([first, ...others]) => [{ ...(first as SlotPerson), required: true }, ...others]),
    gridMinutes: fc.constantFrom(15, 15, 30, 60),
    minutes: fc.oneof(fc.constantFrom(30, 60), fc.integer({ min: 1, max: 200 })),
    noticeMinutes: fc.constantFrom(0, 0, 90, 1440),
    briefingMinutes: fc.constantFrom(0, 15, 30, 37),
    debriefMinutes: fc.constantFrom(0, 15, 20),
    inPerson: fc.boolean(),
    noMeetingDays: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: someWeekdays },
    ),
    most: fc.constantFrom(1, 5, 1000),
    mostRejected: fc.constant(10_000),
  });
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
