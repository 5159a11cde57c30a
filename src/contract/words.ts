import * as z from "zod/mini";

/** Control characters, line separators and direction overrides: never part of a name a person typed on purpose. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** One line of text: trimmed, 1 to `longest` characters, without control characters or direction overrides. */
export const line = (longest: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(longest),
    z.refine((text) => !UNFIT.test(text), "holds characters that cannot stand in a line"),
  );

/** Several lines: tabs and line breaks allowed, other control characters not. May be empty. */
export const prose = (longest: number) =>
  z.string().check(
    z.maxLength(longest),
    z.refine(
      (text) => !UNFIT.test(text.replace(/[\r\n\t]/g, "")),
      "holds characters that cannot stand in a text",
    ),
  );

/** An instant in universal time, e.g. "2026-03-02T12:00:00Z". */
export const instant = z.iso.datetime();

/** A calendar day, e.g. "2026-03-02". */
export const day = z.iso.date();

/** An id that the sender made, so that the same request sent twice is one. */
export const key = z.uuid();

/** Nothing at all, and nothing else. */
export const none = z.strictObject({});

/** A person of our tenant. `id` is the directory's object id; `zone` IANA, null when their mailbox does not tell. */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  mail: z.string(),
  title: z.nullable(z.string()),
});
export type Person = z.infer<typeof person>;
