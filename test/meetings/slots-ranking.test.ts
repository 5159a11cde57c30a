import { describe, expect, it } from "vitest";
import { TERM_WEIGHTS } from "../../src/domain/meetings/ranking.ts";
import type { SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { TermName } from "../../src/domain/meetings/slot-result.ts";
import { findSlots } from "../../src/domain/meetings/slots.ts";
import { at, block, guest, monday, ours } from "./people.ts";

/** The points of one term for a start, which must be the only one tried unless the request says otherwise. */
function points(request: SlotRequest, name: TermName, time: string): number | undefined {
  const { slots } = findSlots({ ...request, most: 1000 });
  const slot = slots.find(({ start }) => start.equals(at(time)));
  return slot?.terms.find((term) => term.name === name)?.points;
}

/** The same search for that start alone, so that no better overlapping time hides it. */
const only = (request: SlotRequest, time: string): SlotRequest => ({
  ...request,
  window: { start: at(time), end: at(time).add({ minutes: request.minutes }) },
});

describe("sooner", () => {
  it.each([
    ["09:00", 25],
    ["13:00", 12.5],
    ["17:00", 0],
  ])("is worth most at the first possible start: at %s %d points", (time, expected) => {
    const request = monday([ours("Anna", [block("10:00-13:00"), block("14:00-17:00")])], {
      window: { start: at("09:00"), end: at("18:00") },
    });
    expect(points(request, "sooner", time)).toBe(expected);
  });

  it("counts from the moment that the notice allows", () => {
    const request = monday([ours("Anna")], {
      now: at("09:00"),
      noticeMinutes: 120,
      window: { start: at("09:00"), end: at("18:00") },
    });
    expect(points(request, "sooner", "11:00")).toBe(25);
  });
});

describe("comfortable", () => {
  const wide = {
    hours: { ...ours("x").hours, start: at("05:00").toZonedDateTimeISO("Europe/Berlin").toPlainTime() },
  };
  it.each([
    ["06:45", 0],
    ["07:00", 0],
    ["08:30", 15],
    ["09:45", 27.5],
    ["10:00", 30],
    ["16:00", 30],
    ["16:15", 27.5],
    ["17:00", 20],
  ])("is whole between ten and five, and fades over three hours: at %s %d points", (time, expected) => {
    const early = { ...ours("Anna"), ...wide } as ReturnType<typeof ours>;
    const request = monday([early], { now: at("2026-03-22T00:00Z") });
    expect(points(only(request, time), "comfortable", time)).toBe(expected);
  });

  it("is as low as for the worst-off person", () => {
    const request = monday([ours("Anna"), guest("Bo", "America/New_York")]);
    expect(points(only(request, "14:00"), "comfortable", "14:00")).toBe(20); // nine in New York
    expect(points(only(request, "15:00"), "comfortable", "15:00")).toBe(30);
  });
});

describe("uncrowded", () => {
  it.each([
    ["is whole on an empty day", [], 15],
    ["falls with what is taken of the working day", [block("09:00-10:30")], 12.5],
    [
      "counts tentative entries too, and overlapping ones once",
      [block("09:00-10:30"), block("09:00-12:00", "tentative")],
      10,
    ],
    ["does not count what lies outside hours", [block("06:00-09:00"), block("18:00-22:00")], 15],
  ])("%s", (_, blocks, expected) => {
    expect(points(only(monday([ours("Anna", blocks), ours("Vera")]), "14:00"), "uncrowded", "14:00")).toBe(
      expected,
    );
  });
});

describe("room for preparation", () => {
  it.each([
    ["is whole with an hour free before", [block("12:00-13:00")], 15],
    ["is half with half an hour", [block("12:00-13:30")], 7.5],
    ["is none straight after a meeting", [block("12:00-14:00")], 0],
  ])("%s", (_, blocks, expected) => {
    expect(points(only(monday([ours("Anna", blocks)]), "14:00"), "preparation", "14:00")).toBe(expected);
  });

  it("is counted before the briefing, for our own people", () => {
    const request = monday([ours("Anna", [block("12:00-13:00")]), guest("Bo", "Europe/Berlin")], {
      briefingMinutes: 30,
    });
    expect(points(only(request, "14:00"), "preparation", "14:00")).toBe(7.5);
    expect(points(only(monday([ours("Anna")]), "09:00"), "preparation", "09:00")).toBe(0);
    expect(points(only(monday([guest("Bo", "Europe/Berlin")]), "09:00"), "preparation", "09:00")).toBe(15);
  });
});

describe("attendance", () => {
  it.each([
    [0, 15],
    [1, 10],
    [3, 0],
  ])("with %i of three optional people away is worth %d points", (away, expected) => {
    const optional = [0, 1, 2].map((n) =>
      ours(`o${n}`, n < away ? [block("14:00-15:00")] : [], { required: false }),
    );
    expect(points(only(monday([ours("Anna"), ...optional]), "14:00"), "attendance", "14:00")).toBe(expected);
  });
});

describe("the ranked slots", () => {
  const request = monday([
    ours("Anna", [block("12:00-13:30")]),
    ours("Vera", [block("15:00-15:30")], { required: false }),
  ]);
  const { slots } = findSlots(request);

  it("carry terms that sum up to their score, each at most its weight, a hundred together", () => {
    expect(slots.length).toBeGreaterThan(3);
    for (const { score, terms } of slots) {
      expect(terms.reduce((total, term) => total + term.points, 0)).toBeCloseTo(score, 9);
      for (const term of terms) expect(term.points).toBeLessThanOrEqual(TERM_WEIGHTS[term.name]);
    }
    expect(Object.values(TERM_WEIGHTS).reduce((total, weight) => total + weight, 0)).toBe(100);
  });

  it("come best first, of equals the sooner", () => {
    for (const [n, slot] of slots.entries()) {
      const next = slots[n + 1];
      if (next === undefined) break;
      expect(slot.score).toBeGreaterThanOrEqual(next.score);
      if (slot.score === next.score)
        expect(slot.start.epochMilliseconds).toBeLessThan(next.start.epochMilliseconds);
    }
  });

  it("do not overlap: the second is another time, not the first a quarter of an hour later", () => {
    const starts = slots.map(({ start }) => start.epochMilliseconds).sort((one, other) => one - other);
    for (const [n, start] of starts.entries()) {
      expect((starts[n + 1] ?? Number.POSITIVE_INFINITY) - start).toBeGreaterThanOrEqual(60 * 60_000);
    }
  });

  it("are as many as asked for", () => {
    expect(findSlots({ ...request, most: 2 }).slots).toEqual(slots.slice(0, 2));
  });
});
