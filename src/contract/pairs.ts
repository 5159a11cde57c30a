import * as z from "zod/mini";
import { contact } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { instant, none, person } from "./words.ts";

const dealId = z.strictObject({ dealId: z.uuid() });

/** One of our executives and one of the client's people. */
export const pair = z.object({
  executive: person,
  contact,
  /** How often they shall meet; null where nobody said. */
  everyDays: z.nullable(z.number()),
  /** When both last met, wrote to each other, or were in touch by somebody's word; whichever is latest. */
  lastTouch: z.nullable(instant),
  /** What the last touch was. */
  lastBy: z.nullable(z.enum(["meeting", "mail", "hand"])),
  /** The next meeting of both, planned here or in Outlook. */
  nextTouch: z.nullable(instant),
  /** By when they should meet again; null without a cadence and while a meeting in time is planned. */
  due: z.nullable(instant),
  overdue: z.boolean(),
});
export type Pair = z.infer<typeof pair>;

/** Every executive of the deal team with every contact, overdue first. */
export const listPairs = endpoint({
  method: "get",
  path: "/api/deals/:dealId/pairs",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ pairs: z.array(pair) }),
  problems: ["deal.unknown"],
  audit: null,
});

/** Says how often a pair shall meet, and notes a touch by hand (`touchedAt` null leaves what is known). Account manager only. */
export const keepPair = endpoint({
  method: "put",
  path: "/api/deals/:dealId/pairs/:executiveId/:contactId",
  params: z.strictObject({
    dealId: z.uuid(),
    executiveId: z.string().check(z.minLength(1), z.maxLength(64)),
    contactId: z.uuid(),
  }),
  query: none,
  body: z.strictObject({
    everyDays: z.nullable(z.number().check(z.int(), z.gte(1), z.lte(366))),
    touchedAt: z.nullable(instant),
  }),
  reply: z.object({ pairs: z.array(pair) }),
  problems: ["deal.unknown", "deal.not-yours", "person.unknown"],
  audit: "pair.kept",
});
