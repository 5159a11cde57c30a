import type { Tenant } from "../core/tenant.ts";
import { tellLifecycle } from "./lifecycle.ts";
import { endSubscription, type Subscription } from "./state.ts";

/** How long before its end a subscription is told to reauthorize. */
const WARNING_MINUTES = 15;

/** Plans what the clock does to a subscription: a warning to its lifecycle address, then its silent end. */
export function planEnd(tenant: Tenant, subscription: Subscription): void {
  for (const cancel of subscription.plans) cancel();
  const { expires } = subscription;
  subscription.plans = [
    tenant.clock.at(expires.subtract({ minutes: WARNING_MINUTES }), () =>
      tellLifecycle(tenant, subscription, "reauthorizationRequired"),
    ),
    tenant.clock.at(expires, () => endSubscription(tenant, subscription)),
  ];
}
