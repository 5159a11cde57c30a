import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { channelIn, column, pass } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const folderOf = (channel: string, as = t.asApp) => t.graph(as, "GET", `${channel}/filesFolder`);

describe("the files of a channel", () => {
  test("of a standard one are in a folder of the team's library from the start", async () => {
    const channel = await channelIn(t, "standard", "Line 4");
    const { status, body } = await folderOf(channel);
    expect([status, body["name"]]).toEqual([200, "Line 4"]);
    const drive = body["parentReference"]!["driveId"];
    const made = await t.graph(
      t.asUser("pavel.orlov"),
      "POST",
      `/drives/${drive}/items/${body["id"]}/children`,
      {
        body: { name: "offer.txt", file: {} },
      },
    );
    expect(made.status).toBe(201);
    expect(await column(t, `/drives/${drive}/items/${body["id"]}/children`, "name")).toEqual(["offer.txt"]);
    expect((await folderOf(channel)).body["id"]).toBe(body["id"]);
  });

  test.each(["private", "shared"] as const)(
    "of a %s one are missing for minutes: asked for after five, the site is built",
    async (kind) => {
      const channel = await channelIn(t, kind);
      expect((await folderOf(channel)).status).toBe(404);
      await pass(t, "PT3M");
      expect((await folderOf(channel)).status).toBe(404);
      await pass(t, "PT3M");
      // Nobody asked since: asking now has it built, which takes a moment.
      expect((await folderOf(channel)).status).toBe(404);
      await pass(t, "PT2M");
      const { status, body } = await folderOf(channel);
      expect([status, body["name"]]).toEqual([200, `Line 4 ${kind}`]);
    },
  );

  test("waiting alone builds nothing", async () => {
    const channel = await channelIn(t, "private");
    await pass(t, "PT2H");
    expect((await folderOf(channel)).status).toBe(404);
  });

  test("of a private one open for those who are in it only", async () => {
    const channel = await channelIn(t, "private");
    await pass(t, "PT6M");
    await folderOf(channel);
    await pass(t, "PT2M");
    const { body } = await folderOf(channel);
    const item = `/drives/${body["parentReference"]!["driveId"]}/items/${body["id"]}`;
    expect((await t.graph(t.asUser("pavel.orlov"), "GET", item)).status).toBe(200);
    expect((await t.graph(t.asUser("ivan.petrov"), "GET", item)).status).toBe(403);
    expect((await folderOf(channel, t.asUser("ivan.petrov"))).status).toBe(403);
  });
});
