/** Why a mail could not be judged. Each has a sentence in the report. */
export const BROKEN_REASONS = [
  "empty", // no letter in it
  "not-a-mail", // nothing in it looks like a header
  "too-long", // headers, or a line of JSON, beyond every measure
  "unreadable", // the parser refuses it, or the file cannot be opened
  "no-author", // neither From nor Sender names anybody, and nothing says that a machine wrote it
  "no-date", // no date at all, while the deals that it concerns have a beginning or an end
  "not-json", // a line that is not JSON
  "unknown-shape", // a line of JSON that names no mail
  "no-such-file", // a line that names a file that is not there, or not within its folder
] as const;
export type BrokenReason = (typeof BROKEN_REASONS)[number];

/** A mail that was found and not judged, and where it was found. */
export type Broken = { where: string; reason: BrokenReason };

/** Everything that was not judged, each counted, the first ones listed. */
export type BrokenList = { total: number; reasons: Map<BrokenReason, number>; listed: Broken[] };

/** How many broken mails are listed one by one, so that a broken archive of any size fits in memory. */
export const MOST_LISTED = 10_000;

/** A list without broken mails. */
export function noBroken(): BrokenList {
  return { total: 0, reasons: new Map(), listed: [] };
}

/** Counts a broken mail and lists it while there is room, in place. */
export function addBroken(list: BrokenList, one: Broken): void {
  list.total++;
  list.reasons.set(one.reason, (list.reasons.get(one.reason) ?? 0) + 1);
  if (list.listed.length < MOST_LISTED) list.listed.push(one);
}
