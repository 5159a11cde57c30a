/**
 * The moment at which a wall clock in the zone shows that day and time ("2026-03-02", "10:00"), as "2026-03-02T09:00:00Z";
 * null for what is not filled in. Of an hour that autumn repeats the first is meant, an hour that spring leaves out
 * becomes the next.
 */
export function instantIn(day: string, time: string, zone: string): string | null {
  const local = Date.parse(`${day}T${time.slice(0, 5)}:00Z`);
  if (Number.isNaN(local)) return null;
  const before = local - offsetAt(local - 86_400_000, zone);
  const after = local - offsetAt(local + 86_400_000, zone);
  const found = before + offsetAt(before, zone) === local ? before : after;
  const exact = found + offsetAt(found, zone) === local ? found : before;
  return new Date(exact).toISOString().replace(".000Z", "Z");
}

/** What a wall clock in the zone shows at that moment: "2026-03-02" and "10:00". */
export function wallTimeOf(instant: string, zone: string): { day: string; time: string } {
  const at = Date.parse(instant);
  const local = new Date(at + offsetAt(at, zone)).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** How far the zone's clocks are ahead of universal time, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  return Date.parse(`${parts.format(at).replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}
