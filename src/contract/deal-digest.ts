import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { day, instant, none } from "./words.ts";

const wish = {
  /** One line in the Teams activity feed. */
  feed: z.boolean(),
  /** The same as a mail from the person to themselves. */
  mail: z.boolean(),
  /** Told at once, within working hours, when the person's own answer is due within 24 hours. */
  urgent: z.boolean(),
  /** The hour of their day at which it comes, e.g. "08:30"; null: when their working day begins. */
  at: z.nullable(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
};

/** What the caller hears from us, and when. */
export const digestWish = z.object({
  ...wish,
  /** When the next one comes if there is something to say; null when none is wanted. */
  nextAt: z.nullable(instant),
  /** Their mailbox's working hours; outside them nothing is said. Null where the mailbox does not tell. */
  hours: z.nullable(
    z.object({ zone: z.string(), from: z.string(), to: z.string(), days: z.array(z.number()) }),
  ),
  /** The public holidays that are kept quiet: ISO country, e.g. "DE", and the next such day. Null where not known. */
  holidays: z.nullable(z.object({ country: z.string(), next: z.nullable(day) })),
});
export type DigestWish = z.infer<typeof digestWish>;

/** What the caller hears from us now. */
export const readDigestWish = endpoint({
  method: "get",
  path: "/api/digest",
  params: none,
  query: none,
  body: none,
  reply: digestWish,
  problems: [],
  audit: null,
});

/** Chooses what the caller hears from us; the next digest follows at once. */
export const saveDigestWish = endpoint({
  method: "put",
  path: "/api/digest",
  params: none,
  query: none,
  body: z.strictObject(wish),
  reply: digestWish,
  problems: [],
  audit: "digest.chosen",
});
