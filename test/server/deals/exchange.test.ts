import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkImport, exportDeals, importDeals } from "../../../src/contract/deal-import.ts";
import { listDeals, readDeal } from "../../../src/contract/deals.ts";
import { readCsv } from "../../../src/domain/deals/csv-read.ts";
import { guessColumns } from "../../../src/domain/deals/import-columns.ts";
import { openWorld, type World } from "../../support/world.ts";
import { newDeal, send } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

const bodyOf = (text: string) => {
  const { header, rows } = readCsv(new TextEncoder().encode(text));
  return { columns: guessColumns(header), rows, currency: "EUR", dayFirst: null };
};
const states = (rows: { line: number; state: string }[]) => rows.map(({ line, state }) => `${line} ${state}`);
const count = async (name: string) => (await world.as(name)(listDeals, {})).deals.length;

const TABLE = `Opportunity ID;Opportunity Name;Account Name;Website;Amount;Close Date;Stage;Email
006A;Furnace 2;Steelworks AO;steelworks.example;2 400 000,00;14.12.2026;Proposal/Price Quote;volkov@steelworks.example
006B;Line 5;Northern;https://northern.example;900000;2026-11-30;Closed Won;
006A;Furnace 2 again;Steelworks AO;steelworks.example;1;;;
006C;Broken;;gmail.com;much;soon;maybe;
006D;Ours;Bergmann;bergmann.example;;;;`;

describe("importing a table", () => {
  test("the preview tells of each line what would happen, and nothing happens", async () => {
    const { rows } = await world.as("lukas.maier")(checkImport, { body: bodyOf(TABLE) });
    expect(states(rows)).toEqual(["2 new", "3 new", "4 twice", "5 wrong", "6 wrong"]);
    expect(rows[3]?.faults.map(({ field, why }) => `${field} ${why}`)).toEqual([
      "account missing",
      "domains free-mail",
      "amount not-sum",
      "stage not-stage",
      "closeDate not-day",
    ]);
    expect(rows[4]?.faults).toEqual([{ field: "domains", why: "our-domain" }]);
    expect(await count("lukas.maier")).toBe(0);
  });

  test("what is sound is made, the importer leads it and speaks; imported again it is known", async () => {
    const lukas = world.as("lukas.maier");
    const { rows } = await lukas(importDeals, { body: bodyOf(TABLE) });
    expect(states(rows)).toEqual(["2 new", "3 new", "4 twice", "5 wrong", "6 wrong"]);
    const deal = await lukas(readDeal, { params: { dealId: rows[0]?.dealId ?? "" } });
    expect(deal).toMatchObject({
      name: "Furnace 2",
      account: "Steelworks AO",
      domains: ["steelworks.example"],
      value: { amount: "2400000.00", currency: "EUR" },
      closeDate: "2026-12-14",
      stage: "proposal",
      yourRole: "accountManager",
      speaker: { person: { name: "Lukas Maier" } },
      contacts: [{ address: "volkov@steelworks.example" }],
    });
    const again = await lukas(importDeals, { body: bodyOf(TABLE) });
    expect(states(again.rows)).toEqual(["2 known", "3 known", "4 twice", "5 wrong", "6 wrong"]);
    expect(again.rows[0]?.dealId).toBe(deal.id);
    expect(await count("lukas.maier")).toBe(2);
  });

  test("fault 24: the same table imported twice at the same moment makes each deal once", async () => {
    const text = `Name,Client,Domain\n${Array.from({ length: 20 }, (_, i) => `D${i},C${i},c${i}.example`).join("\n")}`;
    const felix = world.as("felix.otto");
    const both = await Promise.all([
      felix(importDeals, { body: bodyOf(text) }),
      felix(importDeals, { body: bodyOf(text) }),
    ]);
    expect(await count("felix.otto")).toBe(20);
    const made = both.flatMap(({ rows }) => rows.filter(({ state }) => state === "new"));
    expect(made).toHaveLength(20);
  });

  test("another person's import of the same table is another person's deals", async () => {
    await world.as("sophie.albrecht")(importDeals, { body: bodyOf(TABLE) });
    expect([await count("sophie.albrecht"), await count("lukas.maier")]).toEqual([2, 2]);
  });

  test("too many rows at once, an unknown column, a row that is none: refused as a whole", async () => {
    const body = bodyOf(TABLE);
    const path = "/api/deals/import";
    const many = Array.from({ length: 501 }, (_, i) => ({ line: i + 1, cells: ["x"] }));
    expect(await send(world, path, { body: { ...body, rows: many } })).toEqual([
      400,
      "request.invalid",
      "rows",
    ]);
    expect(await send(world, path, { body: { ...body, columns: ["colour"] } })).toEqual([
      400,
      "request.invalid",
      "columns.0",
    ]);
    expect(await send(world, path, { body: { ...body, rows: [{ line: 0, cells: [] }] } })).toEqual([
      400,
      "request.invalid",
      "rows.0.line",
    ]);
  });
});

describe("exporting", () => {
  test("what was exported can be imported, by another person too, and holds the same", async () => {
    const anna = world.as("anna.kern");
    await newDeal(world, {
      name: 'Line "4", Steelworks; Печь',
      contacts: [{ name: "Volkov", address: "volkov@steelworks.example", role: null }],
    });
    const { csv } = await anna(exportDeals, {});
    const { rows } = await world.as("richard.hahn")(importDeals, { body: bodyOf(csv) });
    expect(states(rows)).toEqual(["2 new"]);
    const copy = await world.as("richard.hahn")(readDeal, { params: { dealId: rows[0]?.dealId ?? "" } });
    expect(copy).toMatchObject({
      name: 'Line "4", Steelworks; Печь',
      value: { amount: "2400000", currency: "EUR" },
      closeDate: "2026-12-14",
      tenderDate: "2026-12-04",
      contacts: [{ name: "Volkov", address: "volkov@steelworks.example" }],
    });
  });

  test("bad input 84: a deal named like a formula is none in the table", async () => {
    await newDeal(world, { name: '=HYPERLINK("http://evil.example")', account: "@evil" });
    const { csv } = await world.as("anna.kern")(exportDeals, {});
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")",'@evil,`);
    expect(csv).not.toMatch(/(^|,|")[=@]/m);
  });

  test("nobody's table holds deals of others", async () => {
    const { csv } = await world.as("helen.carter")(exportDeals, {});
    expect(readCsv(new TextEncoder().encode(csv)).rows).toEqual([]);
  });
});
