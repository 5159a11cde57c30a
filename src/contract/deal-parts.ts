import * as z from "zod/mini";
import { day, instant, line, person } from "./words.ts";

/** Stages in their order; won and lost end a deal. */
export const stage = z.enum(["lead", "qualified", "proposal", "negotiation", "contract", "won", "lost"]);
/** Stages of a deal that is worked on. */
export const openStage = z.enum(["lead", "qualified", "proposal", "negotiation", "contract"]);
/** What one of ours does in the deal team. */
export const seatRole = z.enum([
  "accountManager",
  "expert",
  "backOffice",
  "legal",
  "finance",
  "assistant",
  "executiveSponsor",
  "managerCoach",
]);
/** What a client's person means for the decision. */
export const buyingRole = z.enum(["economicBuyer", "champion", "coach", "technicalBuyer", "user", "blocker"]);
/**
 * Who gets into the deal's room: everyone of the Teams team, the deal team alone, or the deal team and people of other
 * organisations whom its owners let in.
 */
export const sensitivity = z.enum(["standard", "private", "shared"]);

/** Money: `amount` is a decimal number of whole units with at most two decimals, `currency` ISO 4217. */
export const money = z.strictObject({
  amount: z.string().check(z.regex(/^\d{1,12}(\.\d{1,2})?$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});

/** Who speaks to the client, since when; `until` is null while the turn lasts. `zone` IANA, null when not known. */
export const speaker = z.object({
  person,
  since: instant,
  until: z.nullable(instant),
  zone: z.nullable(z.string()),
});
export type Speaker = z.infer<typeof speaker>;

/** A person of the client. */
export const contact = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  role: z.nullable(buyingRole),
});

/** A place in the deal team. `backup` stands in while its holder is away. */
export const seat = z.object({ person, role: seatRole, backup: z.optional(z.nullable(person)) });

/** A day by which something of the deal must be done. It becomes a task of the room's plan in Planner. */
export const milestone = z.strictObject({ name: line(120), day });
export type Milestone = z.infer<typeof milestone>;

/** What needs a look before the deal's own days come. All days are days where the person is. */
export const dealWarning = z.discriminatedUnion("kind", [
  /** A seat that the deal cannot do without at its stage, and that nobody holds. */
  z.object({ kind: z.literal("empty-seat"), role: seatRole }),
  /**
   * Somebody is away on the tender's or the closing day or that of a milestone, or in the two days before; `backup` is who
   * could stand in.
   */
  z.object({
    kind: z.literal("away"),
    person,
    role: seatRole,
    from: day,
    /** The last day away; null where no end is known. */
    to: z.nullable(day),
    clashes: z.array(z.enum(["tender", "close"])),
    /** The milestones that it clashes with, by name. */
    milestones: z.optional(z.array(z.string())),
    backup: z.nullable(person),
  }),
]);
export type DealWarning = z.infer<typeof dealWarning>;

/** A deal's id in an address. */
export const dealId = z.strictObject({ dealId: z.uuid() });

/** The version of a deal that an editor saw: a change of any other is refused. */
export const version = z.number();
