import IntervalTree from "@flatten-js/interval-tree";
import type { SlotPerson, SlotRequest } from "../../../src/domain/meetings/slot-request.ts";
import { intervalsOf, merge } from "../../../src/domain/time/interval.ts";
import { workingIntervals } from "../../../src/domain/time/working-hours.ts";

/** Finds every start that suits everybody, as milliseconds. All rivals are asked the same. */
export type Rival = { name: string; starts(request: SlotRequest): number[] };

const STEP = 15 * 60_000;

/** From the start's briefing to its debrief: the time that has to be free. */
function reach({ minutes, briefingMinutes = 0, debriefMinutes = 0 }: SlotRequest) {
  return { before: briefingMinutes * 60_000, after: (minutes + debriefMinutes) * 60_000 };
}

function grid({ window, minutes, now }: SlotRequest, briefing: number): number[] {
  const starts: number[] = [];
  const last = window.end.epochMilliseconds - minutes * 60_000;
  const first = Math.max(window.start.epochMilliseconds, now.epochMilliseconds + briefing);
  for (let at = Math.ceil(first / STEP) * STEP; at <= last; at += STEP) starts.push(at);
  return starts;
}

function working({ hours, holidays = [] }: SlotPerson, { window }: SlotRequest): [number, number][] {
  if (hours === null) return [];
  const wide = { start: window.start.subtract({ hours: 48 }), end: window.end.add({ hours: 48 }) };
  return workingIntervals(hours, wide, holidays).map(({ start, end }) => [
    start.epochMilliseconds,
    end.epochMilliseconds,
  ]);
}

const blocksOf = ({ calendar }: SlotPerson) => (calendar.kind === "read" ? calendar.blocks : []);

/** Every start, person, working stretch and entry, one after the other. */
export const naive: Rival = {
  name: "naive loops",
  starts(request) {
    const { before, after } = reach(request);
    const people = request.people.map((one) => ({ hours: working(one, request), blocks: blocksOf(one) }));
    return grid(request, before).filter((at) =>
      people.every(
        ({ hours, blocks }) =>
          hours.some(([from, to]) => from <= at - before && at + after <= to) &&
          !blocks.some(({ start, end }) => start < at + after && end > at - before),
      ),
    );
  },
};

/** Everybody's free time merged and cut, then stepped through. */
export const merged: Rival = {
  name: "merged intervals",
  starts(request) {
    const { before, after } = reach(request);
    let free: [number, number][] | null = null;
    for (const one of request.people) {
      const blocks = blocksOf(one).flatMap(({ start, end }) => [start, end]);
      const taken = merge(intervalsOf(Float64Array.from(blocks)));
      const mine = cut(
        working(one, request),
        taken.map(({ start, end }) => [start.epochMilliseconds, end.epochMilliseconds]),
      );
      free = free === null ? mine : common(free, mine);
    }
    const fits = free ?? [];
    let i = 0;
    return grid(request, before).filter((at) => {
      while (i < fits.length && (fits[i] as [number, number])[1] < at + after) i++;
      const here = fits[i];
      return here !== undefined && here[0] <= at - before;
    });
  },
};

/** A tree of each person's entries and one of their working time, asked for every start. */
export const tree: Rival = {
  name: "@flatten-js/interval-tree",
  starts(request) {
    const { before, after } = reach(request);
    const people = request.people.map((one) => {
      const entries = new IntervalTree<boolean>();
      for (const { start, end } of blocksOf(one)) entries.insert([start, end - 1], true);
      const hours = new IntervalTree<readonly [number, number]>();
      for (const span of working(one, request)) hours.insert([span[0], span[1]], span);
      return { entries, hours };
    });
    return grid(request, before).filter((at) =>
      people.every(({ entries, hours }) => {
        if (entries.intersect_any([at - before, at + after - 1])) return false;
        const around: (readonly [number, number])[] = hours.search([at, at]);
        return around.some(([from, to]) => from <= at - before && at + after <= to);
      }),
    );
  },
};

function cut(whole: readonly [number, number][], taken: readonly [number, number][]): [number, number][] {
  const left: [number, number][] = [];
  let i = 0;
  for (const [from, to] of whole) {
    let at = from;
    while (i < taken.length && (taken[i] as [number, number])[1] <= at) i++;
    for (let n = i; n < taken.length && (taken[n] as [number, number])[0] < to; n++) {
      const [start, end] = taken[n] as [number, number];
      if (start > at) left.push([at, start]);
      at = Math.max(at, end);
    }
    if (at < to) left.push([at, to]);
  }
  return left;
}

function common(one: readonly [number, number][], other: readonly [number, number][]): [number, number][] {
  const both: [number, number][] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = one[i] as [number, number];
    const [c, d] = other[j] as [number, number];
    if (Math.max(a, c) < Math.min(b, d)) both.push([Math.max(a, c), Math.min(b, d)]);
    if (b < d) i++;
    else j++;
  }
  return both;
}
