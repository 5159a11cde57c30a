import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

/** A folder as it was seen; `version` is what Graph knows it by, null where it does not say. */
export type SeenFolder = { id: string; name: string; isEmpty: boolean; version: string | null };

/** Where a channel's files are. */
export type ChannelFolder = { driveId: string; itemId: string };

const folder = z.object({ id: z.string(), parentReference: z.object({ driveId: z.string() }) });
const child = z.object({
  id: z.string(),
  name: z.string(),
  eTag: z.string().nullish(),
  folder: z.object({ childCount: z.number().nullish() }).nullish(),
});

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

    /** The folders in a folder. One whose contents Graph does not count is not empty. */
    async folders({ driveId, itemId }: ChannelFolder): Promise<SeenFolder[]> {
      const found: SeenFolder[] = [];
      for await (const page of graph.pages(path`/drives/${driveId}/items/${itemId}/children`, child))
        for (const { id, name, eTag, folder: inside } of page)
          if (inside != null)
            found.push({ id, name, isEmpty: inside.childCount === 0, version: eTag ?? null });
      return found;
    },

    /** Makes a folder in a folder. False where there is one of that name already. */
    async addFolder({ driveId, itemId }: ChannelFolder, name: string): Promise<boolean> {
      const body = { name, folder: {}, "@microsoft.graph.conflictBehavior": "fail" };
      try {
        await graph.post(path`/drives/${driveId}/items/${itemId}/children`, body, nothing);
        return true;
      } catch (error) {
        if (error instanceof GraphRefused && error.status === 409) return false;
        throw error;
      }
    },

    /** Puts a folder into the recycle bin, if it still is what was seen. One that changed, or is gone, is let be. */
    async removeFolder(
      { driveId }: ChannelFolder,
      { id, version }: Pick<SeenFolder, "id" | "version">,
    ): Promise<void> {
      const options = version === null ? {} : { headers: { "If-Match": version } };
      await graph.remove(path`/drives/${driveId}/items/${id}`, options).catch((error: unknown) => {
        if (!isGone(error) && !(error instanceof GraphRefused && error.status === 412)) throw error;
      });
    },
  };
}
