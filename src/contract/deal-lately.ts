import * as z from "zod/mini";
import { dealId } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { instant, none, person } from "./words.ts";

/** Something that happened to a deal. `who` is null for what the product did by itself; `what` names the room's step. */
export const dealEvent = z.object({
  at: instant,
  kind: z.enum([
    "created",
    "edited",
    "team-changed",
    "sensitivity-changed",
    "handed-over",
    "taken-back",
    "closed",
    "reopened",
    "archived",
    "room-asked",
    "room-adopted",
    "room-undone",
    "room-step",
  ]),
  what: z.nullable(z.string()),
  who: z.nullable(person),
});
export type DealEvent = z.infer<typeof dealEvent>;

/** The newest events of a deal, at most thirty, the newest first. What is said of mail and meetings is asked elsewhere. */
export const readLately = endpoint({
  method: "get",
  path: "/api/deals/:dealId/lately",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ events: z.array(dealEvent) }),
  problems: ["deal.unknown"],
  audit: null,
});
