import type { Pair } from "../../contract/pairs.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";

/** What is known of a pair, in words: when they last met, when they meet next, by when they should; null for nothing. */
export type PairFacts = { last: string; next: string | null; due: string | null; cadence: string };

/** How to say what is known of a pair. */
export function usePairFacts(): (pair: Pair) => PairFacts {
  const t = useT();
  const format = useFormat();
  return ({ lastTouch, lastBy, nextTouch, due, overdue, everyDays }) => ({
    last:
      lastTouch === null
        ? t("pairs.never")
        : t(`pairs.last.${lastBy ?? "meeting"}`, { day: format.dayOf(lastTouch) }),
    next: nextTouch === null ? null : t("pairs.next", { day: format.dayOf(nextTouch) }),
    due: due === null ? null : t(overdue ? "pairs.overdue" : "pairs.due", { day: format.dayOf(due) }),
    cadence: everyDays === null ? t("pairs.noCadence") : t("pairs.every", { count: everyDays }),
  });
}
