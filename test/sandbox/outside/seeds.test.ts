import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "../../../server/sandbox/sandbox.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Found = { value: Record<string, unknown>[]; "@odata.count": number };

describe("the demonstration company looks lived in", () => {
  let t: TestSandbox;
  beforeAll(async () => {
    t = await openTestSandbox({ seed: "demo", limits: "none" });
  });
  afterAll(() => t.close());

  const list = async (path: string) => (await t.graph<Found>(t.asApp, "GET", path)).body;

  test("two weeks of mail came in, none of it from the future", async () => {
    const { value, "@odata.count": count } = await list(
      "/users/anna.kern@bergmann.example/messages?$count=true&$top=100&$select=receivedDateTime",
    );
    expect(count).toBeGreaterThan(30);
    const times = value.map((message) => Date.parse(String(message["receivedDateTime"])));
    expect(new Date(Math.min(...times)).toISOString().slice(0, 10)).toBe("2026-02-16");
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.parse("2026-03-02T09:00:00Z"));
  });

  test("a client has just written past the spokesperson", async () => {
    const { value } = await list(
      "/users/elena.sokolova@bergmann.example/messages?$orderby=receivedDateTime desc&$top=1",
    );
    expect(value[0]).toMatchObject({
      subject: "Line 4: commissioning, two questions",
      from: { emailAddress: { address: "alexei.volkov@steelworks.example" } },
    });
  });

  test("the chief executive is busy for most of every day, and never before ten", async () => {
    const { value } = await list(
      "/users/dmitri.bergmann@bergmann.example/calendarView?startDateTime=2026-03-02T00:00:00Z&endDateTime=2026-03-07T00:00:00Z&$top=100",
    );
    expect(value.length).toBeGreaterThan(14);
    const hours = value.map((event) =>
      Number((event["start"] as { dateTime: string }).dateTime.slice(11, 13)),
    );
    // Nine in UTC is ten in Munich.
    expect(Math.min(...hours)).toBe(9);
  });

  test("the expert on Line 4 is away from today, in calendar and automatic replies", async () => {
    const { body } = await t.graph<Record<string, unknown>>(
      t.asApp,
      "GET",
      "/users/elena.sokolova@bergmann.example/presence",
    );
    expect(body).toMatchObject({ activity: "OutOfOffice", outOfOfficeSettings: { isOutOfOffice: true } });
  });

  test("the app is in the catalogue and in the team", async () => {
    const { value } = await list(
      "/teams/7c0de000-0000-4000-8000-000000000001/installedApps?$expand=teamsApp",
    );
    expect(value).toMatchObject([{ teamsApp: { externalId: "1f0e5a3c-0000-4000-8000-00000000000e" } }]);
  });

  test("opened twice it is the same, ids and all", async () => {
    const other = await openTestSandbox({ seed: "demo", limits: "none" });
    const path = "/users/anna.kern@bergmann.example/messages?$top=100&$select=subject,receivedDateTime";
    const [mine, theirs] = [await list(path), (await other.graph<Found>(other.asApp, "GET", path)).body];
    await other.close();
    expect(theirs.value).toEqual(mine.value);
  });
});

describe("a tenant may be given as JSON", () => {
  let t: TestSandbox;
  beforeAll(async () => {
    t = await openTestSandbox();
  });
  afterAll(() => t.close());

  const small = {
    organization: { displayName: "Small Ltd", domain: "small.example" },
    now: "2026-05-04T10:00:00Z",
    people: [
      {
        name: "ann",
        displayName: "Ann Archer",
        timeZone: "Europe/London",
        aliases: ["a.archer@small.example"],
      },
      { name: "bob", displayName: "Bob Baker", manager: "ann", sharedWith: ["ann"] },
    ],
    groups: [{ displayName: "All", mailNickname: "all", kind: "team", owners: ["ann"], members: ["bob"] }],
    mail: [
      {
        at: "2026-05-03T08:00:00Z",
        from: "Eve <eve@client.example>",
        to: ["a.archer@small.example"],
        subject: "Hello",
        text: "Hi",
      },
    ],
    events: [
      {
        organizer: "ann",
        subject: "Standup",
        start: "2026-05-05T10:00:00",
        end: "2026-05-05T10:15:00",
        attendees: [{ who: "bob", response: "accepted" }],
      },
    ],
    requests: [
      { method: "POST", url: "/me/mailFolders", as: "bob", body: { displayName: "Deals" } },
      {
        at: "2026-05-01T09:00:00Z",
        method: "POST",
        url: "/users/bob@small.example/messages",
        body: { subject: "Draft" },
      },
    ],
  };

  test("people, groups, mail, meetings and whatever Graph can make are there, and the clock stands where told", async () => {
    expect((await t.outside("POST", "/reset", { seed: small })).body).toMatchObject({
      now: expect.stringMatching(/^2026-05-04T10:00:00/),
    });
    const get = async (path: string) => (await t.graph<Found>(t.asApp, "GET", path)).body;
    expect((await get("/users/ann@small.example/messages")).value).toMatchObject([
      { subject: "Hello", receivedDateTime: "2026-05-03T08:00:00Z" },
    ]);
    const folders = (await get("/users/bob@small.example/mailFolders?$top=50")).value;
    expect(folders.map((folder) => folder["displayName"])).toContain("Deals");
    expect((await get("/users/bob@small.example/messages")).value).toMatchObject([
      { subject: "Draft", createdDateTime: "2026-05-01T09:00:00Z" },
    ]);
    expect((await get("/users/bob@small.example/events")).value).toMatchObject([{ subject: "Standup" }]);
  });

  test.each([
    ["a name it does not have", { ...small, people: [{ ...small.people[1], manager: "zoe" }] }, /"zoe"/],
    ["an unknown property", { ...small, colour: "red" }, /colour/],
    ["no people", { organization: small.organization }, /people/],
    [
      "something Graph refuses",
      { ...small, requests: [{ method: "POST", url: "/me/mailFolders", as: "bob", body: {} }] },
      /answered 400/,
    ],
    [
      "an event that ends before it begins",
      { ...small, events: [{ ...small.events[0], end: "2026-05-05T09:00:00" }] },
      /Standup/,
    ],
    ["an unknown name", "winter", /"winter"/],
  ])("one with %s is refused with a sentence that says so", async (_story, seed, message) => {
    const { status, body } = await t.outside<{ error: { message: string } }>("POST", "/reset", { seed });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });
});

describe("a sandbox is opened on a port", () => {
  test("one that is in use is refused, and nothing stays open", async () => {
    const first = await openSandbox({ seed: "empty" });
    const port = Number(new URL(first.url).port);
    await expect(openSandbox({ seed: "empty", port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    const again = await openSandbox({ seed: "empty", port });
    await again.close();
  });

  test("redirect URIs that were added stay known after a reset", async () => {
    const sandbox = await openSandbox({ seed: "empty" });
    sandbox.addRedirectUris(["http://localhost:4444/"]);
    await sandbox.reset("empty");
    const query = new URLSearchParams({
      client_id: sandbox.app.clientId,
      response_type: "code",
      redirect_uri: "http://localhost:4444/",
      scope: "openid",
      code_challenge: "x",
      code_challenge_method: "S256",
    });
    const response = await fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/authorize?${query}`);
    expect(response.status).toBe(200);
    await sandbox.close();
  });
});
