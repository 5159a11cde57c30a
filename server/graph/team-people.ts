import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

const member = z.object({
  id: z.string(),
  userId: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
  displayName: z.string().nullish(),
  email: z.string().nullish(),
});

/** Somebody in a private or shared channel, perhaps of another organisation. Ids and addresses in lower case. */
export type ChannelPerson = { id: string; name: string; mail: string; isOwner: boolean };

/** A person as a member of a team or channel, in the form that Graph takes. */
export function memberOf(graphUrl: string, personId: string, owner: boolean): object {
  return {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles: owner ? ["owner"] : [],
    "user@odata.bind": `${graphUrl}/v1.0/users('${personId}')`,
  };
}

/**
 * Who is in a team and in its private channels, for the application. Least permissions: TeamMember.Read.Group,
 * ChannelMember.ReadWrite.Group by the app in the team; TeamMember.ReadWriteNonOwnerRole.All to let people into it and out again.
 */
export function teamPeople(graph: Graph, graphUrl: string) {
  return {
    /** Ids of the people in the team. */
    teamMembers: (teamId: string) => memberIds(graph, path`/teams/${teamId}/members`),

    /** Lets a person into the team; one who is in it already is fine. */
    async joinTeam(teamId: string, personId: string): Promise<void> {
      await graph
        .post(path`/teams/${teamId}/members`, memberOf(graphUrl, personId, false), nothing)
        .catch(unlessThere);
    },

    /** Takes a person out of the team; one who is not in it, or owns it, is let be. */
    async leaveTeam(teamId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/members`;
      for (const { id, roles } of await seatsOf(graph, members, personId))
        if (!roles?.includes("owner"))
          await graph.remove(`${members}/${encodeURIComponent(id)}`).catch(unlessGone);
    },

    /** The people in a private or shared channel. */
    async channelMembers(teamId: string, channelId: string): Promise<ChannelPerson[]> {
      const found = await membersOf(graph, path`/teams/${teamId}/channels/${channelId}/members`);
      return found.flatMap(({ userId, roles, displayName, email }) => {
        if (!userId) return [];
        const mail = (email ?? "").toLowerCase();
        const isOwner = roles?.includes("owner") ?? false;
        return [{ id: userId.toLowerCase(), name: displayName ?? mail, mail, isOwner }];
      });
    },

    /** Lets a person into a private channel, as one of the team, or into a shared one; one who is in it already is fine. */
    async joinChannel(teamId: string, channelId: string, personId: string, owner: boolean): Promise<void> {
      await graph
        .post(
          path`/teams/${teamId}/channels/${channelId}/members`,
          memberOf(graphUrl, personId, owner),
          nothing,
        )
        .catch(unlessThere);
    },

    /** Makes a member of a private or shared channel one of its owners. */
    async ownChannel(teamId: string, channelId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/channels/${channelId}/members`;
      for (const { id } of await seatsOf(graph, members, personId)) {
        const body = { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: ["owner"] };
        await graph.patch(`${members}/${encodeURIComponent(id)}`, body);
      }
    },

    /** Makes an owner of a private or shared channel a member again; the last owner stays one. */
    async disownChannel(teamId: string, channelId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/channels/${channelId}/members`;
      const all = await membersOf(graph, members);
      if (all.filter(({ roles }) => roles?.includes("owner")).length < 2) return;
      for (const { id, userId } of all)
        if (userId?.toLowerCase() === personId.toLowerCase()) {
          const body = { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: [] };
          await graph.patch(`${members}/${encodeURIComponent(id)}`, body);
        }
    },

    /** Takes a person out of a private or shared channel; one who is not in it is fine. */
    async leaveChannel(teamId: string, channelId: string, personId: string): Promise<void> {
      const members = path`/teams/${teamId}/channels/${channelId}/members`;
      // A removal whose reply was lost is done: asked again, the seat is gone.
      for (const { id } of await seatsOf(graph, members, personId))
        await graph.remove(`${members}/${encodeURIComponent(id)}`).catch(unlessGone);
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

function unlessThere(error: unknown): void {
  if (!(error instanceof GraphRefused && error.status === 409)) throw error;
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
