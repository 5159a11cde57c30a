/** The longest name of a channel, in UTF-16 units. Source: limits and specifications of Teams. */
export const CHANNEL_NAME_MOST = 50;

const FORBIDDEN =
  /[~#%&*{}+/\\:<>?|",\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;
const RESERVED = /^(?:forms|con|prn|aux|nul|com[1-9]|lpt[1-9]|desktop\.ini)$/i;
const SPEAKS = /[\p{L}\p{N}]/u;
const UNNAMED = "Deal";
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * A name for the deal's channel that Teams accepts and that is still free: the deal's own name as far as possible, in
 * any script. `taken`: every name in the team, deleted ones of the last 30 days included, in any letter case.
 */
export function channelName(dealName: string, taken: ReadonlySet<string>): string {
  const used = new Set([...taken].map(key));
  const wanted = fitting(dealName);
  const name = shorten(wanted, CHANNEL_NAME_MOST);
  if (!used.has(key(name))) return name;
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    const next = shorten(wanted, CHANNEL_NAME_MOST - suffix.length) + suffix;
    if (!used.has(key(next))) return next;
  }
}

// A name of signs only, an emoji for instance, can be neither read aloud nor found again.
function fitting(dealName: string): string {
  const text = dealName
    .normalize("NFC")
    .replace(/'/g, "\u2019")
    .replace(FORBIDDEN, " ")
    .replace(/_vti_/gi, " ")
    .replace(/\.{2,}/g, ".")
    .replace(/\s+/gu, " ")
    .replace(/^[\s_.]+|[\s.]+$/gu, "");
  return SPEAKS.test(text) ? text : `${UNNAMED} ${text}`.trim();
}

function shorten(name: string, most: number): string {
  const cut = firstGraphemes(name, most);
  if (cut === "") return UNNAMED;
  return RESERVED.test(cut) ? `${UNNAMED} ${cut}` : cut;
}

// A letter with its marks, or an emoji made of several, is kept whole or left out.
function firstGraphemes(name: string, most: number): string {
  if (name.length <= most) return name;
  let cut = "";
  for (const { segment } of graphemes.segment(name)) {
    if (cut.length + segment.length > most) break;
    cut += segment;
  }
  return cut.replace(/[\s.]+$/u, "");
}

function key(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
