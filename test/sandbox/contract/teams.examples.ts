import { KEY_ACCOUNTS_TEAM, MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { channelIn, installed, memberOf, ONE_VOICE, peopleIds, rsc, teamsUrl } from "../teams/setting.ts";
import type { Example } from "./example.ts";

const team = `/teams/${KEY_ACCOUNTS_TEAM}`;
const channel = "/teams/{team-id}/channels/{channel-id}";
const bind = { "teamsApp@odata.bind": `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${ONE_VOICE}` };
const card = JSON.stringify({
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text: "Welcome" }],
});

const get = (operation: string, path: string, more: { prefer?: string; as?: string } = {}): Example => ({
  operation,
  ...(more.as !== undefined && { as: more.as }),
  request: () => ({ path, ...(more.prefer !== undefined && { prefer: more.prefer }) }),
});

const post = {
  body: { contentType: "html", content: '<p>Hello</p><attachment id="card-1"></attachment>' },
  attachments: [
    { id: "card-1", contentType: "application/vnd.microsoft.card.adaptive", content: card, name: null },
  ],
};

const news = {
  topic: { source: "text", value: "Line 4", webUrl: teamsUrl("deal-1") },
  activityType: "roomReady",
  previewText: { content: "The room is ready" },
  templateParameters: [{ name: "deal", value: "Line 4" }],
};

/** Requests to teams, channels, apps, chats and activity feeds. */
export const teamsExamples: readonly Example[] = [
  get("GET /users/{user-id}/joinedTeams", "/users/anna.kern@bergmann.example/joinedTeams"),
  {
    operation: "POST /teams",
    async request(t) {
      const [anna] = await peopleIds(t, "anna.kern");
      return {
        path: "/teams",
        body: {
          "template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
          displayName: "Helios deals",
          description: "All that Helios buys",
          members: [memberOf(anna!, "owner")],
        },
      };
    },
  },
  get("GET /teams/{team-id}", `${team}?$select=id,displayName,summary,memberSettings`),
  {
    operation: "PATCH /teams/{team-id}",
    request: () => ({
      path: team,
      body: { description: "Deals", memberSettings: { allowDeleteChannels: false } },
    }),
  },
  {
    operation: "GET /teams/{team-id}/operations/{teamsAsyncOperation-id}",
    async request(t) {
      const [anna] = await peopleIds(t, "anna.kern");
      const body = {
        displayName: "Board room",
        membershipType: "shared",
        members: [memberOf(anna!, "owner")],
      };
      const { headers } = await t.graph(t.asApp, "POST", `${team}/channels`, { body });
      return { path: headers["location"]! };
    },
  },
  get("GET /teams/{team-id}/members", `${team}/members?$top=5`),
  {
    operation: "POST /teams/{team-id}/members",
    async request(t) {
      const [person] = await peopleIds(t, "pavel.orlov");
      return { path: `/teams/${MANAGEMENT_TEAM}/members`, body: memberOf(person!) };
    },
  },
  {
    operation: "POST /teams/{team-id}/members/add",
    async request(t) {
      const [person] = await peopleIds(t, "pavel.orlov");
      const missing = "00000000-1111-4000-8000-000000000000";
      return {
        path: `/teams/${MANAGEMENT_TEAM}/members/add`,
        body: { values: [memberOf(person!), memberOf(missing)] },
      };
    },
  },
  get("GET /teams/{team-id}/primaryChannel", `${team}/primaryChannel`),
  get("GET /teams/{team-id}/allChannels", `${team}/allChannels`),
  get("GET /teams/{team-id}/incomingChannels", `${team}/incomingChannels`),
  get("GET /teams/{team-id}/channels", `${team}/channels?$filter=membershipType eq 'standard'`, {
    prefer: "include-unknown-enum-members",
  }),
  {
    operation: "POST /teams/{team-id}/channels",
    async request(t) {
      const [anna, pavel] = await peopleIds(t, "anna.kern", "pavel.orlov");
      const members = [memberOf(anna!, "owner"), memberOf(pavel!)];
      return {
        path: `${team}/channels`,
        body: { displayName: "Line 4", membershipType: "private", members },
      };
    },
  },
  { operation: `GET ${channel}`, request: async (t) => ({ path: await channelIn(t, "standard") }) },
  {
    operation: `PATCH ${channel}`,
    request: async (t) => ({ path: await channelIn(t, "standard"), body: { description: "New words" } }),
  },
  { operation: `DELETE ${channel}`, request: async (t) => ({ path: await channelIn(t, "private") }) },
  {
    operation: `POST ${channel}/archive`,
    request: async (t) => ({
      path: `${await channelIn(t, "standard")}/archive`,
      body: { shouldSetSpoSiteReadOnlyForMembers: true },
    }),
  },
  {
    operation: `POST ${channel}/unarchive`,
    async request(t) {
      const path = await channelIn(t, "standard");
      await t.graph(t.asApp, "POST", `${path}/archive`);
      await t.sandbox.clock.advance(t.seconds(10));
      return { path: `${path}/unarchive` };
    },
  },
  {
    operation: `GET ${channel}/members`,
    request: async (t) => ({ path: `${await channelIn(t, "private")}/members` }),
  },
  {
    operation: `POST ${channel}/members`,
    async request(t) {
      const [ivan] = await peopleIds(t, "ivan.petrov");
      return { path: `${await channelIn(t, "private")}/members`, body: memberOf(ivan!) };
    },
  },
  {
    operation: `POST ${channel}/members/add`,
    async request(t) {
      const [ivan, helen] = await peopleIds(t, "ivan.petrov", "helen.carter");
      const values = [memberOf(ivan!), memberOf(helen!)];
      return { path: `${await channelIn(t, "private")}/members/add`, body: { values } };
    },
  },
  {
    operation: `GET ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({ path: await memberPath(t) }),
  },
  {
    operation: `PATCH ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({
      path: await memberPath(t),
      body: { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: ["owner"] },
    }),
  },
  {
    operation: `DELETE ${channel}/members/{conversationMember-id}`,
    request: async (t) => ({ path: await memberPath(t) }),
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
  {
    operation: `GET ${channel}/tabs`,
    request: async (t) => ({ path: `${(await pinned(t)).all}?$expand=teamsApp` }),
  },
  {
    operation: `POST ${channel}/tabs`,
    async request(t) {
      await installed(t);
      return { path: `${await channelIn(t, "standard")}/tabs`, body: tab };
    },
  },
  {
    operation: `GET ${channel}/tabs/{teamsTab-id}`,
    request: async (t) => ({ path: `${(await pinned(t)).one}?$expand=teamsApp` }),
  },
  {
    operation: `PATCH ${channel}/tabs/{teamsTab-id}`,
    request: async (t) => ({ path: (await pinned(t)).one, body: { displayName: "Room" } }),
  },
  {
    operation: `DELETE ${channel}/tabs/{teamsTab-id}`,
    request: async (t) => ({ path: (await pinned(t)).one }),
  },
  {
    operation: `GET ${channel}/messages`,
    request: async (t) => ({ path: `${(await posted(t)).all}?$expand=replies&$top=5` }),
  },
  {
    operation: `POST ${channel}/messages`,
    as: "anna.kern",
    request: async (t) => ({ path: `${await channelIn(t, "standard")}/messages`, body: post }),
  },
  {
    operation: `GET ${channel}/messages/{chatMessage-id}`,
    request: async (t) => ({ path: (await posted(t)).one }),
  },
  {
    operation: `PATCH ${channel}/messages/{chatMessage-id}`,
    as: "anna.kern",
    request: async (t) => ({
      path: (await posted(t)).one,
      body: { body: { contentType: "text", content: "Changed" }, attachments: [] },
    }),
  },
  {
    operation: `GET ${channel}/messages/delta()`,
    request: async (t) => ({ path: `${(await posted(t)).all}/delta` }),
  },
  {
    operation: `GET ${channel}/messages/{chatMessage-id}/replies`,
    async request(t) {
      const path = `${(await posted(t)).one}/replies`;
      await t.graph(t.asUser("anna.kern"), "POST", path, { body: { body: { content: "Yes" } } });
      return { path };
    },
  },
  {
    operation: `POST ${channel}/messages/{chatMessage-id}/replies`,
    as: "anna.kern",
    request: async (t) => ({ path: `${(await posted(t)).one}/replies`, body: { body: { content: "Yes" } } }),
  },
  {
    operation: `GET ${channel}/filesFolder`,
    request: async (t) => ({ path: `${await channelIn(t, "standard")}/filesFolder` }),
  },
  get(
    "GET /appCatalogs/teamsApps",
    "/appCatalogs/teamsApps?$filter=distributionMethod eq 'organization'&$expand=appDefinitions",
  ),
  {
    operation: "GET /teams/{team-id}/installedApps",
    async request(t) {
      await installed(t);
      return { path: `${team}/installedApps?$expand=teamsApp,teamsAppDefinition` };
    },
  },
  {
    operation: "POST /teams/{team-id}/installedApps",
    request: () => ({ path: `${team}/installedApps`, body: { ...bind, consentedPermissionSet: rsc } }),
  },
  {
    operation: "DELETE /teams/{team-id}/installedApps/{teamsAppInstallation-id}",
    request: async (t) => ({ path: `${team}/installedApps/${await installed(t)}` }),
  },
  {
    operation: "GET /users/{user-id}/teamwork/installedApps",
    request: async (t) => ({ path: `${(await installedForAnna(t)).all}?$expand=teamsApp` }),
  },
  {
    operation: "POST /users/{user-id}/teamwork/installedApps",
    request: () => ({ path: `${anna}/teamwork/installedApps`, body: bind }),
  },
  {
    operation: "DELETE /users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}",
    request: async (t) => ({ path: (await installedForAnna(t)).one }),
  },
];
