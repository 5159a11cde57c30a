import { Problem } from "../../src/contract/problem.ts";
import type { House } from "../room.ts";
import { seatsOf } from "./deals.ts";

/** Who invites, and who does it for them; see Order in schedule.ts. */
export type Inviting = { organizerId: string; bookedBy: string | null };

/** Those on whose behalf an assistant invites. */
const INVITERS = ["accountManager", "executiveSponsor"];

/**
 * Who invites to a meeting that the caller books, `wishedId` null for the caller. Account managers invite themselves; an
 * assistant also for the account manager or an executive. Rejects with Problem "deal.not-yours".
 */
export async function invitingFor(
  { db, tenantId }: Pick<House, "db" | "tenantId">,
  dealId: string,
  { callerId, role }: { callerId: string; role: string },
  wishedId: string | null | undefined,
): Promise<Inviting> {
  const organizerId = wishedId ?? callerId;
  if (organizerId === callerId && (role === "accountManager" || role === "assistant"))
    return { organizerId, bookedBy: null };
  const inviter = (await seatsOf(db, tenantId, dealId)).find(({ personId }) => personId === organizerId);
  if (role !== "assistant" || inviter === undefined || !INVITERS.includes(inviter.role))
    throw new Problem(
      "deal.not-yours",
      "The account manager invites, or an assistant on behalf of an executive.",
    );
  return { organizerId, bookedBy: callerId };
}
