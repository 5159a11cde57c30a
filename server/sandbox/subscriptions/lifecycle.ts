import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { send } from "./delivery.ts";
import { resourceRules } from "./resource-rules.ts";
import { endSubscription, findSubscription, isActive, type Subscription, subscriptionSlot } from "./state.ts";

/** What can happen to a subscription, by Graph's names. */
export type LifecycleEvent = "reauthorizationRequired" | "subscriptionRemoved" | "missed";

/** Which events a kind of resource knows. Source: Graph, lifecycle events. */
function knows({ kind }: Subscription, event: LifecycleEvent): boolean {
  const { family } = resourceRules[kind];
  if (event === "reauthorizationRequired" || family === "outlook") return true;
  return event === "subscriptionRemoved" && (kind === "channelMessage" || kind === "chatMessage");
}

function notificationOf(tenant: Tenant, subscription: Subscription, lifecycleEvent: LifecycleEvent): object {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription.expires.toString(),
    clientState: subscription.clientState,
    resource: subscription.resource,
    tenantId: tenant.id,
    lifecycleEvent,
  };
}

/** Tells a subscriber's lifecycle address; nothing where it has none or its resource does not know the event. */
export function tellLifecycle(tenant: Tenant, subscription: Subscription, event: LifecycleEvent): void {
  const url = subscription.lifecycleNotificationUrl;
  if (url === null || !knows(subscription, event)) return;
  const notification = notificationOf(tenant, subscription, event);
  send(tenant, url, {
    // A removed one is no longer the tenant's, yet this last word about it shall go out.
    isWanted: () => event === "subscriptionRemoved" || isActive(tenant, subscription),
    build: () => Promise.resolve({ notification }),
    lost: () => {},
  });
}

/** So long a subscription goes on after it was asked to reauthorize. Graph names no figure; ours is its usual warning. */
const GRACE_MINUTES = 15;

/**
 * Makes a lifecycle event happen to one subscription, or to all that know it. "subscriptionRemoved" also ends them,
 * "reauthorizationRequired" pauses them after a while unless they reauthorize; what happens meanwhile is lost. Returns the ids it happened to. Throws 404 for an unknown id, 400 for an event its resource does not have.
 */
export function sendLifecycle(tenant: Tenant, subscriptionId: string, event: LifecycleEvent): string[] {
  const all = [...tenant.state(subscriptionSlot).byId.values()];
  const one = findSubscription(tenant, subscriptionId);
  if (subscriptionId !== "all" && one === undefined) {
    throw new GraphError(404, "ResourceNotFound", `There is no subscription '${subscriptionId}'.`);
  }
  if (one !== undefined && !knows(one, event)) {
    throw new GraphError(400, "BadRequest", `'${event}' does not exist for the resource '${one.resource}'.`);
  }
  const targets = one === undefined ? all.filter((subscription) => knows(subscription, event)) : [one];
  for (const subscription of targets) {
    if (event === "subscriptionRemoved") endSubscription(tenant, subscription);
    if (event === "reauthorizationRequired")
      subscription.pausesAt ??= tenant.clock.now().add({ minutes: GRACE_MINUTES });
    tellLifecycle(tenant, subscription, event);
  }
  return targets.map(({ id }) => id);
}
