import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { putGroup, requireGroup } from "../../../server/sandbox/directory/groups.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

const OUTER = "11111111-0000-4000-8000-000000000002";

type Person = { id: string; displayName: string };
type People = { value: Person[]; "@odata.nextLink"?: string; "@odata.deltaLink"?: string };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t.close());

const get = <T = Record<string, unknown>>(path: string) => t.graph<T>(t.asApp, "GET", path);
const names = async (path: string) =>
  (await get<People>(path)).body.value.map(({ displayName }) => displayName);
const groupId = async (nickname: string) =>
  (await get<People>(`/groups?$filter=mailNickname eq '${nickname}'`)).body.value[0]!.id;

describe("people", () => {
  test("without $select Graph's eleven properties come, and no secret of the sandbox's", async () => {
    const { body } = await get("/users/anna.kern@bergmann.example");
    const { "@odata.context": _context, ...properties } = body;
    expect(new Set(Object.keys(properties))).toEqual(
      new Set([
        "businessPhones",
        "displayName",
        "givenName",
        "id",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
      ]),
    );
  });

  test("others come when asked for by name", async () => {
    const { body } = await get(
      "/users/anna.kern@bergmann.example?$select=department,proxyAddresses,accountEnabled",
    );
    expect(body).toMatchObject({
      department: "Sales",
      accountEnabled: true,
      proxyAddresses: ["SMTP:anna.kern@bergmann.example", "smtp:a.kern@bergmann.example"],
    });
  });

  test("an alias is an address, not a name to be asked for by", async () => {
    expect((await get("/users/a.kern@bergmann.example")).status).toBe(404);
    expect(await names("/users?$filter=proxyAddresses/any(p:p eq 'smtp:a.kern@bergmann.example')")).toEqual([
      "Anna Kern",
    ]);
  });

  test("everyone's managers lead to the chief executive, who has none", async () => {
    for (const { id } of (await get<People>("/users?$select=id")).body.value) {
      let at = id;
      for (let steps = 0; steps < 10; steps += 1) {
        const { status, body } = await get<Person>(`/users/${at}/manager`);
        if (status === 404) break;
        at = body.id;
      }
      expect((await get<Person>(`/users/${at}`)).body.displayName).toBe("Dmitri Bergmann");
    }
    expect(await names("/users/andrei.morozov@bergmann.example/directReports")).toContain("Елена Соколова");
  });

  test("a picture is a PNG; who has none is answered so", async () => {
    const response = await fetch(`${t.sandbox.url}/v1.0/users/anna.kern@bergmann.example/photo/$value`, {
      headers: { authorization: `Bearer ${await t.token(t.asApp)}` },
    });
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const { status, body } = await get<{ error: { code: string } }>(
      "/users/markus.frey@bergmann.example/photo/$value",
    );
    expect([status, body.error.code]).toEqual([404, "ImageNotFound"]);
  });

  test("changes since last time are told by delta, page by page", async () => {
    let page = (await get<People>("/users/delta?$select=displayName&$top=20")).body;
    const seen = page.value.length;
    page = (await get<People>(page["@odata.nextLink"]!)).body;
    expect(seen + page.value.length).toBe(25);
    const since = page["@odata.deltaLink"]!;
    expect((await get<People>(since)).body.value).toEqual([]);
    await t.graph(t.asApp, "PATCH", "/users/anna.kern@bergmann.example/mailboxSettings", {
      body: { timeZone: "UTC" },
    });
    const changed = (await get<People>(since)).body.value;
    expect(changed.map(({ displayName }) => displayName)).toEqual(["Anna Kern"]);
    expect((await get("/users/delta?$deltatoken=nonsense")).status).toBe(400);
  });
});

describe("groups", () => {
  test("a list has members, and people know their groups", async () => {
    const id = await groupId("steelworks-team");
    expect(await names(`/groups/${id}/members`)).toEqual([
      "Anna Kern",
      "Павел Орлов",
      "Иван Петров",
      "Елена Соколова",
    ]);
    expect(await names("/users/ivan.petrov@bergmann.example/memberOf")).toEqual([
      "Key accounts",
      "Steelworks team",
    ]);
    expect((await get("/groups/00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  test("a group brings its members and owners along where they are expanded, twenty at most", async () => {
    type Expanded = { displayName: string; members: Record<string, string>[]; owners?: object[] };
    const id = await groupId("steelworks-team");
    const { body } = await get<Expanded>(
      `/groups/${id}?$select=displayName&$expand=members($select=id,displayName),owners($select=mail)`,
    );
    expect(body.members.map((one) => [one["@odata.type"], one["displayName"]])).toContainEqual([
      "#microsoft.graph.user",
      "Anna Kern",
    ]);
    expect(body.members).toHaveLength(4);
    expect(Object.keys(body.members[0]!)).toEqual(["@odata.type", "id", "displayName"]);
    expect(body.owners).not.toEqual([]);
    const all = await get<{ value: Expanded[] }>("/groups?$expand=members");
    const sizes = all.body.value.map(({ members }) => members.length);
    expect(Math.max(...sizes)).toBe(20);
    expect((await get(`/groups/${id}?$expand=friends`)).status).toBe(400);
    expect((await get(`/groups/${id}?$expand=members($select=colour)`)).status).toBe(400);
  });

  test("a list inside a list counts its people through, each once, even where two hold each other", async () => {
    await t.outside("POST", "/reset", {
      seed: {
        organization: { displayName: "S", domain: "s.example" },
        people: [
          { name: "ann", displayName: "Ann A" },
          { name: "bob", displayName: "Bob B" },
        ],
        groups: [
          {
            id: "11111111-0000-4000-8000-000000000001",
            displayName: "Inner",
            mailNickname: "inner",
            kind: "list",
            owners: ["ann"],
            members: ["bob"],
          },
        ],
      },
    });
    const inner = await groupId("inner");
    const { tenant } = t.sandbox;
    const outer = { ...requireGroup(tenant, inner), id: OUTER, displayName: "Outer", memberIds: [inner] };
    putGroup(tenant, outer);
    putGroup(tenant, {
      ...requireGroup(tenant, inner),
      memberIds: [...outer.ownerIds, OUTER, ...requireGroup(tenant, inner).memberIds],
    });
    expect(new Set(await names(`/groups/${OUTER}/transitiveMembers`))).toEqual(
      new Set(["Ann A", "Bob B", "Inner"]),
    );
    expect(await names(`/groups/${OUTER}/transitiveMembers/microsoft.graph.user`)).toEqual([
      "Ann A",
      "Bob B",
    ]);
    expect(await names(`/groups/${inner}/transitiveMembers`)).toEqual(["Ann A", "Outer", "Bob B"]);
    expect(await names("/users/bob@s.example/transitiveMemberOf")).toEqual(["Inner", "Outer"]);
  });
});
