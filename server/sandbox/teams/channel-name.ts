/** The longest name of a channel, in UTF-16 units. Source: limits and specifications of Teams. */
export const LONGEST_CHANNEL_NAME = 50;

const FORBIDDEN = /[~#%&*{}+/\\:<>?|'",]|\.\./;
const RESERVED = /^(?:forms|con|prn|aux|nul|com[1-9]|lpt[1-9]|desktop\.ini)$/i;

/** What is wrong with a channel's name by itself; null when nothing is. Source: limits and specifications of Teams. */
export type NameFault =
  | "empty"
  | "too-long"
  | "forbidden-character"
  | "reserved-word"
  | "bad-start"
  | "bad-end";

/** Judges a name that was already trimmed. Whether it is still free in the team is not asked here. */
export function nameFault(name: string): NameFault | null {
  if (name === "") return "empty";
  if (name.length > LONGEST_CHANNEL_NAME) return "too-long";
  if (FORBIDDEN.test(name) || [...name].some(isControl)) return "forbidden-character";
  if (RESERVED.test(name) || name.toLowerCase().includes("_vti_")) return "reserved-word";
  if (name.startsWith("_") || name.startsWith(".")) return "bad-start";
  if (name.endsWith(".")) return "bad-end";
  return null;
}

/** Two names that are the same to Teams have the same key. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

function isControl(letter: string): boolean {
  const code = letter.charCodeAt(0);
  return code <= 0x1f || (code >= 0x80 && code <= 0x9f);
}
