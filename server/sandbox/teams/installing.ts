import { z } from "zod";
import { holdsOneOf } from "../core/access.ts";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import { type GrantPlace, grantAt, revokeAt } from "../core/grants.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import type { Tenant } from "../core/tenant.ts";
import { forbidden } from "./access.ts";
import type { App, AppScope, Installation, ResourcePermission } from "./app.ts";
import { boundApp, isBlocked, requireApp } from "./catalog.ts";
import { installationChanged } from "./changes.ts";
import { type Place, requireConsent, wantedPermissions } from "./installed-consent.ts";

const SCOPE: Record<GrantPlace, AppScope> = { teams: "team", chats: "chat", users: "personal" };

const permission = graphObject({
  permissionValue: z.string(),
  permissionType: graphEnum(["application", "delegated"]),
});

const installation = graphObject({
  "teamsApp@odata.bind": z.string().optional(),
  consentedPermissionSet: graphObject({ resourceSpecificPermissions: z.array(permission) }).nullish(),
});

/**
 * Installs what the body names. Throws 404 for an app the catalogue lacks, 409 when it is there already, 403 when the
 * policy or the held permission forbids it, 400 when consent to its permissions is missing.
 */
export function install(call: Call, place: Place): { app: App; installed: Installation } {
  const { tenant } = call;
  const input = readBody(call, installation, {
    type: "microsoft.graph.teamsAppInstallation",
    code: "BadRequest",
  });
  const app = boundApp(tenant, input["teamsApp@odata.bind"]);
  requireMayManage(call, app, operationKey(place));
  requireNotBlocked(call, app, place);
  if (!app.scopes.includes(SCOPE[place.kind])) {
    throw new GraphError(
      400,
      "BadRequest",
      `The app with id '${app.id}' does not support the scope ${SCOPE[place.kind]}.`,
    );
  }
  if (findInstallation(place, app) !== undefined) {
    throw new GraphError(
      409,
      "Conflict",
      `App with id '${app.id}' is already installed in the requested scope.`,
    );
  }
  const consented = input.consentedPermissionSet?.resourceSpecificPermissions ?? [];
  requireConsent(app, place, consented);
  return { app, installed: putInstallation(tenant, place, app, consented) };
}

/** Installs an app without asking anyone, consented to all it asks for there. */
export function putInstallation(
  tenant: Tenant,
  place: Place,
  app: App,
  consented: readonly ResourcePermission[] = wantedPermissions(app, place.kind),
): Installation {
  const id = Buffer.from(`${place.kind}##${place.id}##${app.id}`).toString("base64url");
  const installed = { id, appId: app.id, consented };
  place.installations.set(id, installed);
  if (app.clientAppId !== null && consented.length > 0) {
    const names = consented.map(({ permissionValue }) => permissionValue);
    grantAt(tenant, place.kind, place.id, app.clientAppId, names);
  }
  installationChanged(tenant, app, `${place.kind}/${place.id}`, installed, "created");
  return installed;
}

/** Takes an installation away. Throws 404 for an unknown one, 403 as `install` does. */
export function uninstall(call: Call, place: Place, id: string): void {
  const installed = requireInstallation(place, id);
  const app = requireApp(call.tenant, installed.appId);
  requireMayManage(call, app, operationKey(place, "DELETE"));
  place.installations.delete(id);
  if (app.clientAppId !== null) revokeAt(call.tenant, place.kind, place.id, app.clientAppId);
  installationChanged(call.tenant, app, `${place.kind}/${place.id}`, installed, "deleted");
}

/** The installation with this id. Throws 404. */
export function requireInstallation({ installations }: Place, id: string): Installation {
  const found = installations.get(id);
  if (found !== undefined) return found;
  throw new GraphError(404, "NotFound", "The app installation was not found.");
}

/** The app's installation in this place; undefined where it is not installed. */
export function findInstallation({ installations }: Place, app: App): Installation | undefined {
  return [...installations.values()].find(({ appId }) => appId === app.id);
}

function requireNotBlocked({ tenant, caller }: Call, app: App, { kind, id }: Place): void {
  const person = kind === "users" ? id : caller.kind === "user" ? caller.userId : null;
  if (!isBlocked(app, person)) return;
  throw forbidden(
    `App is blocked by app permission policy. TenantId: ${tenant.id}, UserObjectId: ${person ?? ""}, AppId: ${app.id}, AppType: Private`,
  );
}

/** Throws 403 where the permission held opens only the caller's own app ("Self" in its name), and this is another. */
export function requireMayManage(call: Call, app: App, operation: string): void {
  const { caller } = call;
  const names = permissionOf(operation)[caller.kind === "user" ? "delegated" : "application"] ?? [];
  if (
    holdsOneOf(
      caller,
      names.filter((name) => !/Self/.test(name)),
    )
  )
    return;
  if (app.clientAppId?.toLowerCase() === caller.appId.toLowerCase()) return;
  if (!holdsOneOf(caller, names)) return;
  throw forbidden(`AAD App Id '${caller.appId}' is not allowed to manage the Teams App '${app.id}'`);
}

function operationKey({ kind }: Place, method: "POST" | "DELETE" = "POST"): string {
  if (kind === "chats") return "POST /chats/{chat-id}/installedApps";
  const base =
    kind === "teams" ? "/teams/{team-id}/installedApps" : "/users/{user-id}/teamwork/installedApps";
  if (method === "POST") return `POST ${base}`;
  const id = kind === "teams" ? "{teamsAppInstallation-id}" : "{userScopeTeamsAppInstallation-id}";
  return `DELETE ${base}/${id}`;
}
