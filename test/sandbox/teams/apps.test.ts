import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { oneVoiceTeamsApp } from "../../../server/sandbox/seed/one-voice-app.ts";
import { registerApp } from "../../../server/sandbox/teams/catalog.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import {
  ANNAS_APPS,
  CHAT_APP,
  chatWithApp,
  forPerson,
  installedForAnna,
  tab,
  withChatApp,
} from "./apps-setting.ts";
import { bindApp, channelIn, column, installed, ONE_VOICE, rscOf, TEAM } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const inTeam = { ...bindApp(), consentedPermissionSet: rscOf("Group") };
const install = (body: object, as = t.asApp) => t.graph(as, "POST", `${TEAM}/installedApps`, { body });

/** Leaves the application with these permissions only. */
async function only(...application: string[]): Promise<void> {
  await t.outside("POST", "/consent", { action: "revoke" });
  await t.outside("POST", "/consent", { action: "grant", application });
  t.forgetTokens();
}

describe("the catalogue", () => {
  test("knows an app by the manifest's id, and gives it another one", async () => {
    const { externalId } = oneVoiceTeamsApp;
    const path = `/appCatalogs/teamsApps?$filter=externalId eq '${externalId}'`;
    expect(await column(t, path, "id")).toEqual([ONE_VOICE]);
    expect(ONE_VOICE).not.toBe(externalId);
    expect((await install({ ...inTeam, ...bindApp(externalId) })).status).toBe(404);
    expect((await install(inTeam)).status).toBe(201);
  });

  test("tells what permissions the app asks for where it is installed", async () => {
    const path = "/appCatalogs/teamsApps?$expand=appDefinitions($select=authorization)";
    const [definitions] = (await column(t, path, "appDefinitions")) as { authorization: unknown }[][];
    expect(definitions?.[0]?.authorization).toMatchObject({
      clientAppId: t.sandbox.app.clientId,
      requiredPermissionSet: {
        resourceSpecificPermissions: expect.arrayContaining(rscOf("Group").resourceSpecificPermissions),
      },
    });
  });
});

describe("installing an app", () => {
  test("needs consent to exactly what it asks for, happens once, and can be undone", async () => {
    expect((await install(bindApp())).status).toBe(400);
    const [first] = rscOf("Group").resourceSpecificPermissions;
    const some = { ...bindApp(), consentedPermissionSet: { resourceSpecificPermissions: [first] } };
    expect((await install(some)).status).toBe(400);
    const more = {
      ...rscOf("Group").resourceSpecificPermissions,
      0: { permissionType: "application", permissionValue: "Files.Read.Group" },
    };
    const wrong = {
      ...bindApp(),
      consentedPermissionSet: { resourceSpecificPermissions: Object.values(more) },
    };
    expect((await install(wrong)).status).toBe(400);
    const id = await installed(t);
    expect((await install(inTeam)).status).toBe(409);
    expect(await column(t, `${TEAM}/installedApps`, "id")).toEqual([id]);
    expect((await t.graph(t.asApp, "DELETE", `${TEAM}/installedApps/${id}`)).status).toBe(204);
    expect((await t.graph(t.asApp, "DELETE", `${TEAM}/installedApps/${id}`)).status).toBe(404);
    expect(await column(t, `${TEAM}/installedApps`, "id")).toEqual([]);
  });

  test.each([
    ["without an app", {}],
    [
      "with a link to something else",
      { "teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/users('x')" },
    ],
  ])("%s is refused", async (_story, body) => {
    expect((await install(body)).status).toBe(400);
  });

  test("gives the app its permissions in that team, and in no other, until it is removed", async () => {
    await installed(t);
    await only("TeamsAppInstallation.ReadWriteForTeam.All");
    const make = (team: string) =>
      t.graph(t.asApp, "POST", `${team}/channels`, { body: { displayName: "By consent" } });
    expect((await make(TEAM)).status).toBe(201);
    expect((await make(`/teams/${MANAGEMENT_TEAM}`)).status).toBe(403);
    const [id] = await column(t, `${TEAM}/installedApps`, "id");
    await t.graph(t.asApp, "DELETE", `${TEAM}/installedApps/${id}`);
    expect((await make(TEAM)).status).toBe(403);
  });

  test("with a permission for itself alone an application installs no other app", async () => {
    await withChatApp(t);
    await only(
      "TeamsAppInstallation.ReadWriteSelfForTeam.All",
      "TeamsAppInstallation.ReadWriteSelfForUser.All",
    );
    const other = registerApp(t.sandbox.tenant, {
      externalId: crypto.randomUUID(),
      displayName: "Somebody else's",
    });
    expect((await install(bindApp(other.id))).status).toBe(403);
    expect((await install(bindApp(CHAT_APP))).status).toBe(201);
    expect((await t.graph(t.asApp, "POST", ANNAS_APPS, { body: bindApp(other.id) })).status).toBe(403);
  });

  test("for a person: once, by themselves or an application, and never for others", async () => {
    await installedForAnna(t);
    expect((await t.graph(t.asApp, "POST", ANNAS_APPS, { body: forPerson })).status).toBe(409);
    expect((await t.graph(t.asUser("pavel.orlov"), "POST", ANNAS_APPS, { body: forPerson })).status).toBe(
      403,
    );
    const { status } = await t.graph(t.asUser("pavel.orlov"), "POST", "/me/teamwork/installedApps", {
      body: forPerson,
    });
    expect(status).toBe(201);
  });

  test("an app that is not for chats is refused there", async () => {
    const chat = await chatWithApp(t);
    const { status } = await t.graph(t.asApp, "POST", `${chat}/installedApps`, { body: bindApp() });
    expect(status).toBe(400);
  });

  test("policy can keep people from an app", async () => {
    const blocked = { users: ["anna.kern@bergmann.example"] };
    expect((await t.outside("PUT", `/teamsApps/${ONE_VOICE}/blocked`, blocked)).status).toBe(204);
    const { status, body } = await t.graph(t.asApp, "POST", ANNAS_APPS, { body: forPerson });
    expect([status, body["error"]?.["message"]]).toEqual([
      403,
      expect.stringContaining("blocked by app permission policy"),
    ]);
    await t.outside("PUT", `/teamsApps/${ONE_VOICE}/blocked`, { users: [] });
    expect((await t.graph(t.asApp, "POST", ANNAS_APPS, { body: forPerson })).status).toBe(201);
  });

  test("an app without a bot has no chat with the person", async () => {
    expect((await t.graph(t.asApp, "GET", `${await installedForAnna(t)}/chat`)).status).toBe(404);
  });
});

describe("pinning a tab", () => {
  const pin = async (body: object, kind: "standard" | "private" | "shared" = "standard") =>
    t.graph(t.asApp, "POST", `${await channelIn(t, kind)}/tabs`, { body });

  test("needs the app installed in the team, and its catalogue id", async () => {
    expect((await pin(tab)).status).toBe(400);
    await installed(t);
    expect((await pin({ ...tab, ...bindApp(oneVoiceTeamsApp.externalId) }, "private")).status).toBe(404);
    const { status, body } = await pin(tab, "shared");
    expect([status, body["displayName"], body["configuration"]?.["entityId"]]).toEqual([
      201,
      "Deal room",
      "deal-1",
    ]);
    expect(body["webUrl"]).toContain(
      `https://teams.microsoft.com/l/entity/${oneVoiceTeamsApp.externalId}/deal-1?`,
    );
  });

  test.each([
    ["no name", { ...tab, displayName: "" }],
    ["no configuration", { ...tab, configuration: undefined }],
    ["no entity id", { ...tab, configuration: { ...tab.configuration, entityId: null } }],
    ["no address of its content", { ...tab, configuration: { ...tab.configuration, contentUrl: null } }],
    ["an address that is none", { ...tab, configuration: { ...tab.configuration, contentUrl: "tab.html" } }],
    ["no app", { displayName: tab.displayName, configuration: tab.configuration }],
  ])("a configurable one with %s is refused", async (_story, body) => {
    await installed(t);
    expect((await pin(body)).status).toBe(400);
  });

  test("a static one has name and addresses from the manifest: sending them is refused, and so is changing them", async () => {
    const page = { contentUrl: "https://x.example/a", websiteUrl: "https://x.example/b" };
    const app = registerApp(t.sandbox.tenant, {
      externalId: crypto.randomUUID(),
      displayName: "Static",
      hasConfigurableTab: false,
      staticTabs: [{ entityId: "home", name: "Home", ...page, scopes: ["team"] }],
    });
    await install(bindApp(app.id));
    const tabs = `${await channelIn(t, "standard")}/tabs`;
    const pin = (body: object) => t.graph(t.asApp, "POST", tabs, { body: { ...bindApp(app.id), ...body } });
    expect((await pin({ displayName: "Mine" })).status).toBe(400);
    expect((await pin({ configuration: tab.configuration })).status).toBe(400);
    const { status, body } = await pin({});
    expect([status, body["displayName"], body["configuration"]?.["contentUrl"]]).toEqual([
      201,
      "Home",
      page.contentUrl,
    ]);
    const { status: changed } = await t.graph(t.asApp, "PATCH", `${tabs}/${body["id"]}`, {
      body: { displayName: "Mine" },
    });
    expect(changed).toBe(400);
  });

  test("an app that does not say so works in standard channels only", async () => {
    await withChatApp(t);
    await install(bindApp(CHAT_APP));
    const own = { ...tab, ...bindApp(CHAT_APP) };
    expect((await pin(own)).status).toBe(201);
    expect((await pin(own, "private")).status).toBe(400);
    expect((await pin(own, "shared")).status).toBe(400);
  });

  test("is refused in private channels while Microsoft pauses apps there", async () => {
    await installed(t);
    await t.outside("PUT", "/privateChannelApps", { paused: true });
    const { status, body } = await pin(tab, "private");
    expect([status, body["error"]?.["message"]]).toEqual([403, "Apps are paused in private channels."]);
    expect((await pin(tab, "standard")).status).toBe(201);
    await t.outside("PUT", "/privateChannelApps", { paused: false });
    const [, path] = [await column(t, `${TEAM}/channels`, "id"), `${TEAM}/channels`];
    const [id] = await column(t, `${path}?$filter=membershipType eq 'private'`, "id");
    expect((await t.graph(t.asApp, "POST", `${path}/${id}/tabs`, { body: tab })).status).toBe(201);
  });

  test("it is changed and taken away again", async () => {
    await installed(t);
    const tabs = `${await channelIn(t, "standard")}/tabs`;
    const made = await t.graph(t.asApp, "POST", tabs, { body: tab });
    const one = `${tabs}/${made.body["id"]}`;
    expect(
      (await t.graph(t.asApp, "PATCH", one, { body: { displayName: "Room" } })).body["displayName"],
    ).toBe("Room");
    expect((await t.graph(t.asApp, "DELETE", one)).status).toBe(204);
    expect(await column(t, tabs, "id")).toEqual([]);
  });
});
