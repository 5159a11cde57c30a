import { Temporal } from "temporal-polyfill";
import type { Block, SlotPerson, SlotRequest } from "../../../src/domain/meetings/slot-request.ts";
import { workingHours } from "../../../src/domain/time/working-hours.ts";

/** Eight zones with every kind of clock change. */
const ZONES = [
  "Europe/Berlin",
  "Europe/London",
  "Europe/Moscow",
  "America/New_York",
  "Africa/Cairo",
  "Asia/Dubai",
  "Europe/Athens",
  "Africa/Casablanca",
] as const;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Where a search of 60 days begins: one across spring's clock changes, one across autumn's. */
export const SPRING = Temporal.Instant.from("2026-02-23T00:00:00Z");
export const AUTUMN = Temporal.Instant.from("2026-09-21T00:00:00Z");

/** Numbers from 0 up to 1, the same in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * An hour for so many people in 60 days, half an hour of briefing and a quarter of debrief, on a grid of a quarter.
 * The first `required` have to come; each has about four entries a day.
 */
export function searchFor(from: Temporal.Instant, count: number, required = count): SlotRequest {
  const throwDice = dice(count);
  const people = Array.from({ length: count }, (_, n): SlotPerson => {
    const hours = workingHours(ZONES[n % ZONES.length] as string, [1, 2, 3, 4, 5], "08:00", "19:00");
    const calendar = { kind: "read" as const, blocks: entries(from.epochMilliseconds, throwDice) };
    return { id: `person ${n}`, required: n < required, internal: true, hours, calendar };
  });
  return {
    now: from.subtract({ hours: 12 }),
    window: { start: from, end: from.add({ hours: 60 * 24 }) },
    people,
    minutes: 60,
    briefingMinutes: 30,
    debriefMinutes: 15,
  };
}

function entries(from: number, throwDice: () => number): Block[] {
  const blocks: Block[] = [];
  for (let day = 0; day < 60; day++) {
    for (let n = 0; n < 2; n++) {
      const start = from + day * DAY + (6 + Math.floor(throwDice() * 40) / 4) * 60 * MINUTE;
      blocks.push({ start, end: start + (2 + Math.floor(throwDice() * 4)) * 15 * MINUTE, status: "busy" });
    }
  }
  return blocks;
}
