import { Problem } from "../../src/contract/problem.ts";
import type { SeatRole } from "../../src/domain/deals/deal.ts";

/** What somebody in a deal team may do; whoever is not in it may not even know of the deal. */
export type DealAction = "read" | "edit" | "make-room" | "hand-over" | "close" | "archive" | "export";

const EVERYONE: readonly SeatRole[] = [
  "accountManager",
  "expert",
  "backOffice",
  "legal",
  "finance",
  "assistant",
  "executiveSponsor",
  "managerCoach",
];
const LEADER: readonly SeatRole[] = ["accountManager"];

/**
 * The account manager leads the deal and nobody else. Top managers see and advise: they neither reassign the
 * spokesperson nor do the leader's work. Source: PRODUCT.md F4.
 */
const MAY: Record<DealAction, readonly SeatRole[]> = {
  read: EVERYONE,
  export: EVERYONE,
  edit: LEADER,
  "make-room": LEADER,
  "hand-over": LEADER,
  close: LEADER,
  archive: LEADER,
};

/** Whether the holder of that seat may do this. */
export function may(role: SeatRole, action: DealAction): boolean {
  return MAY[action].includes(role);
}

/** Throws "deal.not-yours" where the seat does not allow it. */
export function requireMay(role: SeatRole, action: DealAction): void {
  if (!may(role, action)) throw new Problem("deal.not-yours", `The seat ${role} may not ${action} the deal.`);
}
