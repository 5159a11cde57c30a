/** So many rows Page Up and Page Down leave behind. */
const PAGE = 10;

/** The row that a key leads to from row `here` of `count`; null for a key that leads nowhere, and outside of any row. */
export function stepTo(key: string, here: number, count: number): number | null {
  if (here < 0) return null;
  const within = (row: number) => Math.min(Math.max(row, 0), count - 1);
  switch (key) {
    case "ArrowDown":
      return within(here + 1);
    case "ArrowUp":
      return within(here - 1);
    case "PageDown":
      return within(here + PAGE);
    case "PageUp":
      return within(here - PAGE);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
