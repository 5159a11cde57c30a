import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { editDeal, editTeam, handOverVoice } from "../../../src/contract/deal-edits.ts";
import { type Deal, listDeals, readDeal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { newDeal, refusal, send } from "./deal-support.ts";
import { press, readyNews, tenantHolds, untilRoom } from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

function factsOf({ version, name, account, domains, value, stage, closeDate, tenderDate, contacts }: Deal) {
  const plain = contacts.map((contact) => ({
    name: contact.name,
    address: contact.address,
    role: contact.role,
  }));
  return {
    version,
    name,
    account,
    domains,
    value,
    stage: stage as "lead",
    closeDate,
    tenderDate,
    contacts: plain,
  };
}
const seatsOf = (deal: Deal) =>
  deal.seats.map(({ person, role, backup }) => ({ personId: person.id, role, backupId: backup?.id ?? null }));
const edit = (deal: Deal, part: object, as = "anna.kern") =>
  world.as(as)(editDeal, { params: { dealId: deal.id }, body: { ...factsOf(deal), ...part } });
const reseat = (deal: Deal, seats: ReturnType<typeof seatsOf>, as = "anna.kern") =>
  world.as(as)(editTeam, { params: { dealId: deal.id }, body: { version: deal.version, seats } });

describe("editing a deal", () => {
  test("everything that was typed can be changed, and a contact who stays is the same person", async () => {
    const volkov = { name: "Volkov", address: "volkov@steelworks.example", role: null };
    const deal = await newDeal(world, {
      contacts: [volkov, { ...volkov, name: "Eve", address: "eve@steelworks.example" }],
    });
    const after = await edit(deal, {
      name: "Line 5",
      stage: "contract",
      value: { amount: "10.50", currency: "RUB" },
      closeDate: null,
      domains: ["steelworks.example", "steel.example"],
      contacts: [{ ...volkov, name: "Oleg Volkov", role: "champion" }],
    });
    expect(after).toMatchObject({
      version: deal.version + 1,
      name: "Line 5",
      stage: "contract",
      value: { amount: "10.50", currency: "RUB" },
      closeDate: null,
      domains: ["steel.example", "steelworks.example"],
    });
    const before = deal.contacts.find(({ address }) => address === volkov.address);
    expect(after.contacts).toEqual([
      { id: before?.id, name: "Oleg Volkov", address: volkov.address, role: "champion" },
    ]);
  });

  test("two editors never overwrite each other: the second is told that the deal changed", async () => {
    const deal = await newDeal(world);
    await edit(deal, { name: "First" });
    expect(await refusal(edit(deal, { name: "Second" }))).toEqual({ code: "deal.changed" });
    expect((await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } })).name).toBe("First");
  });

  test.each([
    ["a name of nothing", { name: " " }, "name"],
    ["free mail", { domains: ["mail.ru"] }, "domains.0"],
    ["a currency that does not exist", { value: { amount: "1", currency: "QQQ" } }, "value.currency"],
    ["the end of the deal, which is a step of its own", { stage: "won" }, "stage"],
    ["an unknown field", { sensitivity: "private" }, "sensitivity"],
  ])("refused, nothing changed: %s", async (_story, part, field) => {
    const deal = await newDeal(world);
    const body = { ...factsOf(deal), ...part };
    expect(await send(world, `/api/deals/${deal.id}`, { body, method: "PUT" })).toEqual([
      400,
      "request.invalid",
      field,
    ]);
    expect(await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } })).toEqual(deal);
  });
});

describe("changing the team", () => {
  test("a colleague joins with a backup, another leaves, and each sees the deal or does not", async () => {
    const deal = await newDeal(world);
    const seats = seatsOf(deal).filter(({ personId }) => personId !== world.id("ivan.petrov"));
    const after = await reseat(deal, [
      ...seats,
      { personId: world.id("maria.lindner"), role: "legal", backupId: world.id("felix.otto") },
    ]);
    const maria = after.seats.find(({ role }) => role === "legal");
    expect([maria?.person.name, maria?.backup?.name]).toEqual(["Maria Lindner", "Felix Otto"]);
    const sees = async (name: string) =>
      (await world.as(name)(listDeals, {})).deals.some(({ id }) => id === deal.id);
    expect([await sees("maria.lindner"), await sees("ivan.petrov")]).toEqual([true, false]);
  });

  test("a spokesperson who leaves the team passes the voice to the account manager", async () => {
    const deal = await newDeal(world);
    const spoken = await world.as("anna.kern")(handOverVoice, {
      params: { dealId: deal.id },
      body: { personId: world.id("pavel.orlov"), version: deal.version },
    });
    const seats = seatsOf(spoken).filter(({ personId }) => personId !== world.id("pavel.orlov"));
    const after = await reseat(spoken, seats);
    expect(after.speaker?.person.name).toBe("Anna Kern");
  });

  test("the lead passes to a colleague, and the one who had it can change nothing any more", async () => {
    const deal = await newDeal(world);
    const seats = seatsOf(deal).map((seat) => {
      if (seat.personId === world.id("pavel.orlov")) return { ...seat, role: "accountManager" as const };
      return seat.role === "accountManager" ? { ...seat, role: "expert" as const } : seat;
    });
    const after = await reseat(deal, seats);
    expect(after.yourRole).toBe("expert");
    expect(await refusal(reseat(after, seatsOf(after)))).toEqual({ code: "deal.not-yours" });
    await reseat(after, seatsOf(after), "pavel.orlov");
  });

  test("a private room follows: joiners are let in and told, leavers are out, the new lead owns it", async () => {
    const deal = await newDeal(world, { name: "Follows", sensitivity: "private" });
    await press(world, deal.id);
    const seats = seatsOf(deal)
      .filter(({ personId }) => personId !== world.id("ivan.petrov"))
      .map((seat) =>
        seat.personId === world.id("pavel.orlov") ? { ...seat, role: "accountManager" as const } : seat,
      )
      .map((seat) => (seat.personId === world.id("anna.kern") ? { ...seat, role: "expert" as const } : seat));
    await reseat(deal, [...seats, { personId: world.id("helen.carter"), role: "assistant", backupId: null }]);
    await expect
      .poll(() => tenantHolds(world, deal.id), { timeout: 20_000 })
      .toMatchObject({
        found: [{ members: ["Anna Kern owner", "Helen Carter ", "Stefan Brandt ", "Павел Орлов owner"] }],
      });
    await untilRoom(world, deal.id, "ready");
    const news = async () =>
      (await readyNews(world, "helen.carter")).filter((title) => title.endsWith("Follows"));
    await expect.poll(news, { timeout: 20_000 }).toHaveLength(1);
  });

  test.each([
    [
      "nobody leads",
      (w: World) => [{ personId: w.id("anna.kern"), role: "expert", backupId: null }],
      "seats",
    ],
    [
      "two lead",
      (w: World) =>
        ["anna.kern", "ivan.petrov"].map((name) => ({
          personId: w.id(name),
          role: "accountManager",
          backupId: null,
        })),
      "seats",
    ],
    [
      "one person twice",
      (w: World) =>
        ["accountManager", "expert"].map((role) => ({ personId: w.id("anna.kern"), role, backupId: null })),
      "seats.1.personId",
    ],
    [
      "somebody as their own backup",
      (w: World) => [{ personId: w.id("anna.kern"), role: "accountManager", backupId: w.id("anna.kern") }],
      "seats.0.backupId",
    ],
    ["nobody at all", () => [], "seats"],
  ])("refused, nothing changed: %s", async (_story, seats, field) => {
    const deal = await newDeal(world);
    const body = { version: deal.version, seats: seats(world) };
    const path = `/api/deals/${deal.id}/team`;
    expect(await send(world, path, { body, method: "PUT" })).toEqual([400, "request.invalid", field]);
    expect(await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } })).toEqual(deal);
  });

  test("a stranger in the team is refused", async () => {
    const deal = await newDeal(world);
    const seats = [
      ...seatsOf(deal),
      { personId: "0f1ce000-0000-4000-8000-0000000000ff", role: "legal" as const, backupId: null },
    ];
    expect(await refusal(reseat(deal, seats))).toEqual({ code: "person.unknown" });
  });
});

describe("somebody of the deal team left the company", () => {
  test("their seat waits until it is given away; all else can be changed meanwhile, and the voice does not pass to them", async () => {
    const deal = await newDeal(world, { name: "One left" });
    const gone = world.id("ivan.petrov");
    // Read from the directory again at the next look, as every day.
    await sql`update person set refreshed_at = '2020-01-01' where id = ${gone}`.execute(world.db);
    const match = { url: `/users/${gone}$|/users/${gone}\\?` };
    await world.outside("POST", "/faults", { match, status: 404, code: "Request_ResourceNotFound" });
    const others = seatsOf(deal).filter(({ personId }) => personId !== world.id("pavel.orlov"));
    const changed = await reseat(deal, others);
    expect(changed.seats.map(({ person }) => person.id)).toContain(gone);
    const pass = world.as("anna.kern")(handOverVoice, {
      params: { dealId: deal.id },
      body: { personId: gone, version: changed.version },
    });
    expect(await refusal(pass)).toEqual({ code: "person.unknown" });
    const lead = others.map((seat) => ({
      ...seat,
      role: seat.personId === gone ? ("accountManager" as const) : ("expert" as const),
    }));
    expect(await refusal(reseat(changed, lead))).toEqual({ code: "person.unknown" });
    const without = others.filter(({ personId }) => personId !== gone);
    expect((await reseat(changed, without)).seats.map(({ person }) => person.id)).not.toContain(gone);
    const fresh = await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } });
    expect(await refusal(reseat(fresh, others))).toEqual({ code: "person.unknown" });
    await world.outside("DELETE", "/faults");
  });
});
