import type { OutsideAction } from "./context.ts";
import { entraActions } from "./entra-actions.ts";
import { exchangeActions } from "./exchange-actions.ts";
import { faultActions } from "./fault-actions.ts";
import { mailActions } from "./mail-actions.ts";
import { peopleActions } from "./people-actions.ts";
import { serviceActions } from "./service-actions.ts";
import { teamsActions } from "./teams-actions.ts";
import { tenantActions } from "./tenant-actions.ts";

/** All of the outside API, in the order the documentation tells it. */
export const outsideActions: readonly OutsideAction[] = [
  ...mailActions,
  ...tenantActions,
  ...peopleActions,
  ...faultActions,
  ...entraActions,
  ...exchangeActions,
  ...serviceActions,
  ...teamsActions,
];
