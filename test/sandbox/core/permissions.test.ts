import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { grantAt } from "../../../server/sandbox/core/grants.ts";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { CLIENT_ID } from "../../../server/sandbox/seed/one-voice-app.ts";
import { type As, openTestSandbox, type TestSandbox } from "../support/open.ts";

type Refusal = { error: { code: string; message: string } };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t.close());

const anna = "/users/anna.kern@bergmann.example";
const asAnna: As = { kind: "user", upn: "anna.kern" };
const asApp: As = { kind: "app" };

/** Leaves the application with these permissions only. */
async function only(kind: "application" | "delegated", names: string[]): Promise<void> {
  await t.outside("POST", "/consent", { action: "revoke" });
  const { status } = await t.outside("POST", "/consent", { action: "grant", [kind]: names });
  expect(status).toBe(200);
}

describe("a token opens what its permissions say", () => {
  test.each([
    ["Mail.Read", "GET", `${anna}/messages`, 200],
    ["Mail.ReadBasic.All", "GET", `${anna}/messages`, 200],
    ["Calendars.Read", "GET", `${anna}/messages`, 403],
    ["Mail.Read", "POST", `${anna}/messages`, 403],
    ["Mail.ReadWrite", "GET", `${anna}/messages/x/attachments`, 404],
    ["Calendars.ReadWrite", "GET", `${anna}/events/x`, 400],
    ["Calendars.Read", "POST", `${anna}/events`, 403],
    ["MailboxSettings.Read", "GET", `${anna}/mailboxSettings`, 200],
    ["MailboxSettings.Read", "PATCH", `${anna}/mailboxSettings`, 403],
    ["User.Read.All", "GET", "/users", 200],
    ["Mail.Read", "GET", "/users", 403],
    ["Team.ReadBasic.All", "GET", `/teams/${KEY_ACCOUNTS_TEAM}`, 200],
    ["Mail.Read", "GET", `/teams/${KEY_ACCOUNTS_TEAM}`, 403],
  ])("an application with %s: %s %s is answered %i", async (name, method, path, status) => {
    await only("application", [name]);
    const answer = await t.graph<Refusal>(asApp, method, path, method === "GET" ? {} : { body: {} });
    expect(answer.status).toBe(status);
  });

  test("mail, directory and Teams each refuse in their own words", async () => {
    await only("application", ["Sites.ReadWrite.All"]);
    const code = async (path: string) => (await t.graph<Refusal>(asApp, "GET", path)).body.error.code;
    expect(await code(`${anna}/messages`)).toBe("ErrorAccessDenied");
    expect(await code("/users")).toBe("Authorization_RequestDenied");
    expect(await code(`/teams/${KEY_ACCOUNTS_TEAM}`)).toBe("Forbidden");
  });

  test("a person with User.Read sees themselves and nobody else", async () => {
    await only("delegated", ["User.Read"]);
    expect((await t.graph(asAnna, "GET", "/me")).status).toBe(200);
    expect((await t.graph(asAnna, "GET", "/users/pavel.orlov@bergmann.example")).status).toBe(403);
    expect((await t.graph(asAnna, "GET", "/users")).status).toBe(403);
  });

  test("with User.ReadBasic.All a person sees names and addresses of others, and no more", async () => {
    await only("delegated", ["User.ReadBasic.All"]);
    const { body } = await t.graph<Record<string, unknown>>(
      asAnna,
      "GET",
      "/users/pavel.orlov@bergmann.example",
    );
    expect(body).toMatchObject({ displayName: "Павел Орлов", jobTitle: null, officeLocation: null });
  });
});

describe("some things only people may do, some only applications", () => {
  test("an application cannot look for meeting times", async () => {
    const { status } = await t.graph(asApp, "POST", `${anna}/findMeetingTimes`, { body: {} });
    expect(status).toBe(403);
  });

  test("an application cannot write into a channel, but for migration", async () => {
    const channels = await t.graph<{ value: { id: string }[] }>(
      asApp,
      "GET",
      `/teams/${KEY_ACCOUNTS_TEAM}/channels`,
    );
    const path = `/teams/${KEY_ACCOUNTS_TEAM}/channels/${channels.body.value[0]!.id}/messages`;
    const body = { body: { content: "Hello" } };
    expect((await t.graph(asApp, "POST", path, { body })).status).toBe(403);
    expect((await t.graph(asAnna, "POST", path, { body })).status).toBe(201);
  });

  test("/me means nobody to an application", async () => {
    const { status, body } = await t.graph<Refusal>(asApp, "GET", "/me/messages");
    expect([status, body.error.message]).toEqual([
      400,
      "/me request is only valid with delegated authentication flow.",
    ]);
  });
});

describe("Exchange guards mailboxes on top of that", () => {
  test("a person reads their own mailbox, and another's only when it is shared with them", async () => {
    const mailOf = (who: string, whose: string) =>
      t.graph({ kind: "user", upn: who }, "GET", `/users/${whose}@bergmann.example/messages`);
    expect((await mailOf("anna.kern", "anna.kern")).status).toBe(200);
    expect((await mailOf("anna.kern", "pavel.orlov")).status).toBe(403);
    expect((await mailOf("katrin.vogel", "dmitri.bergmann")).status).toBe(200);
  });

  test("and not even then without a permission for shared mailboxes", async () => {
    await only("delegated", ["Mail.Read"]);
    const path = "/users/dmitri.bergmann@bergmann.example/messages";
    expect((await t.graph({ kind: "user", upn: "katrin.vogel" }, "GET", path)).status).toBe(403);
    await only("delegated", ["Mail.Read.Shared"]);
    const again = await readsWithFreshToken(path);
    expect(again).toBe(200);
  });

  /** A fresh token, so that it carries what was granted since. */
  async function readsWithFreshToken(path: string): Promise<number> {
    const response = await fetch(`${t.sandbox.url}/${t.sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "password",
        client_id: CLIENT_ID,
        username: "katrin.vogel@bergmann.example",
        password: "any",
        scope: "https://graph.microsoft.com/.default",
      }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    return (await t.graph(null, "GET", path, { headers })).status;
  }

  test("an application limited to some mailboxes is refused the others, in the calendar too", async () => {
    await t.outside("PUT", "/mailboxScope", { users: ["anna.kern@bergmann.example"] });
    expect((await t.graph(asApp, "GET", `${anna}/messages`)).status).toBe(200);
    for (const path of ["messages", "events", "mailboxSettings"]) {
      const { status, body } = await t.graph<Refusal>(
        asApp,
        "GET",
        `/users/pavel.orlov@bergmann.example/${path}`,
      );
      expect([status, body.error.code], path).toEqual([403, "ErrorAccessDenied"]);
    }
    await t.outside("PUT", "/mailboxScope", { users: null });
    expect((await t.graph(asApp, "GET", "/users/pavel.orlov@bergmann.example/messages")).status).toBe(200);
  });

  test("what Exchange is told may take an hour to be heeded", async () => {
    const status = async () =>
      (await t.graph(asApp, "GET", "/users/pavel.orlov@bergmann.example/messages")).status;
    await t.outside("PUT", "/mailboxScope", { users: ["anna.kern@bergmann.example"], after: "PT1H" });
    await t.outside("POST", "/clock", { advance: "PT59M" });
    expect(await status()).toBe(200);
    await t.outside("POST", "/clock", { advance: "PT1M" });
    expect(await status()).toBe(403);
    await t.outside("PUT", "/mailboxScope", { users: null, after: "P1D" });
    expect(await status()).toBe(403);
    await t.outside("POST", "/clock", { advance: "P1D" });
    expect(await status()).toBe(200);
  });

  test("that limit does not touch Teams, the directory and presence", async () => {
    await t.outside("PUT", "/mailboxScope", { users: [] });
    const pavel = "/users/pavel.orlov@bergmann.example";
    for (const path of [
      `/teams/${KEY_ACCOUNTS_TEAM}/channels`,
      `${pavel}/joinedTeams`,
      pavel,
      `${pavel}/presence`,
    ]) {
      expect((await t.graph(asApp, "GET", path)).status, path).toBe(200);
    }
  });

  test("a role in Exchange opens some mailboxes to an application that Entra gave nothing", async () => {
    await only("application", ["User.Read.All"]);
    const users = ["anna.kern@bergmann.example"];
    await t.outside("PUT", "/exchangeRoles", { permissions: ["Mail.Read"], users });
    expect((await t.graph(asApp, "GET", `${anna}/messages`)).status).toBe(200);
    expect((await t.graph(asApp, "POST", `${anna}/messages`, { body: {} })).status).toBe(403);
    expect((await t.graph(asApp, "GET", `${anna}/events`)).status).toBe(403);
    const other = await t.graph<Refusal>(asApp, "GET", "/users/pavel.orlov@bergmann.example/messages");
    expect([other.status, other.body.error.code]).toEqual([403, "ErrorAccessDenied"]);
    await t.outside("PUT", "/exchangeRoles", { permissions: [], users: [], after: "PT1H" });
    expect((await t.graph(asApp, "GET", `${anna}/messages`)).status).toBe(200);
    await t.outside("POST", "/clock", { advance: "PT1H" });
    expect((await t.graph(asApp, "GET", `${anna}/messages`)).status).toBe(403);
  });

  test("but what Entra gave holds everywhere: the two add up", async () => {
    await only("application", ["Mail.Read"]);
    const users = ["anna.kern@bergmann.example"];
    await t.outside("PUT", "/exchangeRoles", { permissions: ["Mail.ReadWrite"], users });
    const write = (who: string) =>
      t.graph(asApp, "POST", `/users/${who}@bergmann.example/messages`, { body: { subject: "Draft" } });
    expect((await t.graph(asApp, "GET", "/users/pavel.orlov@bergmann.example/messages")).status).toBe(200);
    expect([(await write("anna.kern")).status, (await write("pavel.orlov")).status]).toEqual([201, 403]);
  });
});

describe("a permission given with an installation holds in that place only", () => {
  test("an application reads the channels of the team it is installed in, and of no other", async () => {
    await only("application", ["Mail.Read"]);
    const channels = (team: string) => t.graph(asApp, "GET", `/teams/${team}/channels`);
    expect((await channels(KEY_ACCOUNTS_TEAM)).status).toBe(403);
    grantAt(t.sandbox.tenant, "teams", KEY_ACCOUNTS_TEAM, CLIENT_ID, ["ChannelSettings.Read.Group"]);
    expect((await channels(KEY_ACCOUNTS_TEAM)).status).toBe(200);
    expect((await channels("7c0de000-0000-4000-8000-000000000002")).status).toBe(403);
  });
});
