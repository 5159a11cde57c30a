import type { Tenant } from "../core/tenant.ts";
import { directoryOf } from "../directory/state.ts";
import { registerApp } from "../teams/catalog.ts";
import { putInstallation } from "../teams/installing.ts";
import { addTeam } from "../teams/team.ts";
import { oneVoiceTeamsApp } from "./one-voice-app.ts";
import { BadSeed } from "./plant-directory.ts";
import type { TenantSeed } from "./schema.ts";

/** Puts a team on each group that has one, and apps into the catalogue and into teams. Throws BadSeed. */
export function plantTeams(tenant: Tenant, seed: TenantSeed): void {
  const groups = [...directoryOf(tenant).groups.values()].filter(({ isTeam }) => isTeam);
  const teams = new Map(groups.map((group) => [group.mailNickname, addTeam(tenant, { groupId: group.id })]));
  for (const { installedIn, resourcePermissions = [], id, clientAppId, ...app } of seed.teamsApps ?? [
    oneVoiceTeamsApp,
  ]) {
    const registered = registerApp(tenant, {
      ...given(app),
      externalId: app.externalId,
      displayName: app.displayName,
      ...(id !== undefined && { id }),
      clientAppId: clientAppId ?? null,
      resourcePermissions: resourcePermissions.map((permissionValue) => ({
        permissionValue,
        permissionType: "application",
      })),
    });
    for (const name of installedIn) {
      const team = teams.get(name);
      if (team === undefined)
        throw new BadSeed(`The seed installs "${app.displayName}" in "${name}", which is no team.`);
      putInstallation(tenant, { kind: "teams", id: team.id, installations: team.installations }, registered);
    }
  }
}

/** The properties that have a value. */
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
