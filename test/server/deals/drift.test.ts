import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { checkRoom, readRoomDrift, settleDrift } from "../../../src/contract/deal-drift.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { list, newDeal, refusal } from "./deal-support.ts";
import { channelsOf, press, TEAM } from "./room-support.ts";

let world: World;
let deal: Deal;
let members: string;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
  deal = await newDeal(world, { name: "Watched", sensitivity: "private" });
  await press(world, deal.id);
  members = `${TEAM}/channels/${String((await channelsOf(world, deal.id))[0]?.["id"])}/members`;
});
afterAll(() => world.close());

const at = () => ({ params: { dealId: deal.id } });
const check = (as = "anna.kern") => world.as(as)(checkRoom, at());
const repair = (name: string, as = "anna.kern") =>
  world.as(as)(settleDrift, { ...at(), body: { action: "repair", personId: world.id(name) } });
const explain = (name: string, words: string) =>
  world.as("anna.kern")(settleDrift, {
    ...at(),
    body: { action: "explain", personId: world.id(name), words },
  });
const told = ({ drift }: { drift: { person: { name: string }; kind: string }[] }) =>
  drift.map(({ person, kind }) => `${person.name}: ${kind}`);
const seat = async (name: string) =>
  list(await world.graph("GET", members)).find(({ userId }) => String(userId) === world.id(name));

async function putOut(name: string): Promise<void> {
  await world.graph("DELETE", `${members}/${encodeURIComponent(String((await seat(name))?.["id"]))}`);
}

async function letIn(name: string, roles: string[] = []): Promise<void> {
  await world.graph("POST", members, {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles,
    "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id(name)}')`,
  });
}

test("before the first look nothing is known; a room as it should be differs in nothing", async () => {
  const before = await world.as("pavel.orlov")(readRoomDrift, at());
  const after = await check("pavel.orlov");
  expect([before.drift, after.drift]).toEqual([[], []]);
  expect(after.checkedAt).not.toBeNull();
});

test("whoever was put out by hand is missing, whoever was let in is too many; each is repaired by itself", async () => {
  await putOut("pavel.orlov");
  await world.graph("POST", `${TEAM}/members`, {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles: [],
    "user@odata.bind": `${world.sandbox.url}/v1.0/users('${world.id("lukas.maier")}')`,
  });
  await letIn("lukas.maier");
  expect(told(await check())).toEqual(["Lukas Maier: extra", "Павел Орлов: missing"]);
  expect(told(await repair("pavel.orlov"))).toEqual(["Lukas Maier: extra"]);
  expect(await seat("pavel.orlov")).toBeDefined();
  expect(told(await repair("lukas.maier"))).toEqual([]);
  expect(await seat("lukas.maier")).toBeUndefined();
  expect(await refusal(repair("lukas.maier"))).toEqual({ code: "drift.unknown" });
});

test("a difference that shall stay is explained once, stays explained night after night, and ends with its cause", async () => {
  await letIn("lukas.maier");
  await check();
  const { drift } = await explain("lukas.maier", "Writes the minutes");
  expect(drift).toMatchObject([
    { kind: "extra", explained: { words: "Writes the minutes", by: { name: "Anna Kern" } } },
  ]);
  const checkedAt = async () => (await world.as("anna.kern")(readRoomDrift, at())).checkedAt;
  const byDay = await checkedAt();
  // All day, and until half past two by the account manager's clock in Berlin, nobody looks by themselves.
  await world.advance("PT16H20M");
  expect(await checkedAt()).toBe(byDay);
  await world.advance("PT20M");
  await expect.poll(checkedAt, { timeout: 20_000 }).toMatch(/^2026-03-03T01:/);
  const byNight = await checkedAt();
  await world.advance("PT20M");
  expect(await checkedAt()).toBe(byNight);
  expect((await world.as("anna.kern")(readRoomDrift, at())).drift).toMatchObject([
    { explained: { words: "Writes the minutes" } },
  ]);
  expect(told(await repair("lukas.maier"))).toEqual([]);
});

test("an account manager who does not own the room is made its owner", async () => {
  await letIn("stefan.brandt", ["owner"]).catch(() => {});
  const place = `${members}/${encodeURIComponent(String((await seat("stefan.brandt"))?.["id"]))}`;
  const roles = (path: string, value: string[]) =>
    world.graph("PATCH", path, { "@odata.type": "#microsoft.graph.aadUserConversationMember", roles: value });
  await roles(place, ["owner"]);
  await roles(`${members}/${encodeURIComponent(String((await seat("anna.kern"))?.["id"]))}`, []);
  expect(told(await check())).toEqual(["Anna Kern: not-owner"]);
  expect(told(await repair("anna.kern"))).toEqual([]);
  expect((await seat("anna.kern"))?.["roles"]).toEqual(["owner"]);
});

test("a member who left the company is told as such and cannot be let in", async () => {
  // Read from the directory again at the next look, as every day.
  await sql`update person set refreshed_at = '2020-01-01' where id = ${world.id("ivan.petrov")}`.execute(
    world.db,
  );
  const user = `/users/${world.id("ivan.petrov")}$|/users/${world.id("ivan.petrov")}\\?`;
  await world.outside("POST", "/faults", {
    match: { url: user },
    status: 404,
    code: "Request_ResourceNotFound",
  });
  expect(told(await check())).toEqual(["Иван Петров: left-company"]);
  expect(await refusal(repair("ivan.petrov"))).toEqual({ code: "person.unknown" });
  await world.outside("DELETE", "/faults");
  expect(told(await check())).toEqual([]);
});

test("all of the deal team see what differs, the account manager alone settles it, outsiders learn nothing", async () => {
  await putOut("pavel.orlov");
  await check("stefan.brandt");
  expect(await refusal(repair("pavel.orlov", "stefan.brandt"))).toEqual({ code: "deal.not-yours" });
  expect(await refusal(check("helen.carter"))).toEqual({ code: "deal.unknown" });
  const without = await newDeal(world, { name: "No room" });
  const call = world.as("anna.kern")(checkRoom, { params: { dealId: without.id } });
  expect(await refusal(call)).toEqual({ code: "room.unknown" });
});
