import { slot, type Tenant } from "../core/tenant.ts";

/** How patient the delivery is. All in milliseconds of real time, since the endpoints are real. */
export type DeliverySettings = {
  /** An endpoint that has not answered by then failed. Source: change notification delivery, 10 s. */
  answerWithinMs: number;
  /** Changes that come within this time go in one POST. */
  gatherMs: number;
};

const settingsSlot = slot<DeliverySettings>("subscription settings", () => ({
  answerWithinMs: 10_000,
  gatherMs: 10,
}));

/** The settings in force. */
export function deliverySettings(tenant: Tenant): DeliverySettings {
  return tenant.state(settingsSlot);
}

/** Changes some of the settings; a reset of the tenant takes that back. */
export function setDelivery(tenant: Tenant, settings: Partial<DeliverySettings>): void {
  Object.assign(tenant.state(settingsSlot), settings);
}
