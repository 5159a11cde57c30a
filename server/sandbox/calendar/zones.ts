import { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";
import { GraphError } from "../core/graph-error.ts";

const known = new Map<string, string | null>();

/** The IANA zone behind a Windows or IANA name; null when there is no such zone. A bare offset is not a zone. */
export function findZone(name: string): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = name === "UTC" ? "UTC" : (findIana(name)[0] ?? ianaZone(name));
  // Names come from callers: without a bound anyone could fill the memory with inventions.
  if (known.size < 2_000) known.set(name, found);
  return found;
}

function ianaZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The IANA zone behind a Windows or IANA name. Throws Graph's 400 for a name that is neither. */
export function requireZone(name: string | null | undefined): string {
  const found = findZone(name ?? "");
  if (found !== null) return found;
  throw new GraphError(
    400,
    "TimeZoneNotSupportedException",
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name ?? ""}'.`,
  );
}
