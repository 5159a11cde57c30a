/** How many random runs a model is put through: few in everyday tests, many with `SOAK=1`. Failures name their seed. */
export function rounds(few: number): number {
  return process.env["SOAK"] === "1" ? few * 30 : few;
}

/** The longest a model may take, in milliseconds: long rounds on a slow machine. */
export const LONGEST_MS = 3_600_000;
