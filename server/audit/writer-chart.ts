import type { Address } from "../../src/domain/people/address.ts";
import { type Counts, shareOf, type Tally } from "../../src/domain/voice/tally.ts";
import { html, type Markup } from "./markup.ts";
import type { Say } from "./texts.ts";

/** A client person and how their mail went. */
export type Writer = { who: Address; counts: Counts; firstBypass: string | null };

const MOST_BARS = 12;
const ROW = 26;
const NAMES = 300;
const WIDTH = 420;
const LONGEST_NAME = 42;

/** Everybody who wrote, whoever went around most often first. */
export function writersOf({ writers }: Tally): Writer[] {
  return [...writers]
    .map(([who, one]) => ({ who, ...one }))
    .sort((one, other) => {
      const more = other.counts.bypass - one.counts.bypass || onVoice(other.counts) - onVoice(one.counts);
      return more || (one.who < other.who ? -1 : 1);
    });
}

/** Bars of the client people with most mail around: on voice, and around it, hatched. Null when nobody's mail counts. */
export function writerChart(writers: readonly Writer[], name: string, id: string, say: Say): Markup | null {
  const shown = writers.filter(({ counts }) => shareOf(counts) !== null).slice(0, MOST_BARS);
  if (shown.length === 0) return null;
  const most = Math.max(...shown.map(({ counts }) => onVoice(counts) + counts.bypass));
  const title = say("writersChart", { deal: name });
  const told = shown.map(({ who, counts }) => `${who}: ${figure(counts, say)}`).join("; ");
  return html`<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${NAMES + WIDTH + 56} ${shown.length * ROW + 4}">
<title id="${id}-t">${title}</title><desc id="${id}-d">${told}</desc>
<defs><pattern id="${id}-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="off"/><rect width="2" height="6" class="hatch"/></pattern></defs>
${shown.map((writer, i) => rowOf(writer, i, most, id, say))}</svg>`;
}

function rowOf({ who, counts }: Writer, i: number, most: number, id: string, say: Say): Markup {
  const y = i * ROW + 4;
  const [on, off] = [onVoice(counts), counts.bypass].map(
    (one) => Math.round((one / most) * WIDTH * 100) / 100,
  ) as [number, number];
  const short = who.length > LONGEST_NAME ? `${who.slice(0, LONGEST_NAME - 1)}…` : who;
  return html`<g><title>${who}: ${figure(counts, say)}</title><text class="axis" x="${NAMES - 8}" y="${y + 14}" text-anchor="end">${short}</text><rect class="on" x="${NAMES}" y="${y}" width="${on}" height="18"/><rect fill="url(#${id}-h)" x="${NAMES + on}" y="${y}" width="${off}" height="18"/><text class="axis" x="${NAMES + on + off + 6}" y="${y + 14}">${onVoice(counts)} / ${counts.bypass}</text></g>`;
}

function figure(counts: Counts, say: Say): string {
  return `${say("heard")} ${onVoice(counts)}, ${say("bypass")} ${counts.bypass}`;
}

function onVoice({ heard, delegated }: Counts): number {
  return heard + delegated;
}
