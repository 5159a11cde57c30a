import type { Temporal } from "temporal-polyfill";
import type { Cancel } from "../core/clock.ts";
import type { Caller } from "../core/operation.ts";
import { slot, type Tenant } from "../core/tenant.ts";
import type { ResourceKind } from "./resource-rules.ts";

/** What can happen to a resource. */
export type ChangeType = "created" | "updated" | "deleted";

/** One subscription. */
export type Subscription = {
  readonly id: string;
  readonly kind: ResourceKind;
  /** As the client wrote it. */
  readonly resource: string;
  /** The collections it listens to, normalised. */
  readonly keys: readonly string[];
  /** Whose mailbox it counts against; null outside Outlook. */
  readonly mailbox: string | null;
  readonly changeTypes: ReadonlySet<ChangeType>;
  readonly changeType: string;
  notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  expires: Temporal.Instant;
  /** From when on nothing is told, since it was asked to reauthorize and did not; null: no such thing. */
  pausesAt: Temporal.Instant | null;
  readonly clientState: string | null;
  readonly applicationId: string;
  readonly creatorId: string;
  /** With whose rights resource data is read. */
  readonly caller: Caller;
  /** Ids in notifications are immutable when the Prefer header said so at creation. */
  readonly immutable: boolean;
  /** Resource data goes along, encrypted for this certificate (base64 of X.509 in DER). */
  readonly rich: { certificate: string; certificateId: string; select: string | null } | null;
  readonly latestSupportedTlsVersion: string | null;
  readonly notificationUrlAppId: string | null;
  /** What is planned on the clock for it. */
  plans: Cancel[];
};

/** The tenant's subscriptions, by id in lower case and by each collection they listen to. */
export const subscriptionSlot = slot("subscriptions", () => ({
  byId: new Map<string, Subscription>(),
  byKey: new Map<string, Set<Subscription>>(),
}));

/** The subscription with this id; undefined when it ended or never was. */
export function findSubscription(tenant: Tenant, id: string): Subscription | undefined {
  return tenant.state(subscriptionSlot).byId.get(id.toLowerCase());
}

/** True while it is the tenant's: not ended, and not forgotten by a reset. */
export function isActive(tenant: Tenant, subscription: Subscription): boolean {
  return tenant.state(subscriptionSlot).byId.get(subscription.id) === subscription;
}

/** Makes a subscription listen. */
export function addSubscription(tenant: Tenant, subscription: Subscription): void {
  const { byId, byKey } = tenant.state(subscriptionSlot);
  byId.set(subscription.id, subscription);
  for (const key of subscription.keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(subscription));
}

/** Ends a subscription. Nothing more is sent for it. */
export function endSubscription(tenant: Tenant, subscription: Subscription): void {
  const { byId, byKey } = tenant.state(subscriptionSlot);
  byId.delete(subscription.id);
  for (const key of subscription.keys) byKey.get(key)?.delete(subscription);
  for (const cancel of subscription.plans) cancel();
}
