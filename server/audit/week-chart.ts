import { Temporal } from "temporal-polyfill";
import { type Counts, shareOf, type Tally } from "../../src/domain/voice/tally.ts";
import { html, type Markup } from "./markup.ts";
import type { Say } from "./texts.ts";

/** How shares are written: "83 %". */
export type Percent = (share: number) => string;

const HEIGHT = 160;
const LEFT = 48;
const RIGHT = 40;
const TOP = 8;
const BOTTOM = 28;
const WIDTH = 720;
const WIDEST = 28;
const MOST_LABELS = 6;

type Bar = { week: string; counts: Counts; share: number; x: number; width: number };

/**
 * Columns of each week's share of mail on voice; what went around is hatched, so that no colour has to be told from
 * another. Weeks without mail stay empty. Null when no week has mail that counts.
 */
export function weekChart(tally: Tally, name: string, id: string, say: Say, percent: Percent): Markup | null {
  const bars = barsOf(tally);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const lowest = bars.reduce((least, bar) => (bar.share < least.share ? bar : least));
  const summary = say("weeksSummary", {
    weeks: bars.length,
    first: first.week,
    last: last.week,
    lowest: percent(lowest.share),
    at: lowest.week,
  });
  const bottom = TOP + HEIGHT;
  const lines = [0, 0.5, 1].map((share) => {
    const y = bottom - share * HEIGHT;
    return html`<line class="grid" x1="${LEFT}" x2="${LEFT + WIDTH}" y1="${y}" y2="${y}"/><text class="axis" x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${percent(share)}</text>`;
  });
  return html`<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${LEFT + WIDTH + RIGHT} ${bottom + BOTTOM}">
<title id="${id}-t">${say("weeksChart", { deal: name })}</title><desc id="${id}-d">${summary}</desc>
<defs><pattern id="${id}-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="off"/><rect width="2" height="6" class="hatch"/></pattern></defs>
${lines}${bars.map((bar) => columnOf(bar, id, say, percent))}${labelsOf(bars, bottom)}</svg>`;
}

function columnOf({ week, counts, share, x, width }: Bar, id: string, say: Say, percent: Percent): Markup {
  const on = share * HEIGHT;
  const tip = `${week}: ${percent(share)} (${figures(counts, say)})`;
  return html`<g><title>${tip}</title><rect class="on" x="${x}" y="${TOP + HEIGHT - on}" width="${width}" height="${on}"/><rect fill="url(#${id}-h)" x="${x}" y="${TOP}" width="${width}" height="${HEIGHT - on}"/></g>`;
}

/** "5 of 6 mails": how many were on voice among those that count. */
export function figures({ heard, delegated, bypass }: Counts, say: Say): string {
  return say("ofCounted", { on: heard + delegated, all: heard + delegated + bypass });
}

function labelsOf(bars: readonly Bar[], bottom: number): Markup[] {
  const step = Math.ceil(bars.length / MOST_LABELS);
  const shown = bars.filter((_, i) => i % step === 0);
  return shown
    .filter(({ x }, i) => i === 0 || x - (shown[i - 1]?.x ?? 0) > WIDTH / 9)
    .map(
      ({ week, x, width }) =>
        html`<text class="axis" x="${x + width / 2}" y="${bottom + 18}" text-anchor="middle">${week}</text>`,
    );
}

function barsOf({ weeks }: Tally): Bar[] {
  const counted = [...weeks]
    .map(([week, counts]) => ({ week, counts, share: shareOf(counts) }))
    .filter((one): one is typeof one & { share: number } => one.share !== null)
    .sort((one, other) => (one.week < other.week ? -1 : 1));
  const [first, last] = [counted[0]?.week, counted.at(-1)?.week];
  if (first === undefined || last === undefined) return [];
  const slot = Math.min(WIDEST * 1.25, WIDTH / (weeksBetween(first, last) + 1));
  return counted.map((one) => ({
    ...one,
    x: rounded(LEFT + weeksBetween(first, one.week) * slot),
    width: rounded(Math.max(1, slot * 0.8)),
  }));
}

function weeksBetween(one: string, other: string): number {
  return Temporal.PlainDate.from(one).until(other, { largestUnit: "days" }).days / 7;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
