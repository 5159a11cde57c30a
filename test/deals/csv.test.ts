import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/domain/deals/csv-read.ts";
import { unguarded, writeCsv } from "../../src/domain/deals/csv-write.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = (bytes: Uint8Array) => {
  const { header, rows } = readCsv(bytes);
  return [header, ...rows.map(({ cells }) => cells)];
};
function utf16(text: string, isBig: boolean, mark = true): Uint8Array {
  const units = [...(mark ? "\ufeff" : ""), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (isBig ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
  );
}
/** Windows-1251 for Latin and the letters from А to я. */
const windows1251 = (text: string) =>
  Uint8Array.from(
    [...text].map((letter) => (letter >= "А" ? letter.charCodeAt(0) - 0x410 + 0xc0 : letter.charCodeAt(0))),
  );

describe("a table is read in whatever encoding it comes", () => {
  const text = "Сделка;Клиент\r\nПечь;Завод\r\n";
  const expected = [
    ["Сделка", "Клиент"],
    ["Печь", "Завод"],
  ];
  test.each([
    ["UTF-8", utf8(text), "utf-8"],
    ["UTF-8 with its mark", utf8(`\ufeff${text}`), "utf-8"],
    ["UTF-16, little end first", utf16(text, false), "utf-16le"],
    ["UTF-16, big end first", utf16(text, true), "utf-16be"],
    ["Windows-1251", windows1251(text), "windows-1251"],
  ])("%s", (_name, bytes, encoding) => {
    expect(readCsv(bytes).encoding).toBe(encoding);
    expect(cellsOf(bytes)).toEqual(expected);
  });

  test("UTF-16 without a mark", () => {
    expect(cellsOf(utf16("a;b\n1;2\n", false, false))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(cellsOf(utf16("a;b\n1;2\n", true, false))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
});

describe("delimiters, quotes and lines", () => {
  test.each([
    [
      "commas",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "semicolons, with commas in the text",
      'a;b;c\n"1,5";2;3',
      [
        ["a", "b", "c"],
        ["1,5", "2", "3"],
      ],
    ],
    [
      "tabs",
      "a\tb\n1\t2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "what the file says itself",
      "sep=|\r\na|b,c\r\n1|2",
      [
        ["a", "b,c"],
        ["1", "2"],
      ],
    ],
    ["quotes in quotes", 'a\n"say ""hi"""', [["a"], ['say "hi"']]],
    [
      "a line break in a cell",
      'a,b\n"1\n2",3',
      [
        ["a", "b"],
        ["1\n2", "3"],
      ],
    ],
    [
      "a delimiter in quotes in the header",
      '"a;b;c",d\n1,2',
      [
        ["a;b;c", "d"],
        ["1", "2"],
      ],
    ],
    [
      "empty cells at the end",
      "a,b,c\n1,,",
      [
        ["a", "b", "c"],
        ["1", "", ""],
      ],
    ],
    ["empty lines", "a\n\n\r\n1\n\n", [["a"], ["1"]]],
    [
      "old Macintosh lines",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["nothing", "", [[]]],
  ])("%s", (_story, text, expected) => {
    expect(cellsOf(utf8(text))).toEqual(expected);
  });

  test("lines count as an editor shows them, cells with line breaks included", () => {
    const { rows } = readCsv(utf8('a,b\n"x\ny",1\n\nz,2'));
    expect(rows.map(({ line }) => line)).toEqual([2, 5]);
    expect(readCsv(utf8("sep=,\na\n1")).rows.map(({ line }) => line)).toEqual([3]);
  });

  test("a quote that never closes is named by its line", () => {
    expect(readCsv(utf8('a,b\n1,2\n"3,4\n5,6')).openQuote).toBe(3);
    expect(readCsv(utf8("a,b\n1,2")).openQuote).toBeNull();
  });

  test("100,000 rows keep their order and number", () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `Deal ${i},Client ${i}`);
    const { rows } = readCsv(utf8(["name,account", ...lines].join("\n")));
    expect([rows.length, rows.at(-1)]).toEqual([
      100_000,
      { line: 100_001, cells: ["Deal 99999", "Client 99999"] },
    ]);
  });
});

const cell = fc.string({
  unit: fc.constantFrom("a", "Я", '"', ",", ";", "\n", "=", "-", " ", "'", "7"),
});
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
  );

describe("what we write", () => {
  test("another reader reads the same cells", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = parse(writeCsv(rows), { bom: true, record_delimiter: "\r\n" }) as string[][];
        expect(read.map((row) => row.map(unguarded))).toEqual(
          rows.map((row) => row.map((text) => unguarded(text))),
        );
      }),
    );
  });

  test("our own reader reads the same cells, but for space at their ends and lines of nothing", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const trimmed = rows.map((row) => row.map((text) => unguarded(text.trim())));
        const kept = trimmed.filter((row) => row.some((text) => text !== ""));
        const [header = [], ...rest] = cellsOf(utf8(writeCsv([["a", "b", "c", "d"], ...rows])));
        expect(header).toEqual(["a", "b", "c", "d"]);
        expect(rest.map((row) => row.map(unguarded))).toEqual(kept);
      }),
    );
  });

  test("bad input 84: no cell begins as a formula", () => {
    const evil = ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example")'];
    const read = parse(writeCsv([evil]), { bom: true, record_delimiter: "\r\n" }) as string[][];
    for (const text of read[0] ?? []) expect(text).toMatch(/^'/);
    expect(read[0]?.map(unguarded)).toEqual(evil);
  });
});
