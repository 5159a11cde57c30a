import type { Deal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Caller } from "../http/caller.ts";
import type { House } from "../room.ts";
import { type Db, transact } from "../store/db.ts";
import { readDealFor } from "./deal-store.ts";
import { changedMeanwhile, takeVersion } from "./hand-over.ts";
import { type DealAction, requireMay } from "./policy.ts";

/** Changes a deal in one transaction, tells everybody who looks, and answers with the deal as it then is. */
export async function change(
  house: House,
  deal: Deal,
  version: number,
  caller: Caller,
  write: (tx: Db) => Promise<void>,
): Promise<Deal> {
  const { db, tenantId, announce } = house;
  // What was checked above was checked against this very version.
  if (deal.version !== version) throw changedMeanwhile();
  await transact(db, async (tx) => {
    await takeVersion(tx, tenantId, deal.id, version);
    await write(tx);
  });
  announce(tenantId, { topic: "deals", dealId: deal.id });
  return dealFor(house, deal.id, caller);
}

/** The deal as the caller sees it. Throws "deal.unknown" for an outsider. */
export async function dealFor(house: House, dealId: string, { userId }: Caller): Promise<Deal> {
  const { db, tenantId, now } = house;
  const found = await readDealFor(db, { tenantId, dealId, personId: userId, at: now() });
  if (found === null) throw new Problem("deal.unknown", "There is no such deal.");
  return found;
}

/** The deal, when the caller's seat allows this. Throws "deal.unknown" and "deal.not-yours". */
export async function dealToChange(
  house: House,
  dealId: string,
  caller: Caller,
  action: DealAction,
): Promise<Deal> {
  const deal = await dealFor(house, dealId, caller);
  requireMay(deal.yourRole, action);
  return deal;
}
