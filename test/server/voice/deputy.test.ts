import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { previewHandOver } from "../../../src/contract/hand-overs.ts";
import { checkMessage, settleIncident } from "../../../src/contract/voice.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  dealId = (await openDeal(world, { team: ["pavel.orlov", "ivan.petrov", "felix.otto"] })).id;
  await sql`update deal_seat set backup_id = ${world.id("felix.otto")}
            where deal_id = ${dealId} and person_id = ${world.id("anna.kern")}`.execute(world.db);
  const [since, until] = [world.now().subtract({ hours: 1 }), world.now().add({ hours: 48 })];
  await sql`insert into away (tenant_id, person_id, since, source, until)
            values (${world.sandbox.tenantId}, ${world.id("anna.kern")}, ${since.toString()}, 'replies',
                    ${until.toString()})`.execute(world.db);
});
afterAll(() => world.close());

async function newsOf(who: string): Promise<string[]> {
  const feed = await world.outside("GET", `/users/${world.id(who)}/activityFeed`);
  return (feed["value"] as unknown as Json[]).map((line) => JSON.stringify(line));
}

test("while the spokesperson is away, what her deputy has is heard", async () => {
  const mailId = await clientWrites(world, { to: ["pavel.orlov", "felix.otto"] });
  await untilJudged(world, mailId, ["heard deputy"]);
  const messageId = String((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
  const { readings } = await world.as("pavel.orlov")(checkMessage, { body: { messageId } });
  expect(readings[0]).toMatchObject({ verdict: { reason: "deputy" }, heardBy: { name: "Felix Otto" } });
});

test("what went past both is told to the deputy, who may take it over and closes it with an answer", async () => {
  const mailId = await clientWrites(world, { subject: "Past both" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  expect((await newsOf("felix.otto")).filter((line) => line.includes("stand in for Anna Kern"))).toHaveLength(
    1,
  );
  expect((await newsOf("anna.kern")).filter((line) => line.includes("clientMailAround"))).toEqual([]);
  const mine = async (who: string) =>
    (await incidentsOf(world, who, "all")).find(({ subject }) => subject === "Past both");
  expect((await mine("felix.otto"))?.yoursToTake).toBe(true);
  expect((await mine("pavel.orlov"))?.yoursToTake).toBe(false);
  const params = { incidentId: String((await mine("felix.otto"))?.id) };
  await world.as("felix.otto")(settleIncident, { params, body: { state: "taken" } });
  const copy = await copyOf(world, "pavel.orlov", mailId);
  const forward = {
    comment: "",
    toRecipients: [{ emailAddress: { address: "felix.otto@bergmann.example" } }],
  };
  const pavel = `/users/${world.id("pavel.orlov")}/messages/${copy?.["id"]}`;
  await world.graph("POST", `${pavel}/forward`, forward, "pavel.orlov");
  await world.quiet();
  const felix = `/users/${world.id("felix.otto")}/messages`;
  const { body } = await world.graph("GET", `${felix}?$filter=subject eq 'FW: Past both'`);
  const [forwarded] = body["value"] as Json[];
  const toRecipients = [{ emailAddress: { address: "volkov@steelworks.example" } }];
  await world.graph(
    "POST",
    `${felix}/${forwarded?.["id"]}/reply`,
    { comment: "Hello", message: { toRecipients } },
    "felix.otto",
  );
  await expect.poll(async () => (await mine("anna.kern"))?.state, { timeout: 20_000 }).toBe("answered");
});

test("what is handed over while she is away goes to the deputy, by name", async () => {
  const mailId = await clientWrites(world, { subject: "To the deputy" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  const messageId = String((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
  const { readings } = await world.as("pavel.orlov")(checkMessage, { body: { messageId } });
  expect(readings[0]).toMatchObject({
    speaker: { person: { name: "Anna Kern" } },
    deputy: { name: "Felix Otto" },
  });
  const { toSpeaker, toClient } = await world.as("pavel.orlov")(previewHandOver, {
    body: { messageId, dealId },
  });
  expect([toSpeaker.person.name, toClient.text.includes("Felix Otto")]).toEqual(["Felix Otto", true]);
});

test("once she is back, the deputy alone is not enough", async () => {
  await world.advance("P3D");
  const mailId = await clientWrites(world, { to: ["pavel.orlov", "felix.otto"] });
  await untilJudged(world, mailId, ["bypass left-out"]);
});
