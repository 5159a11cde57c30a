import * as z from "zod";
import type { Graph } from "./client.ts";
import { GraphRefused } from "./errors.ts";

/** Our app in the organisation's catalogue: Graph wants the catalogue's id, the manifest knows another. */
export type CatalogApp = {
  /** What `teamsApp@odata.bind` wants. Rejects with GraphRefused 404 when the organisation's catalogue lacks the app. */
  bind(): Promise<string>;
  /**
   * The body that installs the app in a team or for a person: an app whose manifest asks for permissions there is
   * installed only with consent to all of them. Rejects as `bind` does.
   */
  installation(place: "team" | "person"): Promise<object>;
};

const permission = z.object({ permissionValue: z.string(), permissionType: z.string() });
const definition = z.object({
  authorization: z
    .object({
      requiredPermissionSet: z
        .object({ resourceSpecificPermissions: z.array(permission).nullish() })
        .nullish(),
    })
    .nullish(),
});
const page = z.object({
  value: z.array(z.object({ id: z.string(), appDefinitions: z.array(definition).nullish() })),
});
type Found = { link: string; permissions: z.output<typeof permission>[] };

/** How the names of permissions on one place end. Source: resource-specific consent. */
const SUFFIX = { team: ".Group", person: ".User" } as const;

/** Finds the app by its manifest id, once. Permission AppCatalog.Read.All. */
export function catalogApp(graph: Graph, graphUrl: string, manifestId: string): CatalogApp {
  let found: Promise<Found> | null = null;
  const look = async (): Promise<Found> => {
    const filter = encodeURIComponent(`externalId eq '${manifestId}'`);
    const [app] = (await graph.get(`/appCatalogs/teamsApps?$filter=${filter}&$expand=appDefinitions`, page))
      .value;
    if (!app) throw new GraphRefused(404, "AppNotInCatalog", "GET /appCatalogs/teamsApps");
    const [newest] = app.appDefinitions?.slice(-1) ?? [];
    const permissions = newest?.authorization?.requiredPermissionSet?.resourceSpecificPermissions ?? [];
    return { link: `${graphUrl}/v1.0/appCatalogs/teamsApps/${app.id}`, permissions };
  };
  const know = () => {
    found ??= look().catch((error) => {
      found = null;
      throw error;
    });
    return found;
  };
  return {
    bind: async () => (await know()).link,
    async installation(place) {
      const { link, permissions } = await know();
      const asked = permissions.filter(({ permissionValue }) => permissionValue.endsWith(SUFFIX[place]));
      return {
        "teamsApp@odata.bind": link,
        ...(asked.length > 0 && { consentedPermissionSet: { resourceSpecificPermissions: asked } }),
      };
    },
  };
}
