import * as z from "zod";
import type { Graph } from "./client.ts";
import { GraphRefused } from "./errors.ts";

/** Our app in the organisation's catalogue: Graph wants the catalogue's id, the manifest knows another. */
export type CatalogApp = {
  /** What `teamsApp@odata.bind` wants. Rejects with GraphRefused 404 when the organisation's catalogue lacks the app. */
  bind(): Promise<string>;
};

const page = z.object({ value: z.array(z.object({ id: z.string() })) });

/** Finds the app by its manifest id, once. Permission AppCatalog.Read.All. */
export function catalogApp(graph: Graph, graphUrl: string, manifestId: string): CatalogApp {
  let found: Promise<string> | null = null;
  const look = async () => {
    const filter = encodeURIComponent(`externalId eq '${manifestId}'`);
    const [app] = (await graph.get(`/appCatalogs/teamsApps?$filter=${filter}`, page)).value;
    if (!app) throw new GraphRefused(404, "AppNotInCatalog", "GET /appCatalogs/teamsApps");
    return `${graphUrl}/v1.0/appCatalogs/teamsApps/${app.id}`;
  };
  return {
    bind() {
      found ??= look().catch((error) => {
        found = null;
        throw error;
      });
      return found;
    },
  };
}
