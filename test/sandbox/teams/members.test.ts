import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM, MANAGEMENT_TEAM } from "../../../server/sandbox/seed/company.ts";
import { teamsOf } from "../../../server/sandbox/teams/state.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { channelIn, column, memberOf, peopleIds, TEAM } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const add = (path: string, body: object, as = t.asApp) => t.graph(as, "POST", `${path}/members`, { body });
const emails = (path: string) => column(t, `${path}/members`, "email");

/** The path of someone's seat. */
async function seatOf(path: string, who: string): Promise<string> {
  const { body } = await t.graph<{ value: { id: string; email: string }[] }>(
    t.asApp,
    "GET",
    `${path}/members`,
  );
  return `${path}/members/${body.value.find(({ email }) => email.startsWith(who))!.id}`;
}

describe("who is in a channel", () => {
  test("can be asked and changed for private and shared ones only: a standard one has its team's", async () => {
    const path = await channelIn(t, "standard");
    expect((await t.graph(t.asApp, "GET", `${path}/members`)).status).toBe(400);
    expect((await add(path, memberOf("pavel.orlov@bergmann.example"))).status).toBe(400);
    expect((await t.graph(t.asApp, "POST", `${path}/members/add`, { body: { values: [] } })).status).toBe(
      400,
    );
    expect((await column(t, `${path}/allMembers`, "email")).length).toBe(23);
  });

  test("someone new in a private one must be in the team already", async () => {
    const path = await channelIn(t, "private");
    const helen = memberOf("helen.carter@bergmann.example");
    expect((await add(path, helen)).status).toBe(404);
    await t.graph(t.asApp, "POST", `${TEAM}/members`, { body: helen });
    expect((await add(path, helen)).status).toBe(201);
    expect(await emails(path)).toContain("helen.carter@bergmann.example");
  });

  test("a private one holds five thousand, a shared one more", async () => {
    const full = async (kind: "private" | "shared") => {
      const path = await channelIn(t, kind);
      const { channels } = teamsOf(t.sandbox.tenant).teams.get(KEY_ACCOUNTS_TEAM)!;
      const { seats } = channels.get(path.split("/").at(-1)!)!;
      const [seat] = seats.values();
      for (let i = seats.size; i < 4999; i += 1)
        seats.set(`member ${i}`, { ...seat!, userId: `member ${i}` });
      return path;
    };
    const path = await full("private");
    expect((await add(path, memberOf("dmitri.bergmann@bergmann.example"))).status).toBe(201);
    expect((await add(path, memberOf("katrin.vogel@bergmann.example"))).status).toBe(403);
    const shared = await full("shared");
    for (const name of ["dmitri.bergmann", "katrin.vogel"])
      expect((await add(shared, memberOf(`${name}@bergmann.example`))).status).toBe(201);
  });

  test("nobody is in it twice", async () => {
    const path = await channelIn(t, "private");
    expect((await add(path, memberOf("pavel.orlov@bergmann.example"))).status).toBe(409);
  });

  test("many are added one by one: 207 with an error for each who could not be", async () => {
    const path = await channelIn(t, "private");
    const values = ["ivan.petrov", "helen.carter", "pavel.orlov"].map((name) =>
      memberOf(`${name}@bergmann.example`),
    );
    const { status, body } = await t.graph<{ value: { error: { code: string } | null }[] }>(
      t.asApp,
      "POST",
      `${path}/members/add`,
      { body: { values } },
    );
    expect(status).toBe(207);
    expect(body.value.map(({ error }) => error?.code ?? null)).toEqual([null, "NotFound", "Conflict"]);
    expect(await emails(path)).toEqual(
      ["anna.kern", "pavel.orlov", "ivan.petrov"].map((name) => `${name}@bergmann.example`),
    );
  });

  test("is changed by its owners, not by those who are merely in it", async () => {
    const path = await channelIn(t, "private");
    const ivan = memberOf("ivan.petrov@bergmann.example");
    expect((await add(path, ivan, t.asUser("pavel.orlov"))).status).toBe(403);
    expect((await add(path, ivan, t.asUser("anna.kern"))).status).toBe(201);
    const seat = await seatOf(path, "ivan");
    expect((await t.graph(t.asUser("pavel.orlov"), "DELETE", seat)).status).toBe(403);
    expect((await t.graph(t.asUser("ivan.petrov"), "DELETE", seat)).status).toBe(204);
    expect((await t.graph(t.asApp, "GET", seat)).status).toBe(404);
  });

  test("roles are owner or none, and the last owner stays", async () => {
    const path = await channelIn(t, "private");
    const annas = await seatOf(path, "anna");
    const pavels = await seatOf(path, "pavel");
    const change = (seat: string, roles: string[]) =>
      t.graph(t.asApp, "PATCH", seat, {
        body: { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles },
      });
    expect((await change(annas, [])).status).toBe(400);
    expect((await t.graph(t.asApp, "DELETE", annas)).status).toBe(400);
    expect((await change(pavels, ["boss"])).status).toBe(400);
    expect((await change(pavels, ["owner"])).body["roles"]).toEqual(["owner"]);
    expect((await change(annas, [])).body["roles"]).toEqual([]);
    expect((await t.graph(t.asApp, "DELETE", annas)).status).toBe(204);
  });

  test("a member's id is of that channel: elsewhere it names nobody", async () => {
    const first = await channelIn(t, "private", "One");
    const second = await channelIn(t, "private", "Two");
    const seat = (await seatOf(first, "pavel")).split("/").at(-1);
    expect((await t.graph(t.asApp, "GET", `${second}/members/${seat}`)).status).toBe(404);
  });
});

describe("a shared channel that another team sees too", () => {
  test("is incoming there, and its people count as having access", async () => {
    const path = await channelIn(t, "shared");
    const id = decodeURIComponent(path.split("/").at(-1)!);
    const share = (channel: string) =>
      t.outside("POST", `${TEAM}/channels/${channel}/share`, { team: MANAGEMENT_TEAM });
    expect((await share(id)).status).toBe(204);
    expect(
      (await share(decodeURIComponent((await channelIn(t, "standard")).split("/").at(-1)!))).status,
    ).toBe(400);
    const there = `/teams/${MANAGEMENT_TEAM}`;
    expect(await column(t, `${there}/incomingChannels`, "id")).toEqual([id]);
    expect(await column(t, `${there}/channels`, "displayName")).toEqual(["General"]);
    expect(await column(t, `${there}/allChannels`, "id")).toContain(id);
    expect(await column(t, `${path}/sharedWithTeams`, "isHostTeam")).toEqual([true, false]);
    const [katrin, pavel] = await peopleIds(t, "katrin.vogel", "pavel.orlov");
    const access = async (who: string) =>
      (await t.graph(t.asApp, "GET", `${path}/doesUserHaveAccess(userId='${who}')`)).body["value"];
    expect([await access(katrin), await access(pavel)]).toEqual([true, false]);
  });

  test("takes people of other tenants, which a private one does not", async () => {
    const outsider = {
      ...memberOf("11111111-2222-4333-8444-555555555555"),
      tenantId: "99999999-2222-4333-8444-555555555555",
    };
    expect((await add(await channelIn(t, "shared"), outsider)).status).toBe(201);
    expect((await add(await channelIn(t, "private"), outsider)).status).toBe(404);
  });
});

describe("who leaves a team", () => {
  test("leaves its private channels too, where somebody else becomes the owner if need be; a shared one is another matter", async () => {
    const [secret, shared] = [await channelIn(t, "private"), await channelIn(t, "shared")];
    const pavel = memberOf("pavel.orlov@bergmann.example", "owner");
    await t.graph(t.asApp, "PATCH", await seatOf(secret, "pavel.orlov"), { body: pavel });
    await add(shared, pavel);
    await t.graph(t.asApp, "DELETE", await seatOf(secret, "anna.kern"));
    await add(secret, memberOf("ivan.petrov@bergmann.example"));
    expect((await t.graph(t.asApp, "DELETE", await seatOf(TEAM, "pavel.orlov"))).status).toBe(204);
    expect(await emails(TEAM)).not.toContain("pavel.orlov@bergmann.example");
    expect(await emails(secret)).toEqual(["ivan.petrov@bergmann.example"]);
    expect(await column(t, `${secret}/members`, "roles")).toEqual([["owner"]]);
    expect(await emails(shared)).toContain("pavel.orlov@bergmann.example");
  });

  test("may go by themselves, is put out by owners only, and the last owner stays", async () => {
    const place = `/teams/${MANAGEMENT_TEAM}`;
    await add(place, memberOf("pavel.orlov@bergmann.example"));
    await add(place, memberOf("ivan.petrov@bergmann.example"));
    const remove = async (who: string, as = t.asApp) =>
      (await t.graph(as, "DELETE", await seatOf(place, who))).status;
    expect(await remove("ivan.petrov", t.asUser("pavel.orlov"))).toBe(403);
    expect(await remove("pavel.orlov", t.asUser("pavel.orlov"))).toBe(204);
    const owners = (
      await t.graph<{ value: { email: string; roles: string[] }[] }>(t.asApp, "GET", `${place}/members`)
    ).body.value.filter(({ roles }) => roles.includes("owner"));
    for (const { email } of owners.slice(1)) expect(await remove(email)).toBe(204);
    expect(await remove(owners[0]!.email)).toBe(400);
  });
});
