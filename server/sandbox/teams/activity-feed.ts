import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { requireUser } from "../directory/users.ts";
import { forbidden } from "./access.ts";
import { type ActivityInput, textOf } from "./activity-input.ts";
import type { App, Installation } from "./app.ts";
import { isBlocked } from "./catalog.ts";
import { type ActivityItem, teamsOf } from "./state.ts";

/** What someone's activity feed shows, newest first. */
export function activityFeed(tenant: Tenant, userId: string): ActivityItem[] {
  return (teamsOf(tenant).feeds.get(userId) ?? []).toReversed();
}

/**
 * The one app in a place that speaks for the caller. Throws 403 when it is not installed there, 409 when two are,
 * each in Teams' words. `path` is what was called.
 */
export function senderIn(call: Call, installations: Iterable<Installation>, input: ActivityInput): App {
  const { tenant, caller, path } = call;
  const { apps } = teamsOf(tenant);
  const own = [...installations]
    .flatMap(({ appId }) => apps.get(appId) ?? [])
    .filter(({ clientAppId }) => clientAppId?.toLowerCase() === caller.appId.toLowerCase());
  const meant = input.teamsAppId == null ? own : own.filter(({ id }) => id === input.teamsAppId);
  const [first, second] = meant;
  if (second !== undefined) {
    throw new GraphError(
      409,
      "Conflict",
      `Found multiple applications with the same AAD App ID '${caller.appId}'.`,
    );
  }
  if (first !== undefined) return first;
  throw forbidden(
    `Application with AAD App Id '${caller.appId}' is not authorized to generate custom text notifications about '/v1.0${path}' to the recipient. Ensure that the expected Teams app is installed in the target scope (user, team, or chat).`,
  );
}

/** Puts a line into someone's feed. Throws 403 when policy keeps the app from them, or when they wrote it themselves. */
export function notify(call: Call, app: App, userId: string, input: ActivityInput): void {
  const { tenant, caller } = call;
  if (caller.kind === "user" && caller.userId === userId)
    throw forbidden("A user cannot send notifications to themselves.");
  if (isBlocked(app, userId))
    throw forbidden(`App is blocked by app permission policy. UserObjectId: ${userId}, AppId: ${app.id}`);
  const actor = caller.kind === "user" ? requireUser(tenant, caller.userId).displayName : app.displayName;
  const { title, previewText } = textOf(app, input, actor);
  const { feeds } = teamsOf(tenant);
  const { source, value, webUrl } = input.topic;
  const chainId = input.chainId ?? null;
  const before = (feeds.get(userId) ?? []).filter(
    (item) => chainId === null || item.chainId !== chainId || item.appId !== app.id,
  );
  const item: ActivityItem = {
    id: tenant.newId(),
    at: tenant.clock.now().toString(),
    appId: app.id,
    appName: app.displayName,
    activityType: input.activityType,
    title,
    previewText,
    topic: { source, value, webUrl: webUrl ?? null },
    chainId,
  };
  feeds.set(userId, [...before, item]);
}
