import type { TestSandbox } from "../support/open.ts";
import {
  ANNAS_APPS,
  CHAT_APP,
  chatWithApp,
  forPerson,
  groupChat,
  installedForAnna,
  tab,
  withChatApp,
} from "../teams/apps-setting.ts";
import { bindApp, channelIn, installed, rscOf, TEAM } from "../teams/setting.ts";
import { type Example, get } from "./example.ts";

const channel = "/teams/{team-id}/channels/{channel-id}";

/** Pins the page in a channel where the app is installed; the paths of all tabs and of this one. */
async function pinned(t: TestSandbox): Promise<{ all: string; one: string }> {
  await installed(t);
  const all = `${await channelIn(t, "standard")}/tabs`;
  const { body } = await t.graph(t.asApp, "POST", all, { body: tab });
  return { all, one: `${all}/${body["id"]}` };
}

/** Requests to the catalogue, installations and tabs. */
export const appsExamples: readonly Example[] = [
  get(
    "GET /appCatalogs/teamsApps",
    "/appCatalogs/teamsApps?$filter=distributionMethod eq 'organization'&$expand=appDefinitions",
  ),
  {
    operation: "GET /teams/{team-id}/installedApps",
    async request(t) {
      await installed(t);
      return { path: `${TEAM}/installedApps?$expand=teamsApp,teamsAppDefinition` };
    },
  },
  {
    operation: "POST /teams/{team-id}/installedApps",
    request: () => ({
      path: `${TEAM}/installedApps`,
      body: { ...bindApp(), consentedPermissionSet: rscOf("Group") },
    }),
  },
  {
    operation: "DELETE /teams/{team-id}/installedApps/{teamsAppInstallation-id}",
    request: async (t) => ({ path: `${TEAM}/installedApps/${await installed(t)}` }),
  },
  {
    operation: "GET /users/{user-id}/teamwork/installedApps",
    async request(t) {
      await installedForAnna(t);
      return { path: `${ANNAS_APPS}?$expand=teamsApp` };
    },
  },
  {
    operation: "POST /users/{user-id}/teamwork/installedApps",
    request: () => ({ path: ANNAS_APPS, body: forPerson }),
  },
  {
    operation: "DELETE /users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}",
    request: async (t) => ({ path: await installedForAnna(t) }),
  },
  {
    operation: "GET /users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}/chat",
    async request(t) {
      await withChatApp(t);
      return { path: `${await installedForAnna(t, bindApp(CHAT_APP))}/chat` };
    },
  },
  {
    operation: "POST /chats/{chat-id}/installedApps",
    async request(t) {
      await withChatApp(t);
      return { path: `${await groupChat(t)}/installedApps`, body: bindApp(CHAT_APP) };
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
    operation: "POST /chats/{chat-id}/tabs",
    request: async (t) => ({ path: `${await chatWithApp(t)}/tabs`, body: { ...tab, ...bindApp(CHAT_APP) } }),
  },
];
