import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addContact, removeContact } from "../../../src/contract/contact-from-mail.ts";
import { editDeal } from "../../../src/contract/deal-edits.ts";
import { readDeal } from "../../../src/contract/deals.ts";
import { readVoice } from "../../../src/contract/voice.ts";
import { openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  dealId = (await openDeal(world)).id;
});
afterAll(() => world.close());

/** A stranger's mail, as Pavel's Outlook names it. */
async function fromStranger(from: string): Promise<{ mailId: string; messageId: string }> {
  const mailId = await clientWrites(world, { from, to: ["pavel.orlov"] });
  await untilJudged(world, mailId, []);
  return { mailId, messageId: String((await copyOf(world, "pavel.orlov", mailId))?.["id"]) };
}

const add = (who: string, messageId: string, id: string = randomUUID()) =>
  world.as(who)(addContact, { body: { id, messageId, dealId } });

async function linesOf(who: string): Promise<number> {
  const feed = await world.outside("GET", `/users/${world.id(who)}/activityFeed`);
  const lines = feed["value"] as unknown as { activityType: string }[];
  return lines.filter(({ activityType }) => activityType === "clientMailAround").length;
}

test("whoever reads a stranger's mail makes them a person of the client's, and earlier mail is read anew without disturbing anybody", async () => {
  const from = "Olga Lind <olga@free.example>";
  const first = await fromStranger(from);
  const second = await fromStranger(from);
  // Mail is dated by the second: one of the very second counts as later.
  await world.outside("POST", "/clock", { advance: "PT2S" });
  const before = await linesOf("anna.kern");
  const { readings } = await add("pavel.orlov", second.messageId);
  expect(readings).toMatchObject([{ deal: { id: dealId }, verdict: { kind: "bypass" } }]);
  const deal = await world.as("anna.kern")(readDeal, { params: { dealId } });
  expect(deal.contacts).toMatchObject([{ name: "Olga Lind", address: "olga@free.example" }]);
  await expect.poll(() => judged(world, first.mailId), { timeout: 20_000 }).toEqual(["bypass left-out"]);
  await world.quiet();
  expect((await copyOf(world, "pavel.orlov", first.mailId))?.["categories"]).toEqual([]);
  expect(await linesOf("anna.kern")).toBe(before);
  const { reading } = await world.as("anna.kern")(readVoice, { params: { dealId } });
  expect(reading).toEqual([]);
  // From now on they are heard as everybody of the client.
  await world.outside("POST", "/clock", { advance: "PT2S" });
  const third = await clientWrites(world, { from });
  await untilJudged(world, third, ["bypass left-out"]);
  expect((await copyOf(world, "pavel.orlov", third))?.["categories"]).toEqual(["Around the spokesperson"]);
});

test("sent twice it is one contact, and taken back it never was: its incidents are gone too", async () => {
  const { mailId, messageId } = await fromStranger("Jan <jan@free.example>");
  const id = randomUUID();
  await add("pavel.orlov", messageId, id);
  await add("pavel.orlov", messageId, id);
  const contacts = async () =>
    (await world.as("anna.kern")(readDeal, { params: { dealId } })).contacts.filter(
      ({ name }) => name === "Jan",
    );
  expect(await contacts()).toHaveLength(1);
  const incidents = async () =>
    (await incidentsOf(world, "anna.kern", "all")).filter(({ client }) => client.name === "Jan").length;
  expect(await incidents()).toBe(1);
  const undo = () => world.as("pavel.orlov")(removeContact, { params: { dealId, contactId: id } });
  expect([await undo(), await undo()]).toEqual([{ removed: true }, { removed: false }]);
  expect([await contacts(), await incidents(), await judged(world, mailId)]).toEqual([[], 0, []]);
});

test("one of ours, someone off the deal, and a mail that is not there are refused", async () => {
  const { messageId } = await fromStranger("Eve <eve@free.example>");
  await expect(add("maria.lindner", messageId)).rejects.toMatchObject({ code: "deal.unknown" });
  await expect(add("ivan.petrov", messageId)).rejects.toMatchObject({ code: "mail.unreadable" });
  const ours = await fromStranger("Felix Otto <felix.otto@bergmann.example>");
  await expect(add("pavel.orlov", ours.messageId)).rejects.toMatchObject({ code: "mail.not-client" });
});

test("a domain that the account manager adds has its past read too", async () => {
  const { mailId } = await fromStranger("Ulla <ulla@daughter.example>");
  await world.outside("POST", "/clock", { advance: "PT2S" });
  const deal = await world.as("anna.kern")(readDeal, { params: { dealId } });
  const { name, account, value, closeDate, tenderDate, contacts, version } = deal;
  await world.as("anna.kern")(editDeal, {
    params: { dealId },
    body: {
      version,
      name,
      account,
      value,
      closeDate,
      tenderDate,
      stage: "proposal",
      domains: [...deal.domains, "daughter.example"],
      contacts: contacts.map(({ name, address, role }) => ({ name, address, role })),
    },
  });
  await expect.poll(() => judged(world, mailId), { timeout: 20_000 }).toEqual(["bypass left-out"]);
  await world.quiet();
  expect((await copyOf(world, "pavel.orlov", mailId))?.["categories"]).toEqual([]);
});
