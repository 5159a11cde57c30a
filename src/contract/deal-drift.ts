import * as z from "zod/mini";
import { dealId } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { instant, line, none, person } from "./words.ts";

/** How one person in Teams differs from the deal team. */
export const roomDrift = z.object({
  person,
  /**
   * "missing": has a seat and is not in the room. "extra": is in the private or shared room without a seat. "not-owner":
   * leads the deal and does not own the room. "left-company": has a seat, and the directory does not know them any more.
   */
  kind: z.enum(["missing", "extra", "not-owner", "left-company"]),
  /** When it was seen first. */
  since: instant,
  /** Why it stays so, as somebody explained it; null while nobody did. */
  explained: z.nullable(z.object({ by: person, words: z.string(), at: instant })),
});
export type RoomDrift = z.infer<typeof roomDrift>;

const reply = z.object({ checkedAt: z.nullable(instant), drift: z.array(roomDrift) });

/** What the last look at the room's people found. `checkedAt` is null before the first. */
export const readRoomDrift = endpoint({
  method: "get",
  path: "/api/deals/:dealId/room/drift",
  params: dealId,
  query: none,
  body: none,
  reply,
  problems: ["deal.unknown"],
  audit: null,
});

/** Looks at the room's people now; otherwise it happens every night. */
export const checkRoom = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room/check",
  params: dealId,
  query: none,
  body: none,
  reply,
  problems: ["deal.unknown", "room.unknown"],
  audit: "room.checked",
});

/**
 * Settles one difference: "repair" lets the person in, makes them owner, or takes them out; "explain" leaves it as it is
 * and says why. "drift.unknown": it is gone already. "person.unknown": the person left the company and cannot be let in.
 */
export const settleDrift = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room/drift",
  params: dealId,
  query: none,
  body: z.discriminatedUnion("action", [
    z.strictObject({
      action: z.literal("repair"),
      personId: z.string().check(z.minLength(1), z.maxLength(64)),
    }),
    z.strictObject({
      action: z.literal("explain"),
      personId: z.string().check(z.minLength(1), z.maxLength(64)),
      words: line(300),
    }),
  ]),
  reply,
  problems: ["deal.unknown", "deal.not-yours", "room.unknown", "drift.unknown", "person.unknown"],
  audit: "room.drift-settled",
});
