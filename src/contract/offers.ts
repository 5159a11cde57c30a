import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { instant, key, line, none } from "./words.ts";

const dealId = z.strictObject({ dealId: z.uuid() });

/** Where the client's page is; behind it comes the secret of one offer. */
export const OFFER_PATH = "/offer";

/** The secret of a link: 256 random bits as base64url, made by whoever makes the offer. */
export const offerSecret = z.string().check(z.regex(/^[\w-]{43}$/));

/** Times offered to one person of the client. "open": they may choose; times are held on our calendars. */
export const offer = z.object({
  id: z.string(),
  dealId: z.string(),
  client: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  minutes: z.number(),
  times: z.array(instant),
  state: z.enum(["open", "chosen", "expired", "withdrawn"]),
  chosen: z.nullable(instant),
  expiresAt: instant,
});
export type Offer = z.infer<typeof offer>;

/** The deal's offers, newest first. */
export const listOffers = endpoint({
  method: "get",
  path: "/api/deals/:dealId/offers",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ offers: z.array(offer) }),
  problems: ["deal.unknown"],
  audit: null,
});

/** Holds up to five times on our calendars and opens a page for the client under `secret`. Sent twice it is one offer. */
export const createOffer = endpoint({
  method: "post",
  path: "/api/deals/:dealId/offers",
  params: dealId,
  query: none,
  body: z.strictObject({
    id: key,
    secret: offerSecret,
    /** What the client reads; nothing else of the deal is on the page. */
    subject: line(200),
    client: z.strictObject({
      name: line(120),
      address: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
      zone: z.string().check(z.minLength(1), z.maxLength(64)),
    }),
    language: z.enum(["en", "ru"]),
    required: z
      .array(z.string().check(z.minLength(1), z.maxLength(64)))
      .check(z.minLength(1), z.maxLength(20)),
    minutes: z.number().check(z.int(), z.gte(5), z.lte(480)),
    times: z.array(instant).check(z.minLength(1), z.maxLength(5)),
    /** How long the link holds. */
    days: z.number().check(z.int(), z.gte(1), z.lte(14)),
  }),
  reply: offer,
  problems: [
    "deal.unknown",
    "deal.not-yours",
    "person.unknown",
    "meeting.past",
    "meeting.slot-taken",
    "offer.unknown",
  ],
  audit: "offer.made",
});

/** Takes an offer back: the link holds no more, the times are free again. */
export const withdrawOffer = endpoint({
  method: "post",
  path: "/api/deals/:dealId/offers/:offerId/withdraw",
  params: z.strictObject({ dealId: z.uuid(), offerId: z.uuid() }),
  query: none,
  body: none,
  reply: offer,
  problems: ["deal.unknown", "deal.not-yours", "offer.unknown"],
  audit: "offer.withdrawn",
});
