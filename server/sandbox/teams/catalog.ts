import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { App, NewApp } from "./app.ts";
import { teamsOf } from "./state.ts";

/** Puts an app into the organisation's catalogue, or replaces the one with the same catalogue id. */
export function registerApp(tenant: Tenant, app: NewApp): App {
  const full: App = {
    id: app.id ?? tenant.newId(),
    externalId: app.externalId,
    displayName: app.displayName,
    distributionMethod: app.distributionMethod ?? "organization",
    version: app.version ?? "1.0.0",
    shortDescription: app.shortDescription ?? app.displayName,
    description: app.description ?? app.displayName,
    lastModifiedDateTime: app.lastModifiedDateTime ?? tenant.clock.now().toString(),
    clientAppId: app.clientAppId ?? null,
    resourcePermissions: app.resourcePermissions ?? [],
    scopes: app.scopes ?? ["personal", "team", "chat"],
    hasConfigurableTab: app.hasConfigurableTab ?? true,
    staticTabs: app.staticTabs ?? [],
    channelTypes: app.channelTypes ?? ["standard"],
    activityTypes: app.activityTypes ?? [],
    hasBot: app.hasBot ?? false,
    blockedFor: new Set(app.blockedFor ?? []),
  };
  teamsOf(tenant).apps.set(full.id, full);
  return full;
}

/**
 * Sets whom the administrator's policy keeps from an app: user ids, or "*" for everyone. Those who have it installed
 * keep it, and hear nothing more from it.
 */
export function blockApp(tenant: Tenant, appId: string, userIds: Iterable<string>): void {
  requireApp(tenant, appId).blockedFor = new Set(userIds);
}

/** The app with this catalogue id. Throws 404 as Teams does, for a manifest's id too. */
export function requireApp(tenant: Tenant, id: string): App {
  const found = teamsOf(tenant).apps.get(id);
  if (found !== undefined) return found;
  throw new GraphError(404, "NotFound", `No app with id '${id}' was found in the catalogue.`);
}

const BIND = /\/appCatalogs\/teamsApps(?:\/([^/]+)|\('([^']+)'\))$/i;

/** The app a `teamsApp@odata.bind` names. Throws 400 for one that is not such a link, 404 for an unknown app. */
export function boundApp(tenant: Tenant, link: string | null | undefined): App {
  if (link == null)
    throw new GraphError(400, "BadRequest", "The navigation bind for the teamsApp was missing in request");
  const found = BIND.exec(link);
  if (found === null)
    throw new GraphError(400, "BadRequest", "Invalid bind property name teamsApp in request.");
  return requireApp(tenant, decodeURIComponent(found[1] ?? found[2] ?? ""));
}

/** True when the policy keeps this person from the app. */
export function isBlocked(app: App, userId: string | null): boolean {
  return app.blockedFor.has("*") || (userId !== null && app.blockedFor.has(userId));
}
