import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

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
const member = z.object({
  id: z.string(),
  userId: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
});

/**
 * Channels and who is in them, for the application. Least permissions: Channel.Create.Group,
 * ChannelSettings.Read.Group, TeamMember.Read.Group, ChannelMember.ReadWrite.Group by the app in the team;
 * TeamMember.ReadWriteNonOwnerRole.All to let people into the team. `graphUrl` without version.
 */
export function teams(graph: Graph, graphUrl: string) {
  const memberBody = (personId: string, owner: boolean) => ({
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles: owner ? ["owner"] : [],
    "user@odata.bind": `${graphUrl}/v1.0/users('${personId}')`,
  });

  return {
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
        ...(kind === "private" && { members: [memberBody(ownerId, true)] }),
      };
      return readChannel(await graph.post(path`/teams/${teamId}/channels`, body, channel, { once: true }));
    },

    /** Says what the channel is for; where people see it, and where we know it by. ChannelSettings.ReadWrite.Group. */
    async describe(teamId: string, channelId: string, description: string): Promise<void> {
      await graph.patch(path`/teams/${teamId}/channels/${channelId}`, { description });
    },

    /** Ids of the people in the team. */
    teamMembers: (teamId: string) => memberIds(graph, path`/teams/${teamId}/members`),

    /** Lets a person into the team; one who is in it already is fine. */
    async joinTeam(teamId: string, personId: string): Promise<void> {
      await graph
        .post(path`/teams/${teamId}/members`, memberBody(personId, false), nothing)
        .catch(unlessThere);
    },

    /** The people in a private channel, by id in lower case. */
    async channelMembers(teamId: string, channelId: string): Promise<Map<string, "owner" | "member">> {
      const found = await membersOf(graph, path`/teams/${teamId}/channels/${channelId}/members`);
      return new Map(
        found.flatMap(({ userId, roles }) =>
          userId ? [[userId.toLowerCase(), roles?.includes("owner") ? "owner" : "member"] as const] : [],
        ),
      );
    },

    /** Lets a person of the team into a private channel; one who is in it already is fine. */
    async joinChannel(teamId: string, channelId: string, personId: string, owner: boolean): Promise<void> {
      await graph
        .post(path`/teams/${teamId}/channels/${channelId}/members`, memberBody(personId, owner), nothing)
        .catch(unlessThere);
    },

    /** Makes a member of a private channel one of its owners. */
    async ownChannel(teamId: string, channelId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/channels/${channelId}/members`;
      for (const { id } of await seatsOf(graph, members, personId)) {
        const body = { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: ["owner"] };
        await graph.patch(`${members}/${encodeURIComponent(id)}`, body);
      }
    },

    /** Takes a person out of a private channel; one who is not in it is fine. */
    async leaveChannel(teamId: string, channelId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/channels/${channelId}/members`;
      for (const { id } of await seatsOf(graph, members, personId))
        await graph.remove(`${members}/${encodeURIComponent(id)}`);
    },
  };
}

type Member = z.output<typeof member>;

async function membersOf(graph: Graph, members: string): Promise<Member[]> {
  const found: Member[] = [];
  for await (const page of graph.pages(members, member)) found.push(...page);
  return found;
}

async function seatsOf(graph: Graph, members: string, personId: string): Promise<Member[]> {
  const all = await membersOf(graph, members);
  return all.filter(({ userId }) => userId?.toLowerCase() === personId.toLowerCase());
}

async function memberIds(graph: Graph, members: string): Promise<Set<string>> {
  const found = await membersOf(graph, members);
  return new Set(found.flatMap(({ userId }) => userId?.toLowerCase() ?? []));
}

function readChannel(found: z.output<typeof channel>): TeamChannel {
  const { id, displayName, description, webUrl, membershipType } = found;
  const kind = membershipType === "standard" || membershipType === "private" ? membershipType : null;
  return { id, name: displayName, description: description ?? "", webUrl: webUrl ?? null, kind };
}

function unlessThere(error: unknown): void {
  if (!(error instanceof GraphRefused && error.status === 409)) throw error;
}
