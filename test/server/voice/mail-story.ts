import { expect, test } from "vitest";
import type { World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, openDeal } from "./voice-support.ts";

/** The way of a client's mail through the whole house, whatever database stands under it. */
export function testMailStory(open: () => World): void {
  test("a client's mail past the spokesperson is marked, listed and told", async () => {
    const world = open();
    await openDeal(world);
    const mailId = await clientWrites(world, { to: ["pavel.orlov"] });
    await expect
      .poll(async () => (await copyOf(world, "pavel.orlov", mailId))?.["categories"])
      .toEqual(["Around the spokesperson"]);
    await expect
      .poll(() => world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`))
      .toMatchObject({ value: [{ activityType: "clientMailAround" }] });
    const [incident, ...others] = await incidentsOf(world, "anna.kern");
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      client: { name: "Viktor Volkov", address: "volkov@steelworks.example" },
      recipients: [{ name: "Павел Орлов" }],
      speaker: { name: "Anna Kern" },
      reason: "left-out",
      subject: "Price of the rolls",
      state: "open",
      yoursToTake: true,
      answerBy: expect.stringMatching(/^2026-03-02T13:00:/),
    });
    expect((await copyOf(world, "pavel.orlov", mailId))?.["flag"]).toMatchObject({ flagStatus: "flagged" });
  });
}
