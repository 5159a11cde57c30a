/** Words of a deal, each a closed list. Source: PRODUCT.md, "Words". */

/** Stages in their order; "won" and "lost" end a deal. */
export const STAGES = ["lead", "qualified", "proposal", "negotiation", "contract", "won", "lost"] as const;
export type Stage = (typeof STAGES)[number];

/** What one of ours does in the deal team. */
export const SEAT_ROLES = [
  "accountManager",
  "expert",
  "backOffice",
  "legal",
  "finance",
  "assistant",
  "executiveSponsor",
  "managerCoach",
] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];

/** What a client's person means for the decision. "coach" is the client-side informant, never a manager of ours. */
export const BUYING_ROLES = [
  "economicBuyer",
  "champion",
  "coach",
  "technicalBuyer",
  "user",
  "blocker",
] as const;
export type BuyingRole = (typeof BUYING_ROLES)[number];

/** Who can see the deal's room: the whole team of Teams, the deal team alone, or outsiders of it too. */
export const SENSITIVITIES = ["standard", "private", "shared"] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Whether the deal is over, one way or the other. */
export function isClosed(stage: Stage): boolean {
  return stage === "won" || stage === "lost";
}

/** The seats a deal cannot do without. Each stage needs what the one before it needed: whoever comes late costs the deal. */
export const CRITICAL_SEATS: Record<Stage, readonly SeatRole[]> = {
  lead: ["accountManager"],
  qualified: ["accountManager", "expert"],
  proposal: ["accountManager", "expert", "backOffice", "finance"],
  negotiation: ["accountManager", "expert", "backOffice", "finance", "legal", "executiveSponsor"],
  contract: ["accountManager", "expert", "backOffice", "finance", "legal", "executiveSponsor"],
  won: [],
  lost: [],
};

/** The seats a deal cannot do without at that stage and that nobody holds, in the order of the roles. */
export function emptyCriticalSeats(stage: Stage, seats: readonly { role: SeatRole }[]): SeatRole[] {
  return SEAT_ROLES.filter(
    (role) => CRITICAL_SEATS[stage].includes(role) && !seats.some((seat) => seat.role === role),
  );
}
