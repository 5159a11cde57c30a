/** Names one item of a calendar: the stored event, and for one day of a series that day ("20260301"). */
export type ItemKey = { core: string; day: string | null };

const MUTABLE = "AAMkAGEyNjQwMTYxLWNhbC0wMDAwRgAAAAAA";
const IMMUTABLE = "AAkALgAAAAAAHYQDEapmEc2byACqAC-CAL0A";
const CORE = /^[\w-]{22}$/;
const DAY = /^\d{8}$/;

/** The part of an event's ids that is its own, made from a GUID. */
export function coreOf(guid: string): string {
  return Buffer.from(guid.replaceAll("-", ""), "hex").reverse().toString("base64url");
}

/** The id a caller sees: one that lasts if they prefer it (`Prefer: IdType="ImmutableId"`), else the ordinary one. */
export function writeId({ core, day }: ItemKey, lasting: boolean): string {
  return `${lasting ? IMMUTABLE : MUTABLE}${core}${day === null ? "AAA=" : `OC${day}`}`;
}

/** Reads either kind of id, letter by letter; null when it cannot be an event's. */
export function readId(id: string): ItemKey | null {
  const prefix = id.startsWith(IMMUTABLE) ? IMMUTABLE : MUTABLE;
  if (!id.startsWith(prefix)) return null;
  const core = id.slice(prefix.length, prefix.length + 22);
  const rest = id.slice(prefix.length + 22);
  if (!CORE.test(core)) return null;
  if (rest === "AAA=") return { core, day: null };
  return rest.startsWith("OC") && DAY.test(rest.slice(2)) ? { core, day: rest.slice(2) } : null;
}
