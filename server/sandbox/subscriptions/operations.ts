import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { requireAddress, shakeHands } from "./handshake.ts";
import { planEnd } from "./life.ts";
import { creatorOf, ownOf, requireOwn, requireRoom } from "./own-subscriptions.ts";
import { changeTypesOf, endOf, newSubscription, requireSound, richOf } from "./request.ts";
import { readResource, requireReadable } from "./resources.ts";
import { addSubscription, endSubscription, type Subscription } from "./state.ts";
import { present, subscriptionType } from "./subscription-entity.ts";

function subscriptionFrom(call: Call): Subscription {
  const { tenant, caller } = call;
  const input = readBody(call, newSubscription, {
    type: "microsoft.graph.subscription",
    code: "InvalidRequest",
  });
  requireSound(input);
  const resource = readResource(call, input.resource);
  const rich = richOf(input, resource);
  requireReadable(call, subscribe, resource, rich !== null);
  return {
    id: tenant.newId(),
    kind: resource.kind,
    resource: input.resource,
    keys: resource.keys,
    mailbox: resource.mailbox,
    changeTypes: changeTypesOf(input.changeType, resource),
    changeType: input.changeType,
    notificationUrl: input.notificationUrl,
    lifecycleNotificationUrl: input.lifecycleNotificationUrl ?? null,
    expires: endOf(input.expirationDateTime, tenant.clock.now(), {
      kind: resource.kind,
      isRich: rich !== null,
      hasLifecycle: Boolean(input.lifecycleNotificationUrl),
    }),
    pausesAt: null,
    clientState: input.clientState ?? null,
    applicationId: caller.appId,
    creatorId: creatorOf(call),
    caller,
    immutable: call.prefer["idtype"] === "ImmutableId",
    rich,
    latestSupportedTlsVersion: input.latestSupportedTlsVersion ?? "v1_2",
    notificationUrlAppId: input.notificationUrlAppId ?? null,
    plans: [],
  };
}

async function create(call: Call): Promise<Reply> {
  const { tenant } = call;
  const subscription = subscriptionFrom(call);
  requireRoom(call, subscription);
  const { notificationUrl, lifecycleNotificationUrl } = subscription;
  await shakeHands(tenant, notificationUrl);
  if (lifecycleNotificationUrl !== null) await shakeHands(tenant, lifecycleNotificationUrl);
  // Another POST may have been quicker while the other side was asked.
  requireRoom(call, subscription);
  addSubscription(tenant, subscription);
  planEnd(tenant, subscription);
  return { status: 201, body: present(subscription) };
}

function list(call: Call): Reply {
  return collection(call, ownOf(call), {
    type: subscriptionType,
    present,
    read: (one, name) => Reflect.get(present(one), name),
  });
}

function get(call: Call): Reply {
  return entity(call, requireOwn(call), { type: subscriptionType, present });
}

const change = graphObject({
  expirationDateTime: z.string().optional(),
  notificationUrl: z.string().optional(),
});

async function patch(call: Call): Promise<Reply> {
  const { tenant } = call;
  const subscription = requireOwn(call);
  const input = readBody(call, change, { type: "microsoft.graph.subscription", code: "InvalidRequest" });
  const { kind, rich, lifecycleNotificationUrl } = subscription;
  const life = { kind, isRich: rich !== null, hasLifecycle: lifecycleNotificationUrl !== null };
  const expires =
    input.expirationDateTime === undefined ? null : endOf(input.expirationDateTime, tenant.clock.now(), life);
  if (input.notificationUrl !== undefined) {
    requireAddress(input.notificationUrl, "notificationUrl");
    await shakeHands(tenant, input.notificationUrl);
    subscription.notificationUrl = input.notificationUrl;
  }
  if (expires !== null) Object.assign(subscription, { expires, pausesAt: null });
  planEnd(tenant, subscription);
  return { status: 200, body: present(subscription) };
}

function remove(call: Call): Reply {
  endSubscription(call.tenant, requireOwn(call));
  return { status: 204 };
}

/** Answers a reauthorizationRequired; it does not make the subscription live longer. */
function reauthorize(call: Call): Reply {
  requireOwn(call).pausesAt = null;
  return { status: 204 };
}

function row(method: Operation["method"], path: string, handle: Operation["handle"]): Operation {
  return {
    method,
    path,
    permission: permissionOf(`${method} ${path}`),
    fidelity: "like",
    limit: "none",
    handle,
  };
}

const all = "/subscriptions";

const one = `${all}/{subscription-id}`;

const subscribe: Operation = {
  ...row("POST", all, create),
  fidelity: "simpler",
  note: "Mail, meetings, teams, channels, their members and messages, chats, presence, To Do tasks, people, groups and document libraries; others and $filter are refused (501). Addresses on this machine may be plain http.",
};

/** Subscribing to changes. */
export const subscriptionOperations: readonly Operation[] = [
  row("GET", all, list),
  subscribe,
  row("GET", one, get),
  row("PATCH", one, patch),
  row("DELETE", one, remove),
  row("POST", `${one}/reauthorize`, reauthorize),
];
