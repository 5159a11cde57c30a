import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { registerApp } from "../../../server/sandbox/teams/catalog.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { CHAT_APP, chatWithApp, installedForAnna } from "./apps-setting.ts";
import { bindApp, channelIn, installed, ONE_VOICE, peopleIds, TEAM, teamsUrl } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const news = {
  topic: { source: "text", value: "Line 4", webUrl: teamsUrl("deal-1") },
  activityType: "roomReady",
  previewText: { content: "The room is ready" },
  templateParameters: [{ name: "deal", value: "Line 4" }],
};
const anna = "/users/anna.kern@bergmann.example/teamwork/sendActivityNotification";
const tell = (body: object = news, as = t.asApp) => t.graph(as, "POST", anna, { body });

/** What someone's activity feed shows. */
async function feedOf(who: string): Promise<{ title: string; previewText: string; activityType: string }[]> {
  const { body } = await t.outside<{ value: { title: string; previewText: string; activityType: string }[] }>(
    "GET",
    `/users/${who}@bergmann.example/activityFeed`,
  );
  return body.value;
}

describe("a line in someone's activity feed", () => {
  test("needs the app installed for them", async () => {
    const { status, body } = await tell();
    expect(status).toBe(403);
    expect(body["error"]?.["message"]).toContain("Ensure that the expected Teams app is installed");
    await installedForAnna(t);
    expect((await tell()).status).toBe(204);
    expect(await feedOf("anna.kern")).toMatchObject([
      {
        title: "The deal room is ready: Line 4",
        previewText: "The room is ready",
        activityType: "roomReady",
      },
    ]);
  });

  test("cannot come from an app that is another's", async () => {
    const app = registerApp(t.sandbox.tenant, {
      externalId: crypto.randomUUID(),
      displayName: "Somebody else's",
    });
    await installedForAnna(t, bindApp(app.id));
    expect((await tell()).status).toBe(403);
  });

  test("fails where two apps there have the same application behind them", async () => {
    const { clientId: clientAppId } = t.sandbox.app;
    const twin = registerApp(t.sandbox.tenant, {
      externalId: crypto.randomUUID(),
      displayName: "Twin",
      clientAppId,
    });
    await installedForAnna(t);
    await installedForAnna(t, bindApp(twin.id));
    expect((await tell()).status).toBe(409);
    expect((await tell({ ...news, teamsAppId: ONE_VOICE })).status).toBe(204);
  });

  test.each<[string, object, number]>([
    ["a kind the manifest does not have", { activityType: "unheardOf" }, 400],
    ["no parameter of the template", { templateParameters: [] }, 400],
    [
      "a parameter the template lacks",
      { templateParameters: [...news.templateParameters, { name: "x", value: "y" }] },
      400,
    ],
    ["free text without a link", { topic: { source: "text", value: "Line 4" } }, 400],
    [
      "a link that leads out of Teams",
      { topic: { ...news.topic, webUrl: "https://onevoice.example/deals/1" } },
      400,
    ],
    ["no topic", { topic: undefined }, 400],
    ["an unknown source", { topic: { ...news.topic, source: "mail" } }, 400],
    [
      "a place that is not the person's",
      { topic: { source: "entityUrl", value: `https://graph.microsoft.com/v1.0${TEAM}` } },
      400,
    ],
    [
      "free words of its own",
      {
        activityType: "systemDefault",
        templateParameters: [{ name: "systemDefaultText", value: "Look here" }],
      },
      204,
    ],
  ])("with %s", async (_story, change, status) => {
    await installedForAnna(t);
    expect((await tell({ ...news, ...change })).status).toBe(status);
  });

  test("shows 150 letters of the preview", async () => {
    await installedForAnna(t);
    await tell({ ...news, previewText: { content: "x".repeat(200) } });
    expect((await feedOf("anna.kern"))[0]?.previewText).toHaveLength(150);
  });

  test("replaces the one before of the same chain", async () => {
    await installedForAnna(t);
    for (const value of ["Line 4", "Line 5"]) {
      await tell({ ...news, chainId: 7, templateParameters: [{ name: "deal", value }] });
    }
    expect((await feedOf("anna.kern")).map(({ title }) => title)).toEqual(["The deal room is ready: Line 5"]);
  });

  test("nobody sends one to themselves, and policy can keep it away", async () => {
    await installedForAnna(t);
    expect((await tell(news, t.asUser("anna.kern"))).status).toBe(403);
    expect((await tell(news, t.asUser("pavel.orlov"))).status).toBe(204);
    await t.outside("PUT", `/teamsApps/${ONE_VOICE}/blocked`, { users: ["*"] });
    expect((await tell()).status).toBe(403);
  });
});

describe("lines to many people", () => {
  const person = (userId: string) => ({
    "@odata.type": "microsoft.graph.aadUserNotificationRecipient",
    userId,
  });

  test("in a team: to one of it, to all of it, to those of a channel", async () => {
    await installed(t);
    const [pavel, helen] = await peopleIds(t, "pavel.orlov", "helen.carter");
    const tell = (recipient: object) =>
      t.graph(t.asApp, "POST", `${TEAM}/sendActivityNotification`, { body: { ...news, recipient } });
    expect((await tell(person(pavel))).status).toBe(204);
    expect((await tell(person(helen))).status).toBe(404);
    const channelId = decodeURIComponent((await channelIn(t, "private")).split("/").at(-1)!);
    const ofChannel = {
      "@odata.type": "microsoft.graph.channelMembersNotificationRecipient",
      teamId: TEAM.slice(7),
      channelId,
    };
    expect((await tell(ofChannel)).status).toBe(204);
    expect(await feedOf("pavel.orlov")).toHaveLength(2);
    expect(await feedOf("ivan.petrov")).toHaveLength(0);
    const ofTeam = {
      "@odata.type": "microsoft.graph.teamMembersNotificationRecipient",
      teamId: TEAM.slice(7),
    };
    expect((await tell(ofTeam)).status).toBe(204);
    expect(await feedOf("ivan.petrov")).toHaveLength(1);
  });

  test("in a chat: to those who are in it", async () => {
    const chat = await chatWithApp(t);
    const [pavel, helen] = await peopleIds(t, "pavel.orlov", "helen.carter");
    const tell = (recipient: object) =>
      t.graph(t.asApp, "POST", `${chat}/sendActivityNotification`, { body: { ...news, recipient } });
    expect((await tell(person(pavel))).status).toBe(204);
    expect((await tell(person(helen))).status).toBe(404);
    expect(await feedOf("pavel.orlov")).toMatchObject([{ title: "Ready: Line 4" }]);
  });

  test("by name: 202, at most a hundred, and those who lack the app simply get nothing", async () => {
    await installedForAnna(t);
    const [anna, pavel] = await peopleIds(t, "anna.kern", "pavel.orlov");
    const tell = (ids: string[]) =>
      t.graph(t.asApp, "POST", "/teamwork/sendActivityNotificationToRecipients", {
        body: { ...news, recipients: ids.map(person) },
      });
    expect((await tell([anna, pavel])).status).toBe(202);
    expect([await feedOf("anna.kern"), await feedOf("pavel.orlov")].map(({ length }) => length)).toEqual([
      1, 0,
    ]);
    expect((await tell(Array.from({ length: 101 }, () => anna))).status).toBe(400);
    expect((await tell([])).status).toBe(400);
  });

  test("an app for chats is another app than one for teams", async () => {
    await chatWithApp(t);
    const [pavel] = await peopleIds(t, "pavel.orlov");
    const body = { ...news, recipient: person(pavel) };
    expect((await t.graph(t.asApp, "POST", `${TEAM}/sendActivityNotification`, { body })).status).toBe(403);
    await t.graph(t.asApp, "POST", `${TEAM}/installedApps`, { body: bindApp(CHAT_APP) });
    expect((await t.graph(t.asApp, "POST", `${TEAM}/sendActivityNotification`, { body })).status).toBe(204);
  });
});
