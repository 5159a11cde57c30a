const KEY = "one-voice:looked:";

/** When this browser last looked at the deal (milliseconds since the epoch; null: never, or not known), and looks now. */
export function lookAt(dealId: string, now: number): number | null {
  try {
    const before = Number(localStorage.getItem(KEY + dealId) ?? Number.NaN);
    localStorage.setItem(KEY + dealId, String(now));
    return Number.isFinite(before) ? before : null;
  } catch {
    // Storage is closed to frames of other sites in some browsers: then nothing is called new.
    return null;
  }
}
