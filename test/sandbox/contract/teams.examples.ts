import { MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { channelIn, memberOf, newChannel, pass, peopleIds, TEAM } from "../teams/setting.ts";
import { type Example, get } from "./example.ts";

const channel = "/teams/{team-id}/channels/{channel-id}";

/** Requests to teams, who is in them, and their channels. */
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
          members: [memberOf(anna, "owner")],
        },
      };
    },
  },
  get("GET /teams/{team-id}", `${TEAM}?$select=id,displayName,summary,memberSettings`),
  {
    operation: "PATCH /teams/{team-id}",
    request: () => ({
      path: TEAM,
      body: { description: "Deals", memberSettings: { allowDeleteChannels: false } },
    }),
  },
  {
    operation: "GET /teams/{team-id}/operations/{teamsAsyncOperation-id}",
    async request(t) {
      const body = newChannel("shared", "Board room");
      const { headers } = await t.graph(t.asApp, "POST", `${TEAM}/channels`, { body });
      return { path: headers["location"]! };
    },
  },
  get("GET /teams/{team-id}/members", `${TEAM}/members?$top=5`),
  {
    operation: "POST /teams/{team-id}/members",
    async request(t) {
      const [person] = await peopleIds(t, "pavel.orlov");
      return { path: `/teams/${MANAGEMENT_TEAM}/members`, body: memberOf(person) };
    },
  },
  {
    operation: "POST /teams/{team-id}/members/add",
    async request(t) {
      const [person] = await peopleIds(t, "pavel.orlov");
      const missing = "00000000-1111-4000-8000-000000000000";
      return {
        path: `/teams/${MANAGEMENT_TEAM}/members/add`,
        body: { values: [memberOf(person), memberOf(missing)] },
      };
    },
  },
  {
    operation: "DELETE /teams/{team-id}/members/{conversationMember-id}",
    async request(t) {
      const [person] = await peopleIds(t, "pavel.orlov");
      const place = `/teams/${MANAGEMENT_TEAM}/members`;
      const { body } = await t.graph(t.asApp, "POST", place, { body: memberOf(person) });
      return { path: `${place}/${encodeURIComponent(String(body["id"]))}` };
    },
  },
  get("GET /teams/{team-id}/primaryChannel", `${TEAM}/primaryChannel`),
  get("GET /teams/{team-id}/allChannels", `${TEAM}/allChannels`),
  get("GET /teams/{team-id}/incomingChannels", `${TEAM}/incomingChannels`),
  get("GET /teams/{team-id}/channels", `${TEAM}/channels?$filter=membershipType eq 'standard'`, {
    prefer: "include-unknown-enum-members",
  }),
  {
    operation: "POST /teams/{team-id}/channels",
    request: () => ({ path: `${TEAM}/channels`, body: newChannel("private", "Line 4") }),
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
      await pass(t, "PT10S");
      return { path: `${path}/unarchive` };
    },
  },
  {
    operation: `GET ${channel}/filesFolder`,
    request: async (t) => ({ path: `${await channelIn(t, "standard")}/filesFolder` }),
  },
];
