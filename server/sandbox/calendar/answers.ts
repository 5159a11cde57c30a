import type { Attendee, Copy, Given } from "./event-types.ts";

const SILENT: Given = { answer: { response: "none", ms: null }, proposed: null };

/** Where an organizer's copy keeps what an address answered, for the whole event or for one day of a series. */
export function answerKey(address: string, day: string | null): string {
  return day === null ? address.toLowerCase() : `${address.toLowerCase()}/${day}`;
}

/** What the organizer knows of an attendee's answer; one given for that day goes before one for the series. */
export function givenFor(copy: Copy, { emailAddress }: Attendee, day: string | null): Given {
  const ofDay = day === null ? undefined : copy.answers.get(answerKey(emailAddress.address, day));
  return ofDay ?? copy.answers.get(answerKey(emailAddress.address, null)) ?? SILENT;
}

/** The answers after the meeting was moved: whoever had answered must do so again. */
export function reopened(answers: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  const again: Given = { answer: { response: "notResponded", ms: null }, proposed: null };
  return new Map([...answers.keys()].filter((key) => !key.includes("/")).map((key) => [key, again]));
}

/** The answers of those who are on the list. */
export function answersOf(
  answers: ReadonlyMap<string, Given>,
  attendees: readonly Attendee[],
): ReadonlyMap<string, Given> {
  const listed = new Set(attendees.map(({ emailAddress }) => emailAddress.address.toLowerCase()));
  return new Map([...answers].filter(([key]) => listed.has(key.split("/")[0]!)));
}
