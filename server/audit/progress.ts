import type { Temporal } from "temporal-polyfill";
import type { Say } from "./texts.ts";

/** A line on a terminal that tells how far the audit is. */
export type ProgressBar = { add(bytes: number): void; end(): void };

const WIDTH = 30;
const SHOW_EVERY_MS = 100;
const MEGABYTE = 1_000_000;

/** A bar that is drawn at most ten times a second; `draw` gets text that returns to the line's beginning first. */
export function openProgressBar(
  total: number,
  draw: (text: string) => void,
  now: () => Temporal.Instant,
  say: Say,
): ProgressBar {
  let done = 0;
  let shownAt = -Infinity;
  const show = () => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const full = Math.round(share * WIDTH);
    const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
    const megabytes = (bytes: number) => Math.round((bytes / MEGABYTE) * 10) / 10;
    const percent = Math.floor(share * 100);
    draw(`\r${bar} ${say("progress", { percent, done: megabytes(done), total: megabytes(total) })}\u001b[K`);
  };
  return {
    add(bytes) {
      done += bytes;
      const at = now().epochMilliseconds;
      if (at - shownAt < SHOW_EVERY_MS) return;
      shownAt = at;
      show();
    },
    end() {
      show();
      draw("\n");
    },
  };
}
