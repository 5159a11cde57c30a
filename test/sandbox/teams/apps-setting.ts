import { registerApp } from "../../../server/sandbox/teams/catalog.ts";
import type { TestSandbox } from "../support/open.ts";
import { bindApp, memberOf, rscOf } from "./setting.ts";

/** The catalogue's id of an app for chats with a bot, which asks for no permissions. */
export const CHAT_APP = "ca7a1060-0000-4000-8000-0000000000cc";

/** The path of what is installed for Anna. */
export const ANNAS_APPS = "/users/anna.kern@bergmann.example/teamwork/installedApps";

/** A page of "One Voice" to be pinned. */
export const tab = {
  displayName: "Deal room",
  ...bindApp(),
  configuration: {
    entityId: "deal-1",
    contentUrl: "https://onevoice.example/tab?deal=1",
    websiteUrl: "https://onevoice.example/deals/1",
    removeUrl: null,
  },
};

/** The body that installs "One Voice" for a person. */
export const forPerson = { ...bindApp(), consentedPermissionSet: rscOf("User") };

/** The body of a chat of Anna, Pavel and Ivan. */
export const newGroupChat = {
  chatType: "group",
  topic: "Line 4",
  members: ["anna.kern", "pavel.orlov", "ivan.petrov"].map((name) =>
    memberOf(`${name}@bergmann.example`, "owner"),
  ),
};

/** Makes that chat; its path. */
export async function groupChat(t: TestSandbox): Promise<string> {
  const { body } = await t.graph(t.asUser("anna.kern"), "POST", "/chats", { body: newGroupChat });
  return `/chats/${body["id"]}`;
}

/** Puts the app for chats into the catalogue, and lets the application install apps in chats. */
export async function withChatApp(t: TestSandbox): Promise<void> {
  const application = ["TeamsAppInstallation.ReadWriteForChat.All"];
  await t.outside("POST", "/consent", { action: "grant", application });
  t.forgetTokens();
  registerApp(t.sandbox.tenant, {
    id: CHAT_APP,
    externalId: "1f0e5a3c-0000-4000-8000-0000000000cc",
    displayName: "Helper",
    clientAppId: t.sandbox.app.clientId,
    hasBot: true,
    activityTypes: [{ type: "roomReady", description: "A room", templateText: "Ready: {deal}" }],
  });
}

/** Makes a chat with that app in it; its path. */
export async function chatWithApp(t: TestSandbox): Promise<string> {
  await withChatApp(t);
  const chat = await groupChat(t);
  await t.graph(t.asApp, "POST", `${chat}/installedApps`, { body: bindApp(CHAT_APP) });
  return chat;
}

/** Installs an app for Anna; the path of the installation. */
export async function installedForAnna(t: TestSandbox, body: object = forPerson): Promise<string> {
  const { headers } = await t.graph(t.asApp, "POST", ANNAS_APPS, { body });
  return `${ANNAS_APPS}/${/'(.+)'/.exec(headers["location"]!)?.[1]}`;
}
