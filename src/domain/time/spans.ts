/**
 * Stretches of time as bare numbers: start and end in turn, milliseconds since 1970, half-open, in order, neither
 * overlapping nor touching. The form for counting; `Interval` is the form for talking.
 */
export type Spans = Float64Array;

/** Stretches with no length removed, the rest put in order and joined. `pairs` is start and end in turn, in any order. */
export function mergeSpans(pairs: readonly number[] | Float64Array): Spans {
  const starts = new Float64Array(pairs.length / 2);
  const ends = new Float64Array(pairs.length / 2);
  let count = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] as number;
    const end = pairs[i + 1] as number;
    if (end <= start) continue;
    starts[count] = start;
    ends[count++] = end;
  }
  return joined(ascending(starts.subarray(0, count)), ascending(ends.subarray(0, count)));
}

/** The time in any of the lists. */
export function unionSpans(lists: readonly Spans[]): Spans {
  const filled = lists.filter((list) => list.length > 0);
  const [only] = filled;
  if (filled.length <= 1) return only ?? new Float64Array(0);
  const all = new Float64Array(filled.reduce((total, list) => total + list.length, 0));
  let length = 0;
  for (const list of filled) {
    all.set(list, length);
    length += list.length;
  }
  return mergeSpans(all);
}

/** The time in both. */
export function intersectSpans(one: Spans, other: Spans): Spans {
  const common: number[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    const start = Math.max(one[i] as number, other[j] as number);
    const end = Math.min(one[i + 1] as number, other[j + 1] as number);
    if (start < end) common.push(start, end);
    if ((one[i + 1] as number) < (other[j + 1] as number)) i += 2;
    else j += 2;
  }
  return Float64Array.from(common);
}

/** The time from `from` to `to` that is in none of the spans. */
export function invertSpans(spans: Spans, from: number, to: number): Spans {
  const gaps: number[] = [];
  let start = from;
  for (let i = 0; i < spans.length; i += 2) {
    const end = Math.min(spans[i] as number, to);
    if (start < end) gaps.push(start, end);
    start = Math.max(start, spans[i + 1] as number);
  }
  if (start < to) gaps.push(start, to);
  return Float64Array.from(gaps);
}

/** The time in `whole` that is not in `part`. */
export function subtractSpans(whole: Spans, part: Spans): Spans {
  if (whole.length === 0 || part.length === 0) return whole;
  return intersectSpans(whole, invertSpans(part, whole[0] as number, whole[whole.length - 1] as number));
}

/** Position of the first span that ends after `at`; the length of the list when there is none. */
export function firstEndingAfter(spans: Spans, at: number): number {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle * 2 + 1] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

/** Whether any part of `from` to `to` lies in the spans. No time at all (`to` not after `from`) never does. */
export function meetsSpans(spans: Spans, from: number, to: number): boolean {
  if (to <= from) return false;
  const i = firstEndingAfter(spans, from);
  return i < spans.length && (spans[i] as number) < to;
}

/** Starts and ends may be sorted apart: time is uncovered behind the n-th end when the next start is still to come. */
function joined(starts: Float64Array, ends: Float64Array): Spans {
  const merged = new Float64Array(starts.length * 2);
  let length = 0;
  for (let i = 0; i < starts.length; i++) {
    if (length % 2 === 0) merged[length++] = starts[i] as number;
    const end = ends[i] as number;
    if (i + 1 === starts.length || (starts[i + 1] as number) > end) merged[length++] = end;
  }
  return merged.subarray(0, length);
}

function ascending(numbers: Float64Array): Float64Array {
  for (let i = 1; i < numbers.length; i++) {
    if ((numbers[i - 1] as number) > (numbers[i] as number)) return numbers.sort();
  }
  return numbers;
}
