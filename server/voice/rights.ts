import type { Temporal } from "temporal-polyfill";
import type { SeatRole } from "../../src/domain/deals/deal.ts";
import { holder } from "../../src/domain/voice/turns.ts";
import type { Db } from "../store/db.ts";
import { requireSeat } from "./deal-view.ts";
import { mayInVoice } from "./policy.ts";
import { tableOf } from "./table-store.ts";

type Parts = { db: Db; tenantId: string; now: () => Temporal.Instant };

/** The seat of somebody in a deal, and whether they speak now. Throws "deal.unknown" for an outsider. */
export async function standingOf(
  { db, tenantId, now }: Parts,
  dealId: string,
  personId: string,
): Promise<{ role: SeatRole; speaks: boolean }> {
  const role = await requireSeat(db, tenantId, dealId, personId);
  const table = await tableOf(db, tenantId, dealId);
  return { role, speaks: holder(table?.turns ?? [], now())?.spokesperson === personId };
}

/** What somebody may change of who speaks in a deal. Throws "deal.unknown" for an outsider. */
export async function rightsOf(
  parts: Parts,
  dealId: string,
  personId: string,
): Promise<{ delegate: boolean; declareQuiet: boolean }> {
  const { role, speaks } = await standingOf(parts, dealId, personId);
  return {
    delegate: mayInVoice("delegate", role, speaks),
    declareQuiet: mayInVoice("declare-quiet", role, speaks),
  };
}
