import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import { listDeals, readDeal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { type DealBody, dealBody, newDeal, refusal, send, team } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("whoever makes a deal leads it and speaks to the client from that moment", async () => {
  const deal = await newDeal(world, {
    domains: ["@SteelWorks.example", "пример.рф", "steelworks.example"],
    contacts: [{ name: "Oleg Volkov", address: "Oleg.Volkov@Steelworks.Example", role: "economicBuyer" }],
  });
  expect(deal).toMatchObject({
    yourRole: "accountManager",
    value: { amount: "2400000", currency: "EUR" },
    closeDate: "2026-12-14",
    tenderDate: "2026-12-04",
    domains: ["steelworks.example", "xn--e1afmkfd.xn--p1ai"],
    contacts: [{ name: "Oleg Volkov", address: "oleg.volkov@steelworks.example", role: "economicBuyer" }],
    teamSize: 4,
    version: 1,
    openIncidents: 0,
    voiceShare: null,
    room: { state: "none", steps: [] },
    speaker: { person: { name: "Anna Kern" }, until: null, zone: "Europe/Berlin" },
  });
  expect(deal.seats.map(({ person, role }) => [person.name, role])).toEqual([
    ["Anna Kern", "accountManager"],
    ["Stefan Brandt", "managerCoach"],
    ["Иван Петров", "backOffice"],
    ["Павел Орлов", "expert"],
  ]);
  expect(deal.speaker?.since.slice(0, 16)).toBe(world.now().toString().slice(0, 16));
});

test("a client's name and domain alone make a deal", async () => {
  const bare = { value: null, closeDate: null, tenderDate: null, seats: [], contacts: [] };
  const deal = await newDeal(world, bare);
  expect(deal).toMatchObject({ value: null, closeDate: null, tenderDate: null, teamSize: 1 });
});

test("the same request sent twice at once makes one deal", async () => {
  const body = dealBody();
  const anna = world.as("anna.kern");
  const [one, other] = await Promise.all([anna(createDeal, { body }), anna(createDeal, { body })]);
  expect(other).toEqual(one);
  const { deals } = await anna(listDeals, {});
  expect(deals.filter(({ id }) => id === body.id)).toHaveLength(1);
});

test("an id that is somebody else's deal is refused, and tells nothing of that deal", async () => {
  const deal = await newDeal(world);
  const body = dealBody({ id: deal.id });
  expect(await refusal(world.as("lukas.maier")(createDeal, { body }))).toEqual({
    code: "request.invalid",
    field: "id",
  });
  expect((await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } })).name).toBe(deal.name);
});

test("a deal is seen by its team alone: to everyone else it does not exist", async () => {
  const deal = await newDeal(world);
  for (const name of ["pavel.orlov", "stefan.brandt"]) {
    const seen = await world.as(name)(readDeal, { params: { dealId: deal.id } });
    expect(seen.name).toBe(deal.name);
  }
  const lukas = world.as("lukas.maier");
  expect((await lukas(listDeals, {})).deals.map(({ id }) => id)).not.toContain(deal.id);
  for (const path of [
    `/api/deals/${deal.id}`,
    `/api/deals/${randomUUID()}`,
    "/api/channels/19:x@thread.tacv2/deal",
  ])
    expect(await send(world, path, { as: "lukas.maier", method: "GET" })).toEqual([
      404,
      "deal.unknown",
      undefined,
    ]);
  for (const [path, body] of [
    [`/api/deals/${deal.id}/room`, {}],
    [`/api/deals/${deal.id}/spokesperson`, { personId: world.id("lukas.maier"), version: 1 }],
  ] as const)
    expect(await send(world, path, { as: "lukas.maier", body })).toEqual([404, "deal.unknown", undefined]);
});

test("a list shows the soonest deal first and finished ones last", async () => {
  const sophie = world.as("sophie.albrecht");
  const make = (name: string, part: Partial<DealBody>) =>
    sophie(createDeal, { body: dealBody({ name, ...part }) });
  await make("later", { closeDate: "2026-09-01" });
  await make("no day", { closeDate: null });
  await make("won", { closeDate: "2026-01-01", stage: "won" });
  await make("sooner", { closeDate: "2026-05-01" });
  const { deals } = await sophie(listDeals, {});
  expect(deals.map(({ name }) => name)).toEqual(["sooner", "later", "no day", "won"]);
});

describe("bad input is refused with the field that is wrong, and nothing is written", () => {
  const seat = (personId: string, role = "expert") => ({ personId, role });
  const cases: [story: string, part: (world: World) => object, code: string, field: string | undefined][] = [
    ["no name", () => ({ name: "  " }), "request.invalid", "name"],
    ["a name of 121 characters", () => ({ name: "x".repeat(121) }), "request.invalid", "name"],
    ["a control character in the name", () => ({ name: "Line\u00004" }), "request.invalid", "name"],
    [
      "a direction override in the account",
      () => ({ account: "evil\u202excod" }),
      "request.invalid",
      "account",
    ],
    ["an unknown field", () => ({ colour: "red" }), "request.invalid", "colour"],
    ["an id that is none", () => ({ id: "1" }), "request.invalid", "id"],
    ["a number for a name", () => ({ name: 7 }), "request.invalid", "name"],
    ["no domain", () => ({ domains: [] }), "request.invalid", "domains"],
    ["a domain without a dot", () => ({ domains: ["a.example", "client"] }), "request.invalid", "domains.1"],
    ["a domain with a space", () => ({ domains: ["client example.com"] }), "request.invalid", "domains.0"],
    ["an address for a domain", () => ({ domains: ["a@b@c.example"] }), "request.invalid", "domains.0"],
    ["a public suffix", () => ({ domains: ["co.uk"] }), "request.invalid", "domains.0"],
    ["free mail as the client's domain", () => ({ domains: ["gmail.com"] }), "request.invalid", "domains.0"],
    [
      "our own domain as the client's",
      () => ({ domains: ["Bergmann.example"] }),
      "request.invalid",
      "domains.0",
    ],
    ["21 domains", () => ({ domains: Array(21).fill("a.example") }), "request.invalid", "domains"],
    [
      "an amount with a sign",
      () => ({ value: { amount: "-1", currency: "EUR" } }),
      "request.invalid",
      "value.amount",
    ],
    [
      "three decimals",
      () => ({ value: { amount: "1.005", currency: "EUR" } }),
      "request.invalid",
      "value.amount",
    ],
    [
      "a currency that does not exist",
      () => ({ value: { amount: "1", currency: "QQQ" } }),
      "request.invalid",
      "value.currency",
    ],
    ["a stage that does not exist", () => ({ stage: "maybe" }), "request.invalid", "stage"],
    ["the 30th of February", () => ({ closeDate: "2026-02-30" }), "request.invalid", "closeDate"],
    [
      "a sensitivity that does not exist",
      () => ({ sensitivity: "secret" }),
      "request.invalid",
      "sensitivity",
    ],
    ["a stranger in the team", () => ({ seats: [seat(randomUUID())] }), "person.unknown", undefined],
    [
      "a person twice",
      (w) => ({ seats: [seat(w.id("ivan.petrov")), seat(w.id("ivan.petrov"), "legal")] }),
      "request.invalid",
      "seats.1.personId",
    ],
    ["the maker again", (w) => ({ seats: [seat(w.id("anna.kern"))] }), "request.invalid", "seats.0.personId"],
    [
      "a second account manager",
      (w) => ({ seats: [seat(w.id("ivan.petrov"), "accountManager")] }),
      "request.invalid",
      "seats.0.role",
    ],
    [
      "a role that does not exist",
      (w) => ({ seats: [seat(w.id("ivan.petrov"), "boss")] }),
      "request.invalid",
      "seats.0.role",
    ],
    [
      "a contact without an address",
      () => ({ contacts: [contact("no-at-sign")] }),
      "request.invalid",
      "contacts.0.address",
    ],
    [
      "a contact twice",
      () => ({ contacts: [contact("a@b.example"), contact("A@B.EXAMPLE")] }),
      "request.invalid",
      "contacts.1.address",
    ],
    [
      "a colleague as the client's contact",
      () => ({ contacts: [contact("ivan.petrov@bergmann.example")] }),
      "request.invalid",
      "contacts.0.address",
    ],
    [
      "an unknown buying role",
      () => ({ contacts: [{ ...contact("a@b.example"), role: "king" }] }),
      "request.invalid",
      "contacts.0.role",
    ],
  ];
  const contact = (address: string) => ({ name: "Eve", address, role: null });

  test.each(cases)("%s", async (_story, part, code, field) => {
    const body = { ...dealBody(), ...part(world) };
    const status = code === "person.unknown" ? 422 : 400;
    expect(await send(world, "/api/deals", { body })).toEqual([status, code, field]);
    const { deals } = await world.as("anna.kern")(listDeals, {});
    expect(deals.map(({ id }) => id)).not.toContain(body.id);
  });

  test("broken JSON, and a body of 10 MB", async () => {
    expect(await send(world, "/api/deals", { body: '{"name":' })).toEqual([
      400,
      "request.invalid",
      undefined,
    ]);
    const body = JSON.stringify({ ...dealBody(), name: "x".repeat(10_000_000) });
    expect(await send(world, "/api/deals", { body })).toEqual([413, "request.too-large", undefined]);
  });

  test("a wrong token, and none", async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${world.url}/api/deals`, { method: "POST", headers, body: "{}" }).then(({ status }) => status);
    expect([await ask({}), await ask({ Authorization: "Bearer x.y.z" })]).toEqual([401, 401]);
  });
});

test("bad input 83: the id of a deal of another tenant is an unknown deal", async () => {
  const deal = await newDeal(world);
  const other = randomUUID();
  await sql`insert into deal (tenant_id, id, name, account, stage, sensitivity, created_by, created_at)
            values ('another tenant', ${other}, 'Theirs', 'Theirs', 'lead', 'standard', ${world.id("anna.kern")}, now())`.execute(
    world.db,
  );
  await sql`insert into person (tenant_id, id, name, mail, addresses, refreshed_at)
            values ('another tenant', ${world.id("anna.kern")}, 'Anna', 'a@b.example', '{}', now())`.execute(
    world.db,
  );
  await sql`insert into deal_seat (tenant_id, deal_id, person_id, role)
            values ('another tenant', ${other}, ${world.id("anna.kern")}, 'accountManager')`.execute(
    world.db,
  );
  expect(await send(world, `/api/deals/${other}`, { method: "GET" })).toEqual([
    404,
    "deal.unknown",
    undefined,
  ]);
  expect(await send(world, `/api/deals/${other}/room`, { body: {} })).toEqual([
    404,
    "deal.unknown",
    undefined,
  ]);
  const { deals } = await world.as("anna.kern")(listDeals, {});
  expect(deals.map(({ id }) => id)).toContain(deal.id);
  expect(deals.map(({ id }) => id)).not.toContain(other);
});

test("bad input 82: markup and template signs in a name are kept as they were typed", async () => {
  const name = "<b>*Line* 4</b> $\u007bdeal} [x](http://evil.example) `";
  expect((await newDeal(world, { name, seats: team(world) })).name).toBe(name);
});
