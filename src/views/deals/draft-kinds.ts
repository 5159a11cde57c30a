import * as z from "zod/mini";
import { buyingRole, openStage, seatRole, sensitivity } from "../../contract/deal-parts.ts";
import { person } from "../../contract/words.ts";
import type { DealDraft } from "./deal-draft.ts";
import type { NewDealDraft } from "./new-deal-form.ts";
import type { SeatDraft } from "./team-draft.ts";

const texts = {
  account: z.string(),
  name: z.string(),
  domains: z.string(),
  amount: z.string(),
  currency: z.string(),
  closeDate: z.string(),
  tenderDate: z.string(),
};

/** What the form about a deal holds, as it is kept through a reload. */
export const dealDraft = z.object({
  ...texts,
  stage: openStage,
  milestones: z.readonly(z.array(z.object({ key: z.string(), name: z.string(), day: z.string() }))),
  contacts: z.readonly(
    z.array(
      z.object({ key: z.string(), name: z.string(), address: z.string(), role: z.nullable(buyingRole) }),
    ),
  ),
}) satisfies z.ZodMiniType<DealDraft>;

/** What the form for a new deal holds, as it is kept through a reload; with its id, so that sent twice it is one deal. */
export const newDealDraft = z.extend(dealDraft, {
  id: z.uuid(),
  sensitivity,
  seats: z.readonly(z.array(z.object({ person, role: seatRole }))),
}) satisfies z.ZodMiniType<NewDealDraft>;

/** What the team's editor holds, as it is kept through a reload. */
export const teamDraft = z.array(
  z.object({ person, role: seatRole, backup: z.nullable(person) }),
) satisfies z.ZodMiniType<SeatDraft[]>;
