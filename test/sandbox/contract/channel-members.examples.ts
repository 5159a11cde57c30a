import type { TestSandbox } from "../support/open.ts";
import { channelIn, memberOf, peopleIds } from "../teams/setting.ts";
import type { Example } from "./example.ts";

const channel = "/teams/{team-id}/channels/{channel-id}";

/** The path of Pavel's seat in a private channel of Anna's. */
async function pavelsSeat(t: TestSandbox): Promise<string> {
  const all = `${await channelIn(t, "private")}/members`;
  const { body } = await t.graph<{ value: { id: string; email: string }[] }>(t.asApp, "GET", all);
  return `${all}/${body.value.find(({ email }) => email.startsWith("pavel"))?.id}`;
}

/** Requests about who is in a channel. */
export const channelMembersExamples: readonly Example[] = [
  {
    operation: `GET ${channel}/members`,
    request: async (t) => ({ path: `${await channelIn(t, "private")}/members` }),
  },
  {
    operation: `POST ${channel}/members`,
    async request(t) {
      const [ivan] = await peopleIds(t, "ivan.petrov");
      return { path: `${await channelIn(t, "private")}/members`, body: memberOf(ivan) };
    },
  },
  {
    operation: `POST ${channel}/members/add`,
    async request(t) {
      const [ivan, helen] = await peopleIds(t, "ivan.petrov", "helen.carter");
      const values = [memberOf(ivan), memberOf(helen)];
      return { path: `${await channelIn(t, "private")}/members/add`, body: { values } };
    },
  },
  {
    operation: `GET ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({ path: await pavelsSeat(t) }),
  },
  {
    operation: `PATCH ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({
      path: await pavelsSeat(t),
      body: { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: ["owner"] },
    }),
  },
  {
    operation: `DELETE ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({ path: await pavelsSeat(t) }),
  },
  {
    operation: `GET ${channel}/allMembers`,
    request: async (t) => ({ path: `${await channelIn(t, "shared")}/allMembers` }),
  },
  {
    operation: `GET ${channel}/sharedWithTeams`,
    request: async (t) => ({ path: `${await channelIn(t, "shared")}/sharedWithTeams` }),
  },
  {
    operation: `GET ${channel}/doesUserHaveAccess(userId='@userId',tenantId='@tenantId',userPrincipalName='@userPrincipalName')`,
    async request(t) {
      const [anna] = await peopleIds(t, "anna.kern");
      return { path: `${await channelIn(t, "private")}/doesUserHaveAccess(userId='${anna}')` };
    },
  },
];
