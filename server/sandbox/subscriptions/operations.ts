import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { requireAddress, shakeHands } from "./handshake.ts";
import { planEnd } from "./life.ts";
import { changeTypesOf, endOf, newSubscription, requireSound, richOf } from "./request.ts";
import { resourceRules } from "./resource-rules.ts";
import { readResource, requireReadable } from "./resources.ts";
import {
  addSubscription,
  endSubscription,
  findSubscription,
  type Subscription,
  subscriptionSlot,
} from "./state.ts";

/** Active subscriptions of Outlook, per mailbox and over all applications. */
const MOST_PER_MAILBOX = 1000;

const subscriptionType: EntityType = {
  name: "microsoft.graph.subscription",
  family: "teams",
  always: ["id"],
  shape: {
    id: "string",
    resource: "string",
    applicationId: "string",
    changeType: "string",
    clientState: "string",
    notificationUrl: "string",
    notificationQueryOptions: "string",
    lifecycleNotificationUrl: "string",
    expirationDateTime: "instant",
    creatorId: "string",
    includeResourceData: "boolean",
    latestSupportedTlsVersion: "string",
    encryptionCertificate: "string",
    encryptionCertificateId: "string",
    notificationUrlAppId: "string",
  },
};

function present(subscription: Subscription): object {
  const { id, resource, applicationId, changeType, clientState, notificationUrl, lifecycleNotificationUrl } =
    subscription;
  const { creatorId, rich, latestSupportedTlsVersion, notificationUrlAppId } = subscription;
  return {
    id,
    resource,
    applicationId,
    changeType,
    clientState,
    notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl,
    expirationDateTime: subscription.expires.toString(),
    creatorId,
    includeResourceData: rich === null ? null : true,
    latestSupportedTlsVersion,
    encryptionCertificate: rich?.certificate ?? null,
    encryptionCertificateId: rich?.certificateId ?? null,
    notificationUrlAppId,
  };
}

function creatorOf({ caller }: Call): string {
  return caller.kind === "user" ? caller.userId : caller.appId;
}

function ownOf(call: Call): Subscription[] {
  const { byId } = call.tenant.state(subscriptionSlot);
  const isOwn = (one: Subscription) =>
    one.applicationId === call.caller.appId && one.creatorId === creatorOf(call);
  return [...byId.values()].filter(isOwn);
}

function requireOwn(call: Call): Subscription {
  const found = findSubscription(call.tenant, call.params["subscription-id"]!);
  if (found !== undefined && ownOf(call).includes(found)) return found;
  throw new GraphError(404, "ResourceNotFound", "The object was not found.");
}

/** Throws 409 for a second subscription to the same changes, 403 when the mailbox has as many as it may. */
function requireRoom(call: Call, wanted: Subscription): void {
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
