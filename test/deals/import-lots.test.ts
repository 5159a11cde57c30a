import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchesOf, type Row, repeatedLines } from "../../src/views/deals/import/batches.ts";
import { stepTo } from "../../src/views/deals/row-keys.ts";
import { EVERYTHING, queryOf, SORTS, type Wanted, wantedIn } from "../../src/views/deals/use-wanted.ts";

const rowsOf = (count: number, cell = "x"): Row[] =>
  Array.from({ length: count }, (_one, place) => ({ line: place + 2, cells: [cell] }));

describe("the lots in which a table is sent", () => {
  test.each([
    ["an empty table", 0, []],
    ["one row", 1, [1]],
    ["just one lot", 200, [200]],
    ["one row more than a lot", 201, [200, 1]],
    ["a hundred thousand rows", 100_000, Array.from({ length: 500 }, () => 200)],
  ])("%s", (_what, count, sizes) => {
    expect(batchesOf(rowsOf(count)).map(({ length }) => length)).toEqual(sizes);
  });

  test("rows of long cells go in smaller lots, and a cell that is no part of a deal is cut", () => {
    const lots = batchesOf(rowsOf(100, "я".repeat(50_000)));
    expect(lots.length).toBeGreaterThan(1);
    for (const lot of lots) {
      expect(Buffer.byteLength(JSON.stringify(lot))).toBeLessThan(900_000);
      expect(lot[0]?.cells[0]).toHaveLength(10_000);
    }
  });

  test("no row is lost, doubled or moved, whatever the table", () => {
    const cells = fc.array(fc.string({ maxLength: 3000 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 300 }), (table) => {
        const rows = table.map((row, place) => ({ line: place + 2, cells: row }));
        expect(batchesOf(rows).flat()).toEqual(rows);
      }),
    );
  });
});

test("a line that says a deal once more is found anywhere in the table, by its id or by client and name", () => {
  const columns = ["externalId", "account", "name"] as const;
  const rows = [
    ["1", "Steel", "Line 4"],
    ["", "Zarya", "Furnace"],
    ["2", "Steel", "Line 4"],
    ["1", "Other", "Other"],
    ["", "zarya ", "FURNACE"],
    ["", "", ""],
    ["", "", ""],
  ].map((cells, place) => ({ line: place + 2, cells }));
  expect([...repeatedLines(columns, rows)]).toEqual([5, 6]);
});

test("what is wanted of the list goes into an address and comes back out of it, whatever else the address says", () => {
  const wanted: fc.Arbitrary<Wanted> = fc.record({
    search: fc.string({ maxLength: 60 }).map((text) => text.trim()),
    stage: fc.constantFrom(null, "lead", "won"),
    sort: fc.constantFrom(...SORTS),
    client: fc.constantFrom(null, "Завод «Заря»", "A & B=C"),
    leader: fc.constantFrom(null, "me", "7e000000-0000-4000-8000-000000000002"),
    room: fc.constantFrom(null, "stuck", "none"),
    needsSomebody: fc.boolean(),
    isArchived: fc.boolean(),
  });
  fc.assert(
    fc.property(wanted, (one) => {
      const query = queryOf(one, "as=anna&search=old&theme=dark");
      expect(wantedIn(query)).toEqual(one);
      expect(new URLSearchParams(query).get("as")).toBe("anna");
    }),
  );
  expect(wantedIn("stage=nonsense&sort=evil&client=&lead=&room=palace&attention=1&archived=1")).toEqual(
    EVERYTHING,
  );
  expect(queryOf(EVERYTHING, "as=anna&stage=won")).toBe("as=anna");
});

test.each([
  ["ArrowDown", 3, 4],
  ["ArrowDown", 99, 99],
  ["ArrowUp", 0, 0],
  ["ArrowUp", 5, 4],
  ["PageDown", 95, 99],
  ["PageUp", 12, 2],
  ["Home", 50, 0],
  ["End", 50, 99],
  ["a", 50, null],
  ["ArrowDown", -1, null],
])("%s leads from row %i of a hundred to row %s", (key, here, there) => {
  expect(stepTo(key, here, 100)).toBe(there);
});
