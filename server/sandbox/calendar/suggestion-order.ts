import { type Random, seededRandom } from "../core/random.ts";
import { slot, type Tenant } from "../core/tenant.ts";

const varietySlot = slot<{ next: Random | null }>("meeting suggestions", () => ({ next: null }));

/** Whether findMeetingTimes shall order equally good times otherwise at each call, as the real one does. */
export function varySuggestions(tenant: Tenant, vary: boolean): void {
  tenant.state(varietySlot).next = vary ? seededRandom(1) : null;
}

/** The surest times first; of equally sure ones the earliest, or whichever the dice say. */
export function inOrder<T extends { confidence: number; startMs: number }>(
  tenant: Tenant,
  found: readonly T[],
): T[] {
  const { next } = tenant.state(varietySlot);
  return found
    .map((one) => ({ one, luck: next?.() ?? 0 }))
    .sort((a, b) => b.one.confidence - a.one.confidence || a.luck - b.luck || a.one.startMs - b.one.startMs)
    .map(({ one }) => one);
}
