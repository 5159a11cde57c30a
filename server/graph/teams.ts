import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { isGone } from "./errors.ts";
import { memberOf, teamPeople } from "./team-people.ts";

/** A channel of a team. `kind` is null for those that outsiders share. */
export type TeamChannel = {
  id: string;
  name: string;
  description: string;
  webUrl: string | null;
  kind: "standard" | "private" | null;
};

const channel = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().nullish(),
  webUrl: z.string().nullish(),
  membershipType: z.string().nullish(),
});
/**
 * The channels of a team, for the application. Least permissions: Channel.Create.Group, ChannelSettings.Read.Group by the
 * app in the team. `graphUrl` without version.
 */
export function teams(graph: Graph, graphUrl: string) {
  return {
    ...teamPeople(graph, graphUrl),

    /** All channels of the team, private ones too. */
    async channels(teamId: string): Promise<TeamChannel[]> {
      const found: TeamChannel[] = [];
      for await (const page of graph.pages(path`/teams/${teamId}/channels`, channel)) {
        found.push(...page.map(readChannel));
      }
      return found;
    },

    /** The channel, or null when the team has it no more. */
    async channel(teamId: string, channelId: string): Promise<TeamChannel | null> {
      try {
        return readChannel(await graph.get(path`/teams/${teamId}/channels/${channelId}`, channel));
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    /** Makes a channel; a private one begins with its owner, who must be in the team. A taken name is refused with 400. */
    async createChannel(
      teamId: string,
      wanted: { name: string; description: string; kind: "standard" | "private"; ownerId: string },
    ): Promise<TeamChannel> {
      const { name, description, kind, ownerId } = wanted;
      const body = {
        displayName: name,
        description,
        membershipType: kind,
        ...(kind === "private" && { members: [memberOf(graphUrl, ownerId, true)] }),
      };
      return readChannel(await graph.post(path`/teams/${teamId}/channels`, body, channel, { once: true }));
    },

    /** Says what the channel is for; where people see it, and where we know it by. ChannelSettings.ReadWrite.All. */
    async describe(teamId: string, channelId: string, description: string): Promise<void> {
      await graph.patch(path`/teams/${teamId}/channels/${channelId}`, { description });
    },

    /**
     * Makes a channel read-only, or writable again; one that is so already is fine. ChannelSettings.ReadWrite.All: there
     * is no permission on one team for it.
     */
    async archiveChannel(teamId: string, channelId: string, archived: boolean): Promise<void> {
      const place = path`/teams/${teamId}/channels/${channelId}`;
      const { isArchived } = await graph.get(place, z.object({ isArchived: z.boolean().nullish() }));
      if ((isArchived ?? false) !== archived)
        await graph.post(`${place}/${archived ? "archive" : "unarchive"}`, {}, nothing);
    },
  };
}

function readChannel(found: z.output<typeof channel>): TeamChannel {
  const { id, displayName, description, webUrl, membershipType } = found;
  const kind = membershipType === "standard" || membershipType === "private" ? membershipType : null;
  return { id, name: displayName, description: description ?? "", webUrl: webUrl ?? null, kind };
}
