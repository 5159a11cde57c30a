import type { PreparedSlots } from "./prepared-slots.ts";
import type { Reason, Rejection, StartRange } from "./slot-result.ts";
import { type Grid, hasStart, keepWithin, noStarts, type StartBits, startsIn } from "./start-bits.ts";

/** A reason and the starts it stands against. */
export type Against = { reason: Reason; starts: StartBits };

/** The set as ranges of neighbouring starts, in order. */
export function rangesOf(prepared: PreparedSlots, grid: Grid, starts: StartBits): StartRange[] {
  const ranges: StartRange[] = [];
  const seams = startsIn(seamsOf([{ starts }], grid));
  seams.forEach((first, n) => {
    if (hasStart(starts, first)) ranges.push(range(prepared, grid, first, seams[n + 1]));
  });
  return ranges;
}

/** The first `most` ranges of neighbouring starts that fail for the same reasons, in order. */
export function rejections(
  prepared: PreparedSlots,
  grid: Grid,
  against: readonly Against[],
  most: number,
): Rejection[] {
  const rejected: Rejection[] = [];
  const seams = startsIn(seamsOf(against, grid));
  for (let n = 0; n < seams.length && rejected.length < most; n++) {
    const first = seams[n] as number;
    const because: Reason[] = [];
    for (const { reason, starts } of against) {
      if (hasStart(starts, first)) because.push(reason);
    }
    if (because.length > 0) rejected.push({ ...range(prepared, grid, first, seams[n + 1]), because });
  }
  return rejected;
}

function range({ instant }: PreparedSlots, grid: Grid, first: number, next = grid.count): StartRange {
  return { from: instant(grid.first + first * grid.step), to: instant(grid.first + (next - 1) * grid.step) };
}

/** The starts at which any of the sets differs from the start before; the first start always. */
function seamsOf(sets: readonly { starts: StartBits }[], grid: Grid): StartBits {
  const seams = noStarts(grid);
  for (const { starts } of sets) {
    let carry = 0;
    for (let word = 0; word < starts.length; word++) {
      const bits = starts[word] as number;
      seams[word] = (seams[word] as number) | (bits ^ ((bits << 1) | carry));
      carry = bits >>> 31;
    }
  }
  seams[0] = (seams[0] as number) | 1;
  // A set that reaches the end of the grid leaves a seam just behind it.
  keepWithin(seams, grid);
  return seams;
}
