import type { Pair } from "../../contract/pairs.ts";

/** Our executives down, theirs across; `cells` row by row, null where two are no pair. */
export type PairTable = {
  ours: Pair["executive"][];
  theirs: Pair["contact"][];
  cells: (Pair | null)[][];
};

/**
 * The pairs as a table. They come overdue first, and so do rows and columns: whoever has the most pressing pair stands
 * nearest to the corner.
 */
export function tableOf(pairs: readonly Pair[]): PairTable {
  const ours = new Map(pairs.map(({ executive }) => [executive.id, executive]));
  const theirs = new Map(pairs.map(({ contact }) => [contact.id, contact]));
  const known = new Map(pairs.map((pair) => [`${pair.executive.id} ${pair.contact.id}`, pair]));
  return {
    ours: [...ours.values()],
    theirs: [...theirs.values()],
    cells: [...ours.keys()].map((our) =>
      [...theirs.keys()].map((their) => known.get(`${our} ${their}`) ?? null),
    ),
  };
}
