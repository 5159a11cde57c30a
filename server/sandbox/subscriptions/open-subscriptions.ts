import { Temporal } from "temporal-polyfill";
import type { Caller } from "../core/operation.ts";
import type { Change, Tenant } from "../core/tenant.ts";
import { type Item, send } from "./delivery.ts";
import { tellLifecycle } from "./lifecycle.ts";
import { normalPath } from "./normal-path.ts";
import { encrypt, NOTIFIER_APP_ID } from "./rich.ts";
import { isActive, type Subscription, subscriptionSlot } from "./state.ts";

/** What notifications with resource data need of the rest of the sandbox. */
export type RichHooks = {
  /** GETs a path ("/users/…?$select=…") of this Graph with a caller's rights; null when that fails. */
  read(target: string, caller: Caller, headers: Record<string, string>): Promise<unknown>;
  /** A token in Graph's name for an application: signed by this tenant's Entra, with `appid` and `azp` NOTIFIER_APP_ID. */
  signToken(audience: string, notifierAppId: string): Promise<string>;
};

const hooksOf = new WeakMap<Tenant, RichHooks>();

/** Lets notifications carry resource data. Without it they leave it out. */
export function setRichHooks(tenant: Tenant, hooks: RichHooks): void {
  hooksOf.set(tenant, hooks);
}

function listeners(tenant: Tenant, change: Change): Set<Subscription> {
  const { byKey } = tenant.state(subscriptionSlot);
  const found = new Set<Subscription>();
  for (const collection of change.collections) {
    for (const subscription of byKey.get(normalPath(collection)) ?? []) {
      if (subscription.changeTypes.has(change.changeType)) found.add(subscription);
    }
  }
  return found;
}

function plain(tenant: Tenant, subscription: Subscription, change: Change) {
  const id = subscription.immutable ? (change.immutableId ?? change.id) : change.id;
  const resource = change.item.replace(change.id, () => id);
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription.expires.toString(),
    changeType: change.changeType,
    resource,
    resourceData: {
      "@odata.type": change.type,
      "@odata.id": resource,
      ...(change.etag !== undefined && { "@odata.etag": change.etag }),
      id,
    },
    clientState: subscription.clientState,
    tenantId: tenant.id,
  };
}

type Plain = ReturnType<typeof plain>;

async function withData(notification: Plain, subscription: Subscription, hooks: RichHooks | undefined) {
  const { rich, caller, immutable, applicationId } = subscription;
  if (rich === null || hooks === undefined || notification.changeType === "deleted") return { notification };
  const query = rich.select === null ? "" : `?$select=${encodeURIComponent(rich.select)}`;
  const headers: Record<string, string> = immutable ? { prefer: 'IdType="ImmutableId"' } : {};
  const data = await hooks.read(`/${notification.resource}${query}`, caller, headers);
  if (data === null) return { notification };
  const { "@odata.context": _context, ...resource } = data as Record<string, unknown>;
  const encryptedContent = encrypt(resource, rich.certificate, rich.certificateId);
  return {
    notification: { ...notification, encryptedContent },
    validationToken: await hooks.signToken(applicationId, NOTIFIER_APP_ID),
  };
}

function isPaused(tenant: Tenant, { pausesAt }: Subscription): boolean {
  return pausesAt !== null && Temporal.Instant.compare(pausesAt, tenant.clock.now()) <= 0;
}

/** Makes the tenant tell its subscribers of every change. */
export function openSubscriptions(tenant: Tenant): void {
  tenant.listen("change", (change) => {
    for (const subscription of listeners(tenant, change)) {
      if (isPaused(tenant, subscription)) continue;
      const notification = plain(tenant, subscription, change);
      const item: Item = {
        isWanted: () => isActive(tenant, subscription),
        build: () => withData(notification, subscription, hooksOf.get(tenant)),
        lost: () => tellLifecycle(tenant, subscription, "missed"),
      };
      send(tenant, subscription.notificationUrl, item);
    }
  });
}
