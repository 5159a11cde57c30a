import type { Tenant } from "../core/tenant.ts";
import { putGroup } from "../directory/groups.ts";
import { putApp } from "../entra/state.ts";
import type { SeedApp, SeedGroup } from "./schema.ts";

/** A GUID that is the same in every run. */
export function numbered(prefix: string, number: number): string {
  return `${prefix}-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

/** A person's id by the name the seed gives them. */
export type NamedId = (name: string) => string;

/** Puts a group in place. */
export function putSeedGroup(
  tenant: Tenant,
  group: SeedGroup,
  index: number,
  domain: string,
  idOf: NamedId,
): void {
  const isTeam = group.kind === "team";
  putGroup(tenant, {
    id: group.id ?? numbered("960f0000", index + 1),
    displayName: group.displayName,
    description: group.description ?? null,
    mail: `${group.mailNickname}@${domain}`,
    mailEnabled: true,
    mailNickname: group.mailNickname,
    securityEnabled: false,
    groupTypes: isTeam ? ["Unified"] : [],
    visibility: isTeam ? (group.visibility ?? "Private") : null,
    createdDateTime: tenant.clock
      .now()
      .subtract({ hours: 24 * 300 })
      .round("second")
      .toString(),
    ownerIds: group.owners.map(idOf),
    memberIds: [...new Set([...group.owners, ...group.members])].map(idOf),
    isTeam,
  });
}

/** Puts an app registration in place. */
export function putSeedApp(tenant: Tenant, app: SeedApp, index: number, idOf: NamedId): void {
  putApp(tenant, {
    clientId: app.clientId.toLowerCase(),
    objectId: numbered("5e7f1ce0", index + 1),
    displayName: app.displayName,
    secrets: app.secrets ?? [],
    certificates: app.certificates ?? [],
    appIdUri: app.appIdUri ?? `api://${app.clientId}`,
    exposedScopes: app.exposedScopes ?? ["access_as_user"],
    redirectUris: [...(app.redirectUris ?? [])],
    consent: { application: new Set(app.application ?? []), delegated: new Set(app.delegated ?? []) },
    preAuthorized: app.preAuthorized ?? [],
    mailboxScope: app.mailboxScope === undefined ? null : new Set(app.mailboxScope.map(idOf)),
  });
}
