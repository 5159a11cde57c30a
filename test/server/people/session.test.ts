import { afterAll, beforeAll, expect, test } from "vitest";
import { readSession, readSetup, searchPeople } from "../../../src/contract/session.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("whoever is signed in learns who they are, in which zone and language", async () => {
  const { me, tenantId, zone, language } = await world.as("pavel.orlov")(readSession, {});
  expect(me).toMatchObject({
    id: world.id("pavel.orlov"),
    name: "Павел Орлов",
    mail: "pavel.orlov@bergmann.example",
  });
  expect(tenantId).toBe(world.sandbox.tenantId);
  expect([zone, language]).toEqual(["Asia/Novosibirsk", "ru"]);
});

test("colleagues are found by the beginning of a name, in any script", async () => {
  const { people } = await world.as("anna.kern")(searchPeople, { query: { search: "Пав" } });
  expect(people.map(({ name }) => name)).toEqual(["Павел Орлов"]);
});

test("without a token, or with one that is not for us, nothing is told", async () => {
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${world.url}/api/session`, { headers });
    return [response.status, ((await response.json()) as { problem: { code: string } }).problem.code];
  };
  expect(await ask({})).toEqual([401, "auth.missing"]);
  expect(await ask({ Authorization: "Bearer x.y.z" })).toEqual([401, "auth.invalid"]);
});

test("what signing in needs is told to everybody", async () => {
  const setup = await world.as("anna.kern")(readSetup, {});
  expect(setup).toMatchObject({ clientId: world.sandbox.app.clientId, sandbox: world.sandbox.url });
});
