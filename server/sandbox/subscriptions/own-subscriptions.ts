import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { resourceRules } from "./resource-rules.ts";
import { findSubscription, type Subscription, subscriptionSlot } from "./state.ts";

/** Active subscriptions of Outlook, per mailbox and over all applications. */
const MOST_PER_MAILBOX = 1000;

/** Who a subscription made by this call belongs to. */
export function creatorOf({ caller }: Call): string {
  return caller.kind === "user" ? caller.userId : caller.appId;
}

/** The caller's own subscriptions. */
export function ownOf(call: Call): Subscription[] {
  const { byId } = call.tenant.state(subscriptionSlot);
  const isOwn = (one: Subscription) =>
    one.applicationId === call.caller.appId && one.creatorId === creatorOf(call);
  return [...byId.values()].filter(isOwn);
}

/** The subscription that the path names, if it is the caller's own. Throws 404. */
export function requireOwn(call: Call): Subscription {
  const found = findSubscription(call.tenant, call.params["subscription-id"]!);
  if (found !== undefined && ownOf(call).includes(found)) return found;
  throw new GraphError(404, "ResourceNotFound", "The object was not found.");
}

/** Throws 409 for a second subscription to the same changes, 403 when the mailbox has as many as it may. */
export function requireRoom(call: Call, wanted: Subscription): void {
  const types = [...wanted.changeTypes].sort().join();
  const twin = ownOf(call).find(
    (one) => one.keys.join() === wanted.keys.join() && [...one.changeTypes].sort().join() === types,
  );
  if (twin !== undefined) {
    throw new GraphError(
      409,
      "Conflict",
      `Subscription Id ${twin.id} already exists for the requested combination`,
    );
  }
  if (resourceRules[wanted.kind].family !== "outlook") return;
  const { byId } = call.tenant.state(subscriptionSlot);
  const there = [...byId.values()].filter(
    (one) => one.mailbox === wanted.mailbox && resourceRules[one.kind].family === "outlook",
  );
  if (there.length < MOST_PER_MAILBOX) return;
  throw new GraphError(
    403,
    "Forbidden",
    `The mailbox already has the maximum number of ${MOST_PER_MAILBOX} subscriptions.`,
  );
}
