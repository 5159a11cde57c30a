/** One measured figure. `ratio` is to what `note` names, `target` what is wanted of the ratio. Never decides a test. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  ratio?: number;
  target?: string;
  note?: string;
};

/** A figure that could not be measured here, such as a rival that is not installed, and why. */
export type Skipped = { name: string; skipped: string };

/** A benchmark: measures and tells; throws only where what it measures gives wrong results. */
export type Bench = { name: string; run(): Promise<(Figure | Skipped)[]> };
