import type { GrantPlace } from "../core/grants.ts";
import { GraphError } from "../core/graph-error.ts";
import type { App, Installation, ResourcePermission } from "./app.ts";

/** A place an app can be installed in, and what is installed there. */
export type Place = { kind: GrantPlace; id: string; installations: Map<string, Installation> };

const SUFFIX: Record<GrantPlace, string> = { teams: ".Group", chats: ".Chat", users: ".User" };

/** The permissions the app asks for in such a place. */
export function wantedPermissions(app: App, kind: GrantPlace): ResourcePermission[] {
  return app.resourcePermissions.filter(({ permissionValue }) => permissionValue.endsWith(SUFFIX[kind]));
}

/** Throws 400 unless exactly what the app asks for in such a place was consented to. */
export function requireConsent(app: App, { kind }: Place, consented: readonly ResourcePermission[]): void {
  const key = ({ permissionType, permissionValue }: ResourcePermission) =>
    `${permissionType} ${permissionValue}`.toLowerCase();
  const wanted = new Set(app.resourcePermissions.map(key));
  const inPlace = wantedPermissions(app, kind);
  if (consented.some((one) => !wanted.has(key(one)))) {
    throw new GraphError(
      400,
      "BadRequest",
      "The consented permission set has permissions the app does not ask for.",
    );
  }
  const given = new Set(consented.map(key));
  if (inPlace.every((one) => given.has(key(one)))) return;
  const names = inPlace.map(({ permissionValue }) => permissionValue).join(", ");
  throw new GraphError(
    400,
    "BadRequest",
    `The app needs consent to resource-specific permissions: ${names}. Give them as consentedPermissionSet.`,
  );
}
