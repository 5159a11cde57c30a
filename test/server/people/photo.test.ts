import { Buffer } from "node:buffer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readPhoto } from "../../../src/contract/session.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let since: number;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { wait: () => Promise.resolve() } });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.outside("DELETE", "/faults");
  since = Number((await world.outside("GET", "/requests?since=0"))["last"]);
});

const photoOf = async (who: string) =>
  (await world.as("pavel.orlov")(readPhoto, { params: { personId: world.id(who) } })).photo;
const asked = async () => {
  const { value } = await world.outside("GET", `/requests?since=${since}`);
  return (value as unknown as { url: string; status: number }[]).filter(
    ({ url, status }) => url.includes("/photos/") && status === 200,
  ).length;
};

test("a colleague's picture is shown as the directory has it; whoever has none has none", async () => {
  const photo = String(await photoOf("anna.kern"));
  expect(photo).toMatch(/^data:image\/png;base64,/);
  expect(
    Buffer.from(photo.split(",")[1] ?? "", "base64")
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  expect(photo).not.toBe(await photoOf("ivan.petrov"));
  expect(await photoOf("markus.frey")).toBeNull();
  expect(
    (await world.as("anna.kern")(readPhoto, { params: { personId: crypto.randomUUID() } })).photo,
  ).toBeNull();
});

test("however many screens show somebody, the directory is asked once a day", async () => {
  await Promise.all([photoOf("dmitri.bergmann"), photoOf("dmitri.bergmann"), photoOf("dmitri.bergmann")]);
  await photoOf("dmitri.bergmann");
  expect(await asked()).toBe(1);
  await world.advance("PT25H");
  await photoOf("dmitri.bergmann");
  expect(await asked()).toBe(2);
});

test("a browser keeps a picture for its own person, and is told when it is still the same", async () => {
  const url = `${world.url}/api/people/${world.id("anna.kern")}/photo`;
  const Authorization = `Bearer ${await world.token("pavel.orlov")}`;
  const first = await fetch(url, { headers: { Authorization } });
  expect(first.headers.get("Cache-Control")).toBe("private, max-age=3600");
  expect(first.headers.get("Vary")).toContain("Authorization");
  const again = await fetch(url, {
    headers: { Authorization, "If-None-Match": String(first.headers.get("ETag")), "Cache-Control": "" },
  });
  expect(again.status).toBe(304);
  expect((await fetch(url)).status).toBe(401);
});

test("a directory that does not answer now is asked again by the next who wants to see", async () => {
  await world.outside("POST", "/faults", { match: { url: "/photos/" }, status: 503 });
  await expect(photoOf("stefan.brandt")).rejects.toMatchObject({ code: "graph.busy" });
  await world.outside("DELETE", "/faults");
  await expect.poll(() => photoOf("stefan.brandt"), { timeout: 20_000 }).toMatch(/^data:image/);
});

test("what is no picture is not passed on", async () => {
  const url = (id: string) => `${world.url}/api/people/${id}/photo`;
  const headers = { Authorization: `Bearer ${await world.token("anna.kern")}` };
  for (const id of ["..%2F..%2Fgroups", "anna.kern@bergmann.example", "%24value"])
    expect((await fetch(url(id), { headers })).status).toBe(400);
});
