/** A set of starts on the grid, one bit for each: bit i of word i >> 5 is the i-th start. */
export type StartBits = Uint32Array<ArrayBuffer>;

/** The starts that are tried: `count` of them, `step` apart from `first`; milliseconds. */
export type Grid = { first: number; step: number; count: number };

/** No start at all. */
export function noStarts(grid: Grid): StartBits {
  return new Uint32Array((grid.count + 31) >>> 5);
}

/** Adds the starts strictly later than `after` and strictly earlier than `before` (milliseconds). */
export function addBetween(bits: StartBits, grid: Grid, after: number, before: number): void {
  const low = Math.max(Math.floor((after - grid.first) / grid.step) + 1, 0);
  const high = Math.min(Math.ceil((before - grid.first) / grid.step) - 1, grid.count - 1);
  if (low > high) return;
  const first = low >>> 5;
  const last = high >>> 5;
  const head = -1 << (low & 31);
  const tail = -1 >>> (31 - (high & 31));
  if (first === last) {
    bits[first] = (bits[first] as number) | (head & tail);
    return;
  }
  bits[first] = (bits[first] as number) | head;
  for (let word = first + 1; word < last; word++) bits[word] = 0xffff_ffff;
  bits[last] = (bits[last] as number) | tail;
}

/** Adds all of `more`. */
export function addAll(bits: StartBits, more: StartBits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (more[word] as number);
}

/** Removes all of `gone`. */
export function dropAll(bits: StartBits, gone: StartBits): void {
  for (let word = 0; word < bits.length; word++)
    bits[word] = (bits[word] as number) & ~(gone[word] as number);
}

/** The starts of the grid that are not in `bits`. */
export function otherStarts(bits: StartBits, grid: Grid): StartBits {
  const others = bits.map((word) => ~word);
  keepWithin(others, grid);
  return others;
}

/** Drops what lies behind the last start of the grid. */
export function keepWithin(bits: StartBits, grid: Grid): void {
  const spare = grid.count & 31;
  const last = bits.length - 1;
  if (spare !== 0) bits[last] = (bits[last] as number) & (-1 >>> (32 - spare));
}

/** Whether the i-th start is in the set. */
export function hasStart(bits: StartBits, i: number): boolean {
  return (((bits[i >>> 5] as number) >>> (i & 31)) & 1) === 1;
}

/** The starts of the set in order, as numbers. */
export function startsIn(bits: StartBits): number[] {
  const found: number[] = [];
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) {
      found.push((word << 5) + (31 - Math.clz32(rest & -rest)));
    }
  }
  return found;
}

/** The first start of the set; null when it is empty. */
export function firstStart(bits: StartBits): number | null {
  for (let word = 0; word < bits.length; word++) {
    const rest = bits[word] as number;
    if (rest !== 0) return (word << 5) + (31 - Math.clz32(rest & -rest));
  }
  return null;
}
