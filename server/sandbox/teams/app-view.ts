import type { App, Installation, ResourcePermission } from "./app.ts";

/** A definition's id: it names app and version. */
function definitionId({ id, version }: App): string {
  return Buffer.from(`${id}##${version}##Published`).toString("base64");
}

/** An app of the catalogue as Graph gives it. */
export function presentApp({
  id,
  externalId,
  displayName,
  distributionMethod,
}: App): Record<string, unknown> {
  return { id, externalId, displayName, distributionMethod };
}

/** Its one definition as Graph gives it. */
export function presentDefinition(app: App): Record<string, unknown> {
  return {
    id: definitionId(app),
    teamsAppId: app.id,
    displayName: app.displayName,
    version: app.version,
    publishingState: "published",
    shortDescription: app.shortDescription,
    description: app.description,
    lastModifiedDateTime: app.lastModifiedDateTime,
    createdBy: null,
    authorization: {
      clientAppId: app.clientAppId,
      requiredPermissionSet: permissionSet(app.resourcePermissions),
    },
  };
}

/** An installation as Graph gives it, without what $expand adds. */
export function presentInstallation({ id, consented }: Installation): Record<string, unknown> {
  return { id, ...(consented.length > 0 && { consentedPermissionSet: permissionSet(consented) }) };
}

function permissionSet(permissions: readonly ResourcePermission[]) {
  return { resourceSpecificPermissions: permissions.map((one) => ({ ...one })) };
}
