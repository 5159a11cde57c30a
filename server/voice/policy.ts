import { Problem } from "../../src/contract/problem.ts";
import type { SeatRole } from "../../src/domain/deals/deal.ts";

/** What changes who may speak in a deal. */
export type VoiceAction = "delegate" | "declare-quiet";

/**
 * The account manager decides who speaks; whoever speaks now may pass a topic on. Nobody above them decides in their
 * place. Source: PRODUCT.md B5, C8, F4.
 */
export function mayInVoice(action: VoiceAction, role: SeatRole, speaksNow: boolean): boolean {
  if (role === "accountManager") return true;
  return action === "delegate" && speaksNow;
}

/** Throws "deal.not-yours" for what the seat does not allow. */
export function requireInVoice(action: VoiceAction, role: SeatRole, speaksNow: boolean): void {
  if (!mayInVoice(action, role, speaksNow))
    throw new Problem("deal.not-yours", `The seat ${role} may not ${action} in this deal.`);
}
