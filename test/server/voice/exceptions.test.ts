import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { mayInVoice } from "../../../server/voice/policy.ts";
import {
  declareQuiet,
  delegateTopic,
  endException,
  listExceptions,
} from "../../../src/contract/exceptions.ts";
import { SEAT_ROLES } from "../../../src/domain/deals/deal.ts";
import { openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  dealId = (await openDeal(world)).id;
});
afterAll(() => world.close());

const delegation = (otherwise: object = {}) => ({
  id: crypto.randomUUID(),
  personId: world.id("ivan.petrov"),
  topic: "Logistics",
  clients: null,
  messageId: null,
  until: null,
  ...otherwise,
});
/** Passes a topic on, and lets the second pass by which mails are dated. */
async function delegate(who: string, otherwise: object = {}) {
  const made = await world.as(who)(delegateTopic, { params: { dealId }, body: delegation(otherwise) });
  await world.outside("POST", "/clock", { advance: "PT1S" });
  return made;
}

describe("who decides who may speak", () => {
  test.each(SEAT_ROLES.map((role) => [role]))("%s", (role) => {
    const leads = role === "accountManager";
    expect([mayInVoice("delegate", role, false), mayInVoice("declare-quiet", role, false)]).toEqual([
      leads,
      leads,
    ]);
    expect([mayInVoice("delegate", role, true), mayInVoice("declare-quiet", role, true)]).toEqual([
      true,
      leads,
    ]);
  });
});

test("a topic passed to a colleague is seen by the team, and ends when it is ended", async () => {
  const { delegations } = await delegate("anna.kern");
  expect(delegations).toMatchObject([
    { person: { name: "Иван Петров" }, topic: "Logistics", isInForce: true },
  ]);
  const during = await clientWrites(world, { to: ["ivan.petrov"] });
  await untilJudged(world, during, ["delegated topic"]);
  const exceptionId = String(delegations[0]?.id);
  await world.as("anna.kern")(endException, { params: { dealId, exceptionId } });
  const seen = await world.as("pavel.orlov")(listExceptions, { params: { dealId } });
  expect(seen.delegations.map(({ isInForce }) => isInForce)).toEqual([false]);
  await world.outside("POST", "/clock", { advance: "PT2S" });
  const after = await clientWrites(world, { to: ["ivan.petrov"] });
  await untilJudged(world, after, ["bypass left-out"]);
});

test("a topic for one person of the client leaves the others", async () => {
  const { delegations } = await delegate("anna.kern", { clients: ["Eve <eve@steelworks.example>"] });
  const ids = await Promise.all(
    ["eve", "adam"].map((name) =>
      clientWrites(world, { from: `${name}@steelworks.example`, to: ["ivan.petrov"] }),
    ),
  );
  await world.quiet();
  expect(await Promise.all(ids.map((id) => judged(world, id)))).toEqual([
    ["delegated topic"],
    ["bypass left-out"],
  ]);
  await world.as("anna.kern")(endException, { params: { dealId, exceptionId: String(delegations[0]?.id) } });
});

test("a conversation passed to the colleague who has it leaves nothing open of what was in it", async () => {
  const mailId = await clientWrites(world, { to: ["ivan.petrov"], subject: "Visas for fitters" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  const copy = await copyOf(world, "ivan.petrov", mailId);
  // Whoever speaks passes it on from a copy of their own.
  const forAnna = await clientWrites(world, {
    id: mailId,
    subject: "Visas for fitters",
    deliverTo: ["pavel.orlov"],
  });
  const own = await copyOf(world, "pavel.orlov", forAnna);
  expect([typeof copy?.["id"], typeof own?.["id"]]).toEqual(["string", "string"]);
  await sql`update deal_seat set role = 'accountManager' where person_id = ${world.id("pavel.orlov")}`.execute(
    world.db,
  );
  const { delegations, may } = await world.as("pavel.orlov")(delegateTopic, {
    params: { dealId },
    body: delegation({ topic: "Visas for fitters", messageId: String(own?.["id"]) }),
  });
  await sql`update deal_seat set role = 'expert' where person_id = ${world.id("pavel.orlov")}`.execute(
    world.db,
  );
  expect(may).toEqual({ delegate: true, declareQuiet: true });
  expect(await judged(world, mailId)).toEqual(["delegated thread"]);
  const open = (await incidentsOf(world, "anna.kern")).filter(
    ({ subject }) => subject === "Visas for fitters",
  );
  expect(open).toEqual([]);
  const made = delegations.find(({ topic }) => topic === "Visas for fitters");
  await world.as("anna.kern")(endException, { params: { dealId, exceptionId: String(made?.id) } });
});

test("each page is told what its reader may do", async () => {
  const may = async (who: string) => (await world.as(who)(listExceptions, { params: { dealId } })).may;
  expect(await may("anna.kern")).toEqual({ delegate: true, declareQuiet: true });
  expect(await may("ivan.petrov")).toEqual({ delegate: false, declareQuiet: false });
});

test("sent twice with one id it is one, and nobody but those who decide may", async () => {
  const id = crypto.randomUUID();
  await delegate("anna.kern", { id, topic: "Visas" });
  const { delegations } = await delegate("anna.kern", { id, topic: "Visas" });
  expect(delegations.filter(({ topic }) => topic === "Visas")).toHaveLength(1);
  await expect(delegate("pavel.orlov")).rejects.toMatchObject({ code: "deal.not-yours" });
  await expect(delegate("maria.lindner")).rejects.toMatchObject({ code: "deal.unknown" });
});

test.each([
  ["someone off the team", () => ({ personId: world.id("maria.lindner") }), "person.unknown"],
  ["an end in the past", () => ({ until: "2020-01-01T00:00:00Z" }), "request.invalid"],
  ["what is no address", () => ({ clients: ["nobody at all"] }), "request.invalid"],
  ["a topic of control characters", () => ({ topic: "Log\u0007istics" }), "request.invalid"],
  ["a mail that is not there", () => ({ messageId: "AAkAnothing" }), "mail.unreadable"],
])("%s is refused", async (_story, otherwise, code) => {
  await expect(delegate("anna.kern", otherwise())).rejects.toMatchObject({ code });
});

test("in a quiet period only the named contact may speak", async () => {
  const quiet = await world.as("anna.kern")(declareQuiet, {
    params: { dealId },
    body: {
      id: crypto.randomUUID(),
      contactId: world.id("pavel.orlov"),
      rule: "Tender 4711, section 3: questions through the named contact only.",
      since: world.now().toString(),
      until: world.now().add({ hours: 48 }).toString(),
    },
  });
  expect(quiet.quietPeriods).toMatchObject([{ contact: { name: "Павел Орлов" }, isInForce: true }]);
  await world.outside("POST", "/clock", { advance: "PT2S" });
  const message = {
    subject: "Our price",
    body: { contentType: "text", content: "Cheap" },
    toRecipients: [{ emailAddress: { address: "volkov@steelworks.example" } }],
    ccRecipients: [{ emailAddress: { address: "pavel.orlov@bergmann.example" } }],
  };
  await world.graph("POST", `/users/${world.id("ivan.petrov")}/sendMail`, { message }, "ivan.petrov");
  await world.quiet();
  const { body } = await world.graph(
    "GET",
    `/users/${world.id("ivan.petrov")}/messages?$filter=subject eq 'Our price'`,
  );
  const [sent] = body["value"] as unknown as { internetMessageId: string }[];
  expect(await judged(world, String(sent?.internetMessageId))).toEqual(["bypass quiet-period"]);
});
