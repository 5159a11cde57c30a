import { Temporal } from "temporal-polyfill";

/** A time zone of the IANA database, e.g. "Asia/Novosibirsk". Only `zone` makes one, so the name is known to exist. */
export type ZoneId = string & { readonly zone: "IANA" };

/** Thrown for a name that is no IANA time zone, among them Windows names and bare offsets. */
export class UnknownZone extends RangeError {
  override name = "UnknownZone";
  /** The name as it came. */
  readonly text: string;

  constructor(text: string, cause?: unknown) {
    super(`"${text}" is not an IANA time zone.`, { cause });
    this.text = text;
  }
}

/**
 * The zone of that name, in its usual spelling. Throws {@link UnknownZone}: an offset such as "+03:00" knows nothing of
 * summer time, and a wrong guess would move every meeting of that person.
 */
export function zone(text: string): ZoneId {
  if (!/^[A-Za-z]/.test(text)) throw new UnknownZone(text);
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId as ZoneId;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UnknownZone(text, cause);
  }
}
