import { common, type Give, openings, type Standing, standingsOf } from "./giving.ts";
import { blockedStarts, tooSoon } from "./obstacles.ts";
import { type Placement, place } from "./placement.ts";
import { NO_LIFT, type PreparedSlots } from "./prepared-slots.ts";
import type { SlotTerms } from "./slot-request.ts";
import type { Concession, ConcessionStep } from "./slot-result.ts";
import { addAll, firstStart, otherStarts, type StartBits } from "./start-bits.ts";

/** Lengths that a meeting may be cut to, in minutes, longest first. */
export const SHORTER_LENGTHS: readonly number[] = [240, 180, 120, 90, 60, 45, 30, 15];
/** The most concessions named. */
export const CONCESSIONS_MOST = 10;

/** Something given up for everybody, and the terms that are left. */
type Plan = { step: ConcessionStep; terms: SlotTerms };
type Found = { steps: Concession["steps"]; start: number; length: number };

/**
 * The smallest things to give up that make a meeting possible where nothing fits, each with the first start it opens.
 * One step wherever one is enough; otherwise two. Empty when two do not help either.
 */
export function concede(prepared: PreparedSlots, terms: SlotTerms, placement: Placement): Concession[] {
  const plans = bareMeetings(terms);
  const single = [
    ...plans.flatMap((plan) => underPlan(prepared, plan)),
    ...shorter(prepared, terms),
    ...onePersonGives(prepared, placement, null),
  ];
  const found = single.length > 0 ? single : twoSteps(prepared, placement, plans);
  const weighed = found.map((one) => ({ ...one, burden: burdenOf(prepared, one.steps, terms.minutes) }));
  return weighed
    .sort((a, b) => a.burden - b.burden || a.start - b.start)
    .slice(0, CONCESSIONS_MOST)
    .map(({ steps, start, length }) => ({
      start: prepared.instant(start),
      end: prepared.instant(start + length),
      steps,
    }));
}

function bareMeetings(terms: SlotTerms): Plan[] {
  const plans: Plan[] = [];
  if ((terms.debriefMinutes ?? 0) > 0) {
    plans.push({ step: forAll("no-debrief", null), terms: { ...terms, debriefMinutes: 0 } });
  }
  if ((terms.briefingMinutes ?? 0) > 0) {
    plans.push({ step: forAll("no-briefing", null), terms: { ...terms, briefingMinutes: 0 } });
  }
  return plans;
}

function shorter(prepared: PreparedSlots, terms: SlotTerms): Found[] {
  for (const minutes of SHORTER_LENGTHS) {
    if (minutes >= terms.minutes) continue;
    const found = underPlan(prepared, { step: forAll("shorter", minutes), terms: { ...terms, minutes } });
    if (found.length > 0) return found;
  }
  return [];
}

function twoSteps(prepared: PreparedSlots, placement: Placement, plans: readonly Plan[]): Found[] {
  const [debrief, briefing] = plans;
  const found = plans.flatMap((plan) => onePersonGives(prepared, place(prepared, plan.terms), plan.step));
  if (debrief && briefing) {
    const both: Plan = { ...briefing, terms: { ...briefing.terms, debriefMinutes: 0 } };
    found.push(
      ...underPlan(prepared, both).map((one): Found => ({ ...one, steps: [debrief.step, briefing.step] })),
    );
  }
  return [...found, ...twoPeopleGive(prepared, placement)];
}

function underPlan(prepared: PreparedSlots, { step, terms }: Plan): Found[] {
  const placement = place(prepared, terms);
  const blocked = tooSoon(placement);
  for (const one of prepared.people) {
    if (one.person.required) addAll(blocked, blockedStarts(prepared, one, placement, NO_LIFT));
  }
  const first = firstStart(otherStarts(blocked, placement.grid));
  return first === null ? [] : [opened([step], placement, first)];
}

function onePersonGives(
  prepared: PreparedSlots,
  placement: Placement,
  besides: ConcessionStep | null,
): Found[] {
  const { all, failsOne } = standingsOf(prepared, placement);
  return all.flatMap(({ blocked, gives }) =>
    openings(gives, common(failsOne, blocked)).map(({ step, first }) =>
      opened(besides === null ? [step] : [besides, step], placement, first),
    ),
  );
}

function twoPeopleGive(prepared: PreparedSlots, placement: Placement): Found[] {
  const { all, failsTwo } = standingsOf(prepared, placement);
  const found: Found[] = [];
  all.forEach((one, n) => {
    for (const other of all.slice(n + 1)) {
      const candidates = common(failsTwo, common(one.blocked, other.blocked));
      if (firstStart(candidates) === null) continue;
      found.push(...bothGive(one, other, candidates, placement, all.length > 2));
    }
  });
  return found;
}

function bothGive(
  one: Standing,
  other: Standing,
  candidates: StartBits,
  placement: Placement,
  someoneStays: boolean,
): Found[] {
  const found = new Map<string, Found>();
  for (const mine of one.gives) {
    for (const theirs of openings(other.gives, common(candidates, mine.suits))) {
      if (bothOptional(mine, theirs.step) && !someoneStays) continue;
      const kind = `${mine.step.what} ${theirs.step.what}`;
      if (!found.has(kind)) found.set(kind, opened([mine.step, theirs.step], placement, theirs.first));
    }
  }
  return [...found.values()];
}

function bothOptional({ step }: Give, other: ConcessionStep): boolean {
  return step.what === "make-optional" && other.what === "make-optional";
}

function opened(steps: Concession["steps"], { grid, length }: Placement, first: number): Found {
  return { steps, start: grid.first + first * grid.step, length };
}

function forAll(what: ConcessionStep["what"], minutes: number | null): ConcessionStep {
  return { what, personId: null, minutes };
}

/** What is asked of people, so that the least comes first. A guest is asked to give more reluctantly than one of ours. */
function burdenOf(prepared: PreparedSlots, steps: Concession["steps"], minutes: number): number {
  let burden = 0;
  for (const step of steps) {
    const guest = prepared.people.some(({ person }) => person.id === step.personId && !person.internal);
    burden += burdenOfStep(step, minutes) + (guest ? 30 : 0);
  }
  return burden;
}

function burdenOfStep(step: ConcessionStep, minutes: number): number {
  switch (step.what) {
    case "no-debrief":
      return 10;
    case "no-briefing":
      return 20;
    case "over-tentative":
      return 30;
    case "outside-hours":
      return 20 + (step.minutes ?? 0);
    case "shorter":
      return 25 + 50 * (1 - (step.minutes ?? 0) / minutes);
    case "make-optional":
      return 150;
  }
}
