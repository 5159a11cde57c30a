import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { isGone } from "./errors.ts";
import { ownTeams, readOperation } from "./own-teams.ts";
import { memberOf, teamPeople } from "./team-people.ts";

/** What kind of a channel one is. In a shared one there may be people of other organisations. */
export type ChannelKind = "standard" | "private" | "shared";

/** A channel of a team; `kind` null for a kind that came to Teams after this was written. */
export type TeamChannel = {
  id: string;
  name: string;
  description: string;
  webUrl: string | null;
  kind: ChannelKind | null;
};

/** A channel as it is wanted. */
type Wanted = { name: string; description: string; kind: ChannelKind; ownerId: string };

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
    ...ownTeams(graph, graphUrl),

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
    async createChannel(teamId: string, wanted: Wanted): Promise<TeamChannel> {
      const place = path`/teams/${teamId}/channels`;
      return readChannel(await graph.post(place, bodyOf(wanted, graphUrl), channel, { once: true }));
    },

    /** Begins to make a shared channel; what `standing` asks by, null where Teams does not say. */
    async beginChannel(teamId: string, wanted: Wanted): Promise<string | null> {
      return readOperation(await graph.begin(path`/teams/${teamId}/channels`, bodyOf(wanted, graphUrl)));
    },

    /** Takes a channel away; one that is gone is fine. Channel.Delete.Group. */
    async deleteChannel(teamId: string, channelId: string): Promise<void> {
      try {
        await graph.remove(path`/teams/${teamId}/channels/${channelId}`);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
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

function bodyOf({ name, description, kind, ownerId }: Wanted, graphUrl: string): object {
  return {
    displayName: name,
    description,
    membershipType: kind,
    ...(kind !== "standard" && { members: [memberOf(graphUrl, ownerId, true)] }),
  };
}

const KINDS: ReadonlySet<string> = new Set<ChannelKind>(["standard", "private", "shared"]);

function readChannel(found: z.output<typeof channel>): TeamChannel {
  const { id, displayName, description, webUrl, membershipType } = found;
  const kind = KINDS.has(membershipType ?? "") ? (membershipType as ChannelKind) : null;
  return { id, name: displayName, description: description ?? "", webUrl: webUrl ?? null, kind };
}
