/** What is wanted of a figure: of its ratio where it has one, unless `of` says otherwise. */
export type Goal = { of?: "value" | "ratio"; atLeast?: number; atMost?: number };

/** One measured figure. `ratio` is to what `note` names. Never decides a test. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  ratio?: number;
  goal?: Goal;
  note?: string;
};

/** A figure that could not be measured here, such as a rival that is not installed, and why. */
export type Skipped = { name: string; skipped: string };

/** A benchmark: measures and tells; throws only where what it measures gives wrong results. */
export type Bench = { name: string; run(): Promise<(Figure | Skipped)[]> };

/** Says how far a benchmark is, to whoever waits for it. */
export function tell(progress: string): void {
  console.log(`  ${progress} …`);
}

/** The middle one of some figures. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** From where to where some figures lie, the outermost left out where there are five or more. */
export function spread(values: readonly number[], digits = 0): string {
  const sorted = values.toSorted((one, other) => one - other);
  const inner = sorted.length < 5 ? sorted : sorted.slice(1, -1);
  return `from ${inner[0]?.toFixed(digits)} to ${inner.at(-1)?.toFixed(digits)}`;
}

/** Whether a figure is what is wanted; null where nothing is. */
export function isReached({ value, ratio, goal }: Figure): boolean | null {
  if (goal === undefined) return null;
  const judged = goal.of === "value" ? value : (ratio ?? value);
  return judged >= (goal.atLeast ?? -Infinity) && judged <= (goal.atMost ?? Infinity);
}
