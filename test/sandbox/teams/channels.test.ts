import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { addChannel } from "../../../server/sandbox/teams/channel.ts";
import { teamsOf } from "../../../server/sandbox/teams/state.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { channelIn, column, memberOf, newChannel, pass, TEAM } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const make = (body: object) => t.graph(t.asApp, "POST", `${TEAM}/channels`, { body });
const named = (displayName: string) => make({ displayName });
const messageOf = async (answer: ReturnType<typeof make>) => (await answer).body["error"]?.["message"];

describe("a channel's name", () => {
  test.each([
    "Line 4",
    "Zürich – Ägypten",
    "Линия 4",
    "a".repeat(50),
    "A.B",
    "x_y",
    "COM10",
    "console",
    "A;B=C!(D)",
  ])("may be %j", async (name) => {
    const { status, body } = await named(name);
    expect([status, body["displayName"]]).toEqual([201, name]);
  });

  test.each([...`~#%&*{}+/\\:<>?|'",`])("may not have %s in it", async (letter) => {
    expect((await named(`Line ${letter} 4`)).status).toBe(400);
  });

  test.each(["\u0000", "\u001f", "\u0080", "\u009f", "\t"])(
    "may not have the control character %j",
    async (code) => {
      expect((await named(`Line${code}4`)).status).toBe(400);
    },
  );

  test.each([
    "forms",
    "CON",
    "con",
    "PRN",
    "AUX",
    "NUL",
    "COM1",
    "com9",
    "LPT1",
    "LPT9",
    "desktop.ini",
    "a_vti_b",
    "a".repeat(51),
    "",
    "   ",
    "a..b",
    "_line",
    ".line",
    "line.",
  ])("may not be %j", async (name) => {
    expect((await named(name)).status).toBe(400);
  });

  test("is trimmed, and must differ from the others in more than the size of letters", async () => {
    expect((await named("  Line 4 ")).body["displayName"]).toBe("Line 4");
    expect(await messageOf(named("LINE 4"))).toContain("already existed");
    expect((await named("general")).status).toBe(400);
  });

  test("follows the same rules when it is changed, and General keeps its own", async () => {
    const path = await channelIn(t, "standard", "Line 4");
    await channelIn(t, "standard", "Line 5");
    const rename = (displayName: string, of = path) =>
      t.graph(t.asApp, "PATCH", of, { body: { displayName } });
    expect((await rename("Line 5")).status).toBe(400);
    expect((await rename("Line:6")).status).toBe(400);
    expect((await rename("line 4")).status).toBe(204);
    const { body } = await t.graph(t.asApp, "GET", `${TEAM}/primaryChannel`);
    expect((await rename("Main", `${TEAM}/channels/${body["id"]}`)).status).toBe(400);
  });
});

describe("a deleted channel", () => {
  test("is gone at once, but keeps its name for thirty days", async () => {
    const path = await channelIn(t, "standard", "Line 4");
    expect((await t.graph(t.asApp, "DELETE", path)).status).toBe(204);
    expect((await t.graph(t.asApp, "GET", path)).status).toBe(404);
    expect(await column(t, `${TEAM}/channels`, "displayName")).toEqual(["General"]);
    expect((await named("Line 4")).status).toBe(400);
    await pass(t, "P29DT23H");
    expect((await named("Line 4")).status).toBe(400);
    await pass(t, "PT2H");
    expect((await named("Line 4")).status).toBe(201);
  });

  test("counts among the thousand a team may have until then", async () => {
    const team = teamsOf(t.sandbox.tenant).teams.get(KEY_ACCOUNTS_TEAM)!;
    for (let i = 1; i < 999; i += 1) addChannel(t.sandbox.tenant, team, { displayName: `Deal ${i}` });
    expect((await named("Deal 999")).status).toBe(201);
    expect(await messageOf(named("One too many"))).toContain("1000");
    const [id] = await column(t, `${TEAM}/channels?$filter=displayName eq 'Deal 7'`, "id");
    await t.graph(t.asApp, "DELETE", `${TEAM}/channels/${id}`);
    expect((await named("One too many")).status).toBe(400);
    await pass(t, "P30D");
    expect((await named("One too many")).status).toBe(201);
  });

  test("comes back as it was when an owner restores it, within thirty days only", async () => {
    const path = await channelIn(t, "standard", "Line 4");
    await t.graph(t.asUser("anna.kern"), "POST", `${path}/messages`, {
      body: { body: { content: "Hello" } },
    });
    const restore = () => t.outside("POST", `${path}/restore`);
    expect((await restore()).status).toBe(404);
    await t.graph(t.asApp, "DELETE", path);
    await pass(t, "P29D");
    expect((await restore()).status).toBe(204);
    expect((await t.graph(t.asApp, "GET", path)).body["displayName"]).toBe("Line 4");
    expect(await column(t, `${path}/messages`, "id")).toHaveLength(1);
    await t.graph(t.asApp, "DELETE", path);
    await pass(t, "P30D");
    expect((await restore()).status).toBe(404);
  });

  test("told of as created when it is restored, and in no team that is none", async () => {
    const path = await channelIn(t, "standard", "Line 4");
    await t.graph(t.asApp, "DELETE", path);
    const told: string[] = [];
    t.sandbox.tenant.listen("change", ({ changeType, item }) => told.push(`${changeType} ${item}`));
    await t.outside("POST", `${path}/restore`);
    expect(told).toEqual([expect.stringMatching(/^created .*channels/)]);
    const elsewhere = path.replace(/\/teams\/[^/]+/, "/teams/00000000-0000-4000-8000-000000000000");
    expect((await t.outside("POST", `${elsewhere}/restore`)).status).toBe(400);
  });

  test("General cannot be deleted", async () => {
    const { body } = await t.graph(t.asApp, "GET", `${TEAM}/primaryChannel`);
    expect((await t.graph(t.asApp, "DELETE", `${TEAM}/channels/${body["id"]}`)).status).toBe(400);
  });
});

describe("the kind of a channel", () => {
  test("is standard unless said otherwise, and a standard one has the members of its team", async () => {
    const { body } = await named("Line 4");
    expect(body["membershipType"]).toBe("standard");
    const members = [memberOf("anna.kern@bergmann.example", "owner")];
    expect((await make({ displayName: "Line 5", membershipType: "standard", members })).status).toBe(400);
  });

  test.each(["standard", "private", "shared"] as const)("%s stays what it is", async (kind) => {
    const path = await channelIn(t, kind);
    const change = (membershipType: string) => t.graph(t.asApp, "PATCH", path, { body: { membershipType } });
    for (const other of ["standard", "private", "shared"].filter((one) => one !== kind)) {
      expect((await change(other)).status, other).toBe(400);
    }
    const { body } = await t.graph(t.asApp, "GET", path, { prefer: "include-unknown-enum-members" });
    expect(body["membershipType"]).toBe(kind);
  });

  test("private: an application must name an owner, at most 200 people of the team, each once", async () => {
    const owner = memberOf("anna.kern@bergmann.example", "owner");
    const make = (...members: object[]) =>
      t.graph(t.asApp, "POST", `${TEAM}/channels`, {
        body: { displayName: "Line 4", membershipType: "private", ...(members.length > 0 && { members }) },
      });
    expect((await make()).status).toBe(400);
    expect((await make(memberOf("pavel.orlov@bergmann.example"))).status).toBe(400);
    expect((await make(owner, owner)).status).toBe(400);
    expect((await make(owner, ...Array.from({ length: 200 }, () => owner))).status).toBe(400);
    const outside = await make(owner, memberOf("helen.carter@bergmann.example"));
    expect([outside.status, outside.body["error"]?.["message"]]).toEqual([
      404,
      "User is not found in the team.",
    ]);
    const made = await make(owner, memberOf("pavel.orlov@bergmann.example"));
    expect([made.status, made.body["membershipType"]]).toEqual([201, "private"]);
  });

  test("private: whoever makes one owns it, and only those in it see it", async () => {
    const pavel = t.asUser("pavel.orlov");
    const body = { displayName: "Line 4", membershipType: "private" };
    const made = await t.graph(pavel, "POST", `${TEAM}/channels`, { body });
    const path = `${TEAM}/channels/${made.body["id"]}`;
    expect(await column(t, `${path}/members`, "email", pavel)).toEqual(["pavel.orlov@bergmann.example"]);
    expect(await column(t, `${path}/members`, "roles", pavel)).toEqual([["owner"]]);
    expect((await t.graph(t.asUser("anna.kern"), "GET", path)).status).toBe(403);
    expect(await column(t, `${TEAM}/channels`, "displayName", t.asUser("anna.kern"))).toEqual(["General"]);
    expect((await t.graph(t.asApp, "GET", path)).status).toBe(200);
  });
});

describe("a shared channel", () => {
  test("is answered 202 with a link to the work, and is there when that is done", async () => {
    const made = await make(newChannel("shared", "Board"));
    expect([made.status, made.body]).toEqual([202, undefined]);
    const link = made.headers["location"]!;
    expect(link).toMatch(/^\/teams\('[\da-f-]{36}'\)\/operations\('[\da-f-]{36}'\)$/);
    const before = await t.graph(t.asApp, "GET", link);
    expect(before.body).toMatchObject({ operationType: "createChannel", status: "inProgress" });
    const path = `${TEAM}/channels/${before.body["targetResourceId"]}`;
    expect((await t.graph(t.asApp, "GET", path)).status).toBe(404);
    expect((await named("Board")).status).toBe(400);
    await pass(t, "PT30S");
    expect((await t.graph(t.asApp, "GET", link)).body["status"]).toBe("succeeded");
    expect((await t.graph(t.asApp, "GET", path)).body["displayName"]).toBe("Board");
  });

  test("has exactly one owner at first, and more people afterwards", async () => {
    const anna = memberOf("anna.kern@bergmann.example", "owner");
    const shared = (...members: object[]) =>
      make({ displayName: "Board", membershipType: "shared", members });
    expect((await shared()).status).toBe(400);
    expect((await shared(memberOf("anna.kern@bergmann.example"))).status).toBe(400);
    expect((await shared(anna, memberOf("pavel.orlov@bergmann.example", "owner"))).status).toBe(400);
    expect((await shared(anna, memberOf("pavel.orlov@bergmann.example"))).status).toBe(400);
    const path = await channelIn(t, "shared");
    // Helen is not in the team: a shared channel takes her all the same.
    const body = memberOf("helen.carter@bergmann.example");
    expect((await t.graph(t.asApp, "POST", `${path}/members`, { body })).status).toBe(201);
  });

  test("reads as unknownFutureValue to those who do not say that they know the word", async () => {
    const path = await channelIn(t, "shared");
    const kindOf = async (at: string, prefer?: string) => {
      type Channel = { displayName: string; membershipType: string; value?: Channel[] };
      const { body, headers } = await t.graph<Channel>(t.asApp, "GET", at, { ...(prefer && { prefer }) });
      const one = body.value?.find(({ displayName }) => displayName === "Line 4 shared") ?? body;
      return [one.membershipType, headers["preference-applied"]];
    };
    const known = "include-unknown-enum-members";
    for (const at of [path, `${TEAM}/channels`, `${TEAM}/allChannels`]) {
      expect(await kindOf(at)).toEqual(["unknownFutureValue", undefined]);
      expect(await kindOf(at, known)).toEqual(["shared", known]);
    }
  });
});
