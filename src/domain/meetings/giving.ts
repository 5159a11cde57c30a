import { blockedStarts, tooSoon } from "./obstacles.ts";
import type { Placement } from "./placement.ts";
import { type Lift, NO_LIFT, type PreparedPerson, type PreparedSlots } from "./prepared-slots.ts";
import type { ConcessionStep } from "./slot-result.ts";
import { firstStart, noStarts, otherStarts, type StartBits } from "./start-bits.ts";

/** How far outside their hours a person may be asked to come, in minutes, least first. */
export const WIDENINGS: readonly number[] = [15, 30, 45, 60, 90, 120];

/** Something one person could give, and the starts that would then suit them. */
export type Give = { step: ConcessionStep; suits: StartBits };

/** A required person in a search where nothing fits. */
export type Standing = {
  one: PreparedPerson;
  blocked: StartBits;
  /** What they could give, smallest first within each kind. */
  gives: readonly Give[];
};

/** How everybody required stands under the placement, and how many of them each start fails. */
export type Standings = {
  all: readonly Standing[];
  /** Starts that fail exactly one person, or exactly two; too-soon ones left out. */
  failsOne: StartBits;
  failsTwo: StartBits;
};

/** Where everybody required stands. */
export function standingsOf(prepared: PreparedSlots, placement: Placement): Standings {
  const required = prepared.people.filter(({ person }) => person.required);
  const once = noStarts(placement.grid);
  const twice = noStarts(placement.grid);
  const more = noStarts(placement.grid);
  const all = required.map((one): Standing => {
    const blocked = blockedStarts(prepared, one, placement, NO_LIFT);
    for (let word = 0; word < blocked.length; word++) {
      const bits = blocked[word] as number;
      more[word] = (more[word] as number) | ((twice[word] as number) & bits);
      twice[word] = (twice[word] as number) | ((once[word] as number) & bits);
      once[word] = (once[word] as number) | bits;
    }
    return { one, blocked, gives: givesOf(prepared, one, placement, required.length > 1) };
  });
  const inTime = otherStarts(tooSoon(placement), placement.grid);
  return {
    all,
    failsOne: common(inTime, common(once, otherStarts(twice, placement.grid))),
    failsTwo: common(inTime, common(twice, otherStarts(more, placement.grid))),
  };
}

/** The smallest of each kind of giving that opens one of the candidates, with the first start it opens. */
export function openings(
  gives: readonly Give[],
  candidates: StartBits,
): { step: ConcessionStep; first: number }[] {
  const opened = new Map<string, { step: ConcessionStep; first: number }>();
  for (const { step, suits } of gives) {
    if (opened.has(step.what)) continue;
    const first = firstStart(common(candidates, suits));
    if (first !== null) opened.set(step.what, { step, first });
  }
  return [...opened.values()];
}

/** The starts in both sets. */
export function common(one: StartBits, other: StartBits): StartBits {
  return one.map((word, i) => word & (other[i] as number));
}

function givesOf(
  prepared: PreparedSlots,
  one: PreparedPerson,
  placement: Placement,
  dispensable: boolean,
): Give[] {
  const personId = one.person.id;
  const suits = (lift: Lift) => otherStarts(blockedStarts(prepared, one, placement, lift), placement.grid);
  const gives: Give[] = [];
  if (one.taken.has("tentative")) {
    const step = { what: "over-tentative", personId, minutes: null } as const;
    gives.push({ step, suits: suits({ tentative: true, widenMs: 0 }) });
  }
  if (one.taken.has("out-of-hours")) {
    for (const minutes of WIDENINGS) {
      const step = { what: "outside-hours", personId, minutes } as const;
      gives.push({ step, suits: suits({ tentative: false, widenMs: minutes * 60_000 }) });
    }
  }
  if (dispensable) {
    const step = { what: "make-optional", personId, minutes: null } as const;
    gives.push({ step, suits: otherStarts(noStarts(placement.grid), placement.grid) });
  }
  return gives;
}
