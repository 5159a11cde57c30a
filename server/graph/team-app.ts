import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";
import type { CatalogApp } from "./teams-app.ts";

/** A page pinned in a channel. `entityId` is what it was pinned for; null for tabs of other apps that have none. */
export type ChannelTab = { id: string; entityId: string | null };

const tab = z.object({
  id: z.string(),
  configuration: z.object({ entityId: z.string().nullish() }).nullish(),
});

/**
 * Our app in a team and its tabs, for the application. Least permissions:
 * TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All, TeamsTab.Read.Group, TeamsTab.Create.Group,
 * TeamsTab.Delete.Group.
 */
export function teamApp(graph: Graph, app: CatalogApp) {
  return {
    /** Installs our app in the team; installed already is fine. */
    async install(teamId: string): Promise<void> {
      const body = await app.installation("team");
      await graph.post(path`/teams/${teamId}/installedApps`, body, nothing).catch((error) => {
        if (!(error instanceof GraphRefused && error.status === 409)) throw error;
      });
    },

    /** The tabs of a channel. */
    async tabs(teamId: string, channelId: string): Promise<ChannelTab[]> {
      const found: ChannelTab[] = [];
      const tabs = path`/teams/${teamId}/channels/${channelId}/tabs`;
      for await (const page of graph.pages(tabs, tab)) {
        found.push(
          ...page.map(({ id, configuration }) => ({ id, entityId: configuration?.entityId ?? null })),
        );
      }
      return found;
    },

    /** Pins our configurable tab; `name` is what people see, at most 128 characters. Our app must be installed. */
    async pin(
      teamId: string,
      channelId: string,
      wanted: { name: string; entityId: string; url: string },
    ): Promise<ChannelTab> {
      const body = {
        displayName: wanted.name.slice(0, 128),
        "teamsApp@odata.bind": await app.bind(),
        configuration: {
          entityId: wanted.entityId,
          contentUrl: wanted.url,
          websiteUrl: wanted.url,
          removeUrl: null,
        },
      };
      const tabs = path`/teams/${teamId}/channels/${channelId}/tabs`;
      const { id } = await graph.post(tabs, body, tab, { once: true });
      return { id, entityId: wanted.entityId };
    },

    /** Takes a tab off; one that is gone is fine. TeamsTab.Delete.Group. */
    async unpin(teamId: string, channelId: string, tabId: string): Promise<void> {
      try {
        await graph.remove(path`/teams/${teamId}/channels/${channelId}/tabs/${tabId}`);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}
