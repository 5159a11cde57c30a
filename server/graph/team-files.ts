import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused } from "./errors.ts";

/** Where a channel's files are. */
export type ChannelFolder = { driveId: string; itemId: string };

const folder = z.object({ id: z.string(), parentReference: z.object({ driveId: z.string() }) });
const child = z.object({ name: z.string(), folder: z.unknown().optional() });

/** The files of channels through the application permission Files.ReadWrite.All. */
export function teamFiles(graph: Graph) {
  return {
    /**
     * The folder of a channel. Rejects with GraphRefused 404 also while Teams has not built it: that of a private or
     * shared channel comes minutes after the channel.
     */
    async filesFolder(teamId: string, channelId: string): Promise<ChannelFolder> {
      const found = await graph.get(path`/teams/${teamId}/channels/${channelId}/filesFolder`, folder);
      return { driveId: found.parentReference.driveId, itemId: found.id };
    },

    /** The names of the folders in a folder. */
    async folders({ driveId, itemId }: ChannelFolder): Promise<string[]> {
      const found: string[] = [];
      for await (const page of graph.pages(path`/drives/${driveId}/items/${itemId}/children`, child))
        found.push(...page.filter((each) => each.folder != null).map(({ name }) => name));
      return found;
    },

    /** Makes a folder in a folder; one of that name that is there is fine. */
    async addFolder({ driveId, itemId }: ChannelFolder, name: string): Promise<void> {
      const body = { name, folder: {}, "@microsoft.graph.conflictBehavior": "fail" };
      await graph
        .post(path`/drives/${driveId}/items/${itemId}/children`, body, nothing)
        .catch((error: unknown) => {
          if (!(error instanceof GraphRefused && error.status === 409)) throw error;
        });
    },
  };
}
