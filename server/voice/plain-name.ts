/** What turns the direction of writing, or ends a line, has no place in a name that goes into our own texts. */
const TRICKS = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const LONGEST = 120;

/** A name from a mail's header as it may stand in a text of ours. */
export function plainName(name: string): string {
  return name.replace(TRICKS, " ").replace(/\s+/g, " ").trim().slice(0, LONGEST);
}
