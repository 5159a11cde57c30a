import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM, MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { column, memberOf, pass, TEAM } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const template = {
  "template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
  displayName: "Helios deals",
};
const anna = memberOf("anna.kern@bergmann.example", "owner");
const make = (body: object, as = t.asApp) => t.graph(as, "POST", "/teams", { body });

describe("making a team", () => {
  test("is answered 202 without a body, with the address of the work, which is done a little later", async () => {
    const { status, body, headers } = await make({ ...template, members: [anna] });
    expect([status, body]).toEqual([202, undefined]);
    const link = headers["location"]!;
    const id = /^\/teams\('(.+)'\)\/operations\('[\da-f-]{36}'\)$/.exec(link)![1]!;
    expect(headers["content-location"]).toBe(`/teams('${id}')`);
    const work = () => t.graph(t.asApp, "GET", link);
    expect((await work()).body).toMatchObject({ operationType: "createTeam", status: "inProgress" });
    expect((await t.graph(t.asApp, "GET", `/teams/${id}`)).status).toBe(404);
    await pass(t, "PT30S");
    expect((await work()).body).toMatchObject({
      status: "succeeded",
      error: null,
      targetResourceId: id,
      targetResourceLocation: `/teams('${id}')`,
    });
    expect((await t.graph(t.asApp, "GET", `/teams/${id}`)).body).toMatchObject({
      displayName: "Helios deals",
      visibility: "public",
      isArchived: false,
    });
    expect(await column(t, `/teams/${id}/channels`, "displayName")).toEqual(["General"]);
  });

  test.each<[string, object[] | undefined]>([
    ["nobody", undefined],
    ["an empty list", []],
    ["someone who does not own it", [memberOf("anna.kern@bergmann.example")]],
    ["two owners", [anna, memberOf("pavel.orlov@bergmann.example", "owner")]],
    ["an owner and a member", [anna, memberOf("pavel.orlov@bergmann.example")]],
  ])("an application that names %s is refused: it must name exactly one owner", async (_story, members) => {
    const { status } = await make({ ...template, ...(members && { members }) });
    expect(status).toBe(400);
  });

  test("a person need not name anyone: they own it", async () => {
    const { headers } = await make(template, t.asUser("pavel.orlov"));
    await pass(t, "PT30S");
    const id = /teams\('(.+?)'\)/.exec(headers["location"]!)![1]!;
    expect(await column(t, `/teams/${id}/members`, "email")).toEqual(["pavel.orlov@bergmann.example"]);
    expect(await column(t, `/teams/${id}/members`, "roles")).toEqual([["owner"]]);
  });

  test.each([
    ["without a template", { displayName: "X", members: [anna] }],
    [
      "from something that is no template",
      { ...template, "template@odata.bind": "https://x/y('z')", members: [anna] },
    ],
    ["without a name", { ...template, displayName: " ", members: [anna] }],
    ["with a channel of a bad name", { ...template, members: [anna], channels: [{ displayName: "a:b" }] }],
  ])("%s is refused", async (_story, body) => {
    expect((await make(body)).status).toBe(400);
  });

  test("a group that has a team gets no second one", async () => {
    const bound = { "group@odata.bind": `https://graph.microsoft.com/v1.0/groups('${KEY_ACCOUNTS_TEAM}')` };
    const { "template@odata.bind": bind } = template;
    expect((await make({ "template@odata.bind": bind, ...bound })).status).toBe(409);
  });
});

describe("a team", () => {
  test("is seen by those in it, changed by its owners, and gives its numbers where they are selected", async () => {
    const helen = t.asUser("helen.carter");
    expect((await t.graph(helen, "GET", TEAM)).status).toBe(403);
    const description = { body: { description: "All deals" } };
    expect((await t.graph(t.asUser("pavel.orlov"), "PATCH", TEAM, description)).status).toBe(403);
    expect((await t.graph(t.asUser("anna.kern"), "PATCH", TEAM, description)).status).toBe(204);
    const { body } = await t.graph(t.asApp, "GET", TEAM);
    expect([body["description"], body["summary"]]).toEqual(["All deals", undefined]);
    const { body: counted } = await t.graph(t.asApp, "GET", `${TEAM}?$select=summary`);
    expect(counted["summary"]).toEqual({ ownersCount: 1, membersCount: 22, guestsCount: 0 });
  });

  test("lets its members do only what its settings allow, and owners more", async () => {
    const memberSettings = { allowCreateUpdateChannels: false, allowCreatePrivateChannels: false };
    await t.graph(t.asApp, "PATCH", TEAM, { body: { memberSettings } });
    const make = (who: string, membershipType: string) =>
      t.graph(t.asUser(who), "POST", `${TEAM}/channels`, {
        body: { displayName: `${who} ${membershipType}`, membershipType },
      });
    expect((await make("pavel.orlov", "standard")).status).toBe(403);
    expect((await make("pavel.orlov", "private")).status).toBe(403);
    expect((await make("anna.kern", "standard")).status).toBe(201);
    expect((await make("anna.kern", "private")).status).toBe(201);
  });

  test("is listed among the teams of those in it, with its names and no more", async () => {
    const { body } = await t.graph<{ value: Record<string, unknown>[] }>(
      t.asApp,
      "GET",
      "/users/katrin.vogel@bergmann.example/joinedTeams",
    );
    expect(body.value.map(({ displayName }) => displayName)).toEqual(["Key accounts", "Management"]);
    expect(Object.keys(body.value[0]!)).not.toContain("memberSettings");
    const { status } = await t.graph(
      t.asUser("anna.kern"),
      "GET",
      "/users/katrin.vogel@bergmann.example/joinedTeams",
    );
    expect(status).toBe(403);
  });
});

describe("people of a team", () => {
  const management = `/teams/${MANAGEMENT_TEAM}`;
  const pavel = memberOf("pavel.orlov@bergmann.example");

  test("are added by an owner or an application", async () => {
    const add = (as = t.asApp) => t.graph(as, "POST", `${management}/members`, { body: pavel });
    expect((await add(t.asUser("stefan.brandt"))).status).toBe(403);
    expect((await add(t.asUser("katrin.vogel"))).status).toBe(201);
    expect(await column(t, `${management}/members`, "email")).toContain("pavel.orlov@bergmann.example");
  });

  test.each([
    ["no type", { roles: [], "user@odata.bind": pavel["user@odata.bind"] }, 400],
    ["another type", { ...pavel, "@odata.type": "#microsoft.graph.conversationMember" }, 400],
    ["no person", { "@odata.type": pavel["@odata.type"], roles: [] }, 400],
    ["an unknown person", memberOf("00000000-1111-4000-8000-000000000000"), 404],
    ["an unknown role", { ...pavel, roles: ["boss"] }, 400],
    ["two roles", { ...pavel, roles: ["owner", "guest"] }, 400],
  ])("a body with %s is refused", async (_story, body, status) => {
    expect((await t.graph(t.asApp, "POST", `${management}/members`, { body })).status).toBe(status);
  });

  test("added many at a time, each gets an answer of their own, and 207 tells that some failed", async () => {
    const add = (...values: object[]) =>
      t.graph<{ value: { error: { code: string } | null }[] }>(t.asApp, "POST", `${management}/members/add`, {
        body: { values },
      });
    const missing = memberOf("00000000-1111-4000-8000-000000000000");
    const some = await add(pavel, missing, memberOf("ivan.petrov@bergmann.example"));
    expect(some.status).toBe(207);
    expect(some.body.value.map(({ error }) => error?.code ?? null)).toEqual([null, "NotFound", null]);
    expect((await add(memberOf("elena.sokolova@bergmann.example"))).status).toBe(200);
    expect((await add(...Array.from({ length: 201 }, () => pavel))).status).toBe(400);
    expect((await add()).status).toBe(400);
  });
});
