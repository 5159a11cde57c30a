import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { blockReason } from "../../src/contract/meeting-slots.ts";
import { prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import type { SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { SlotResult } from "../../src/domain/meetings/slot-result.ts";
import { findSlots, reasonsAgainst } from "../../src/domain/meetings/slots.ts";
import { firstFit, giveUp, inOrder, judge, judgeAll, judgePerson } from "./oracle.ts";
import { randomRequest } from "./random-calendars.ts";

// The long run also tries more large searches. A failure names its seed, and the smallest search that shows it.
const soak = process.env["SOAK"] === "1";
const anyRequest = randomRequest(soak ? 3 : 25);
const runs = { numRuns: soak ? 50_000 : 10_000 };
const fewer = { numRuns: soak ? 10_000 : 500 };
const few = { numRuns: soak ? 2_000 : 150 };
const patience = soak ? 3_600_000 : 300_000;
const named = `in ${runs.numRuns} random calendars across clock changes`;

describe("against a minute-by-minute look at every calendar", () => {
  it(
    `no slot violates a constraint and every reason given is true and complete, ${named}`,
    () => {
      fc.assert(
        fc.property(anyRequest, (request) => {
          const result = findSlots(request);
          const [said, wanted] = [written(everyStart(result, request)), written(judgeAll(request))];
          if (said !== wanted) expect(said.split("\n")).toEqual(wanted.split("\n"));
          const fits = new Set(fitsOf(result, request));
          const strays = result.slots.filter(({ start }) => !fits.has(start.epochMilliseconds));
          if (strays.length > 0) expect(strays).toEqual([]);
        }),
        runs,
      );
    },
    patience,
  );

  it(
    "an optional person is named as missing exactly when they cannot come",
    () => {
      fc.assert(
        fc.property(anyRequest, (request) => {
          for (const slot of findSlots(request).slots) {
            const missing = request.people.filter(
              (person) =>
                !person.required && judgePerson(request, person, slot.start.epochMilliseconds).length > 0,
            );
            expect(slot.without.map(({ personId }) => personId)).toEqual(missing.map(({ id }) => id));
            for (const { personId, why } of slot.without) {
              const person = request.people.find(({ id }) => id === personId) as SlotPerson;
              expect(judgePerson(request, person, slot.start.epochMilliseconds)).toContain(why);
            }
          }
        }),
        fewer,
      );
    },
    patience,
  );

  it(
    "the last look before booking says the same of any minute, on the grid or between",
    () => {
      fc.assert(
        fc.property(anyRequest, fc.nat(), (request, any) => {
          const { start, end } = request.window;
          const room = (end.epochMilliseconds - start.epochMilliseconds) / 60_000 - request.minutes;
          const at = start.add({ minutes: any % (room + 1) });
          const reasons = reasonsAgainst(prepareSlots(request), request, at);
          expect(asText(reasons)).toEqual(judge(request, at.epochMilliseconds));
        }),
        fewer,
      );
    },
    patience,
  );

  it(
    "every concession offered really opens its time, and where one step is enough none is missing",
    () => {
      fc.assert(
        fc.property(anyRequest, (request) => {
          const { concessions, fits } = findSlots(request);
          if (fits.length > 0) {
            expect(concessions).toEqual([]);
            return;
          }
          for (const { start, steps } of concessions) {
            const given = giveUp(request, steps);
            expect(judge(given.request, start.epochMilliseconds, given.extra)).toEqual([]);
          }
          const single = concessions.filter(({ steps }) => steps.length === 1);
          expect(single.length === 0 || single.length === concessions.length).toBe(true);
          if (concessions.length < 10) {
            expect(
              single
                .map(({ start, steps: [step] }) => ({ step, start: start.epochMilliseconds }))
                .sort(byText),
            ).toEqual(singleSteps(request).sort(byText));
          }
        }),
        few,
      );
    },
    patience,
  );
});

it("the random calendars know every reason there is, and times that suit", () => {
  // A generator that never makes a kind of calendar proves nothing of it.
  const searches = fc.sample(anyRequest, { numRuns: 1_500, seed: 6 }).map((request) => findSlots(request));
  const whys = searches.flatMap(({ rejected }) =>
    rejected.flatMap(({ because }) => because.map(({ why }) => why)),
  );
  expect(new Set(whys)).toEqual(new Set(blockReason.options));
  expect(searches.filter(({ fits }) => fits.length > 0).length).toBeGreaterThan(150);
  expect(searches.filter(({ concessions }) => concessions.length > 0).length).toBeGreaterThan(150);
});

describe("whatever the calendars", () => {
  it(
    "one more busy block never adds a time",
    () => {
      fc.assert(
        fc.property(
          anyRequest,
          fc.nat(),
          fc.integer({ min: -300, max: 5000 }),
          fc.integer({ min: 0, max: 300 }),
          (request, who, from, length) => {
            const before = fitsOf(findSlots(request), request);
            const start = request.window.start.epochMilliseconds + from * 60_000;
            const block = { start, end: start + length * 60_000, status: "busy" as const };
            const people = request.people.map((person, n) => {
              if (n !== who % request.people.length || person.calendar.kind !== "read") return person;
              return {
                ...person,
                calendar: { ...person.calendar, blocks: [...person.calendar.blocks, block] },
              };
            });
            for (const fit of fitsOf(findSlots({ ...request, people }), request))
              expect(before).toContain(fit);
          },
        ),
        fewer,
      );
    },
    patience,
  );

  it(
    "the answer does not depend on the order of people or of their blocks",
    () => {
      fc.assert(
        fc.property(anyRequest, (request) => {
          const people = request.people.toReversed().map((person) => {
            if (person.calendar.kind !== "read") return person;
            return {
              ...person,
              calendar: { ...person.calendar, blocks: person.calendar.blocks.toReversed() },
            };
          });
          const one = findSlots(request);
          const other = findSlots({ ...request, people });
          expect(other.slots.map(ranked)).toEqual(one.slots.map(ranked));
          expect(everyStart(other, request)).toEqual(everyStart(one, request));
          expect(other.concessions.map(({ start }) => start.toString()).sort(inOrder)).toEqual(
            one.concessions.map(({ start }) => start.toString()).sort(inOrder),
          );
        }),
        fewer,
      );
    },
    patience,
  );
});

type Opening = { step: object | undefined; start: number };

/** Every single step that opens a time, tried one after the other. */
function singleSteps(request: SlotRequest): Opening[] {
  const found: Opening[] = [];
  const opens = (
    what: "no-briefing" | "no-debrief" | "outside-hours" | "make-optional" | "over-tentative" | "shorter",
    personId: string | null,
    minutes: number | null,
  ) => {
    const step = { what, personId, minutes };
    const given = giveUp(request, [step]);
    const start = firstFit(given.request, given.extra);
    if (start !== null) found.push({ step, start });
    return start !== null;
  };
  opens("no-briefing", null, null);
  opens("no-debrief", null, null);
  [240, 180, 120, 90, 60, 45, 30, 15]
    .filter((minutes) => minutes < request.minutes)
    .some((minutes) => opens("shorter", null, minutes));
  const required = request.people.filter((person) => person.required);
  for (const { id } of required) {
    opens("over-tentative", id, null);
    [15, 30, 45, 60, 90, 120].some((minutes) => opens("outside-hours", id, minutes));
    if (required.length > 1) opens("make-optional", id, null);
  }
  return found;
}

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

function ranked(slot: SlotResult["slots"][number]) {
  return { start: slot.start.toString(), score: slot.score, terms: slot.terms };
}

function fitsOf({ fits }: SlotResult, request: SlotRequest): number[] {
  return fits.flatMap(({ from, to }) => startsBetween(from, to, request));
}

/** The reasons of every start that the result speaks of; fails where it speaks twice of one. */
function everyStart(result: SlotResult, request: SlotRequest): Map<number, string[]> {
  const all: [number, string[]][] = fitsOf(result, request).map((start) => [start, []]);
  for (const { from, to, because } of result.rejected) {
    for (const start of startsBetween(from, to, request)) all.push([start, asText(because)]);
  }
  const said = new Map(all.sort(([one], [other]) => one - other));
  if (said.size !== all.length) expect(said.size).toBe(all.length);
  return said;
}

/** One line a start, as quickly compared as made. */
function written(starts: ReadonlyMap<number, readonly string[]>): string {
  return [...starts].map(([start, whys]) => `${start} ${whys.join(", ")}`).join("\n");
}

function asText(reasons: readonly { personId: string | null; why: string }[]): string[] {
  return reasons.map(({ personId, why }) => `${personId ?? "all"}: ${why}`).sort(inOrder);
}

function startsBetween(from: Temporal.Instant, to: Temporal.Instant, request: SlotRequest): number[] {
  const starts: number[] = [];
  const step = (request.gridMinutes ?? 15) * 60_000;
  for (let at = from.epochMilliseconds; at <= to.epochMilliseconds; at += step) starts.push(at);
  return starts;
}
