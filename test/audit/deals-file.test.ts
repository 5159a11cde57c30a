import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { readDeals } from "../../server/audit/deals.ts";
import { HEADING, newFolder, put } from "./support/run.ts";

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = "Licence,Acme,acme.com,,ana@firm.com,a.kern@firm.com,firm.com,,";

function read(content: string | Uint8Array, language: "en" | "ru" = "en") {
  return readDeals(put(folder, "deals.csv", content), language);
}

function mistakeOf(content: string | Uint8Array, language: "en" | "ru" = "en"): string {
  try {
    read(content, language);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("a list of deals", () => {
  test("gives each deal its two sides and its spokesperson", () => {
    const { deals, warnings } = read(`${HEADING}\n${GOOD}\n`);
    expect(warnings).toEqual([]);
    expect(deals).toHaveLength(1);
    expect(deals[0]).toMatchObject({
      name: "Licence",
      account: "Acme",
      isLimited: false,
      table: {
        clientDomains: ["acme.com"],
        ourDomains: ["firm.com"],
        team: [{ id: "ana@firm.com", addresses: ["ana@firm.com", "a.kern@firm.com"] }],
        turns: [{ spokesperson: "ana@firm.com", until: null }],
      },
    });
  });

  test("may have its columns in another order, a byte order mark, Windows line ends and lists with spaces", () => {
    const text = `\uFEFFuntil,from,ourDomains,aliases,spokesperson,clientAddresses,clientDomains,account,deal\r\n,,firm.com ; FIRM.de,,ana@firm.com,olga@mail.ru;lev@x.com,"acme.com; почта.рф",Acme,"Licence, ""big"""\r\n`;
    const [deal] = read(text).deals;
    expect(deal?.name).toBe('Licence, "big"');
    expect(deal?.table.clientDomains).toEqual(["acme.com", "xn--80a1acny.xn--p1ai"]);
    expect(deal?.table.ourDomains).toEqual(["firm.com", "firm.de"]);
    expect(deal?.table.contacts.map(({ address }) => address)).toEqual(["olga@mail.ru", "lev@x.com"]);
  });

  test("takes several rows of one deal as its turns, one after the other", () => {
    const rows = [
      "Licence,Acme,acme.com,,ben@firm.com,,firm.com,2026-03-02T12:00:00Z,",
      "Licence,Acme,acme.com,,ana@firm.com,,firm.com,2026-02-01,2026-03-02T12:00:00Z",
    ];
    const [deal, ...others] = read(`${HEADING}\n${rows.join("\n")}\n`).deals;
    expect(others).toEqual([]);
    expect(deal?.isLimited).toBe(true);
    expect(deal?.table.turns.map(({ spokesperson, since }) => `${spokesperson} ${since}`)).toEqual([
      "ana@firm.com 2026-02-01T00:00:00Z",
      "ben@firm.com 2026-03-02T12:00:00Z",
    ]);
    expect(`${deal?.table.live?.since} ${deal?.table.live?.until}`).toBe("2026-02-01T00:00:00Z null");
  });

  test("warns where a client's domain is one at which anybody can have an address", () => {
    expect(read(`${HEADING}\nL,A,gmail.com,,ana@firm.com,,firm.com,,\n`).warnings).toEqual([
      expect.stringContaining("line 2, column 3 (clientDomains): anybody can have an address at gmail.com"),
    ]);
  });
});

describe("a mistake in the list names its line and its column", () => {
  const row = (cells: Partial<Record<string, string>>) => {
    const all: Record<string, string> = {
      deal: "L",
      account: "A",
      clientDomains: "acme.com",
      clientAddresses: "",
      spokesperson: "ana@firm.com",
      aliases: "",
      ourDomains: "firm.com",
      from: "",
      until: "",
      ...cells,
    };
    return `${HEADING}\n${GOOD}\n${HEADING.split(",")
      .map((name) => `"${all[name]?.replaceAll('"', '""')}"`)
      .join(",")}\n`;
  };

  test.each([
    ["no name", row({ deal: "" }), "line 3, column 1 (deal): the deal has no name"],
    ["a name without end", row({ deal: "x".repeat(201) }), "line 3, column 1 (deal): the name is longer"],
    ["no client", row({ clientDomains: "" }), "line 3, column 3 (clientDomains): the deal needs a client"],
    [
      "a domain without a dot",
      row({ clientDomains: "acme.com;com" }),
      'line 3, column 3 (clientDomains): "com" is not',
    ],
    [
      "a country's ending",
      row({ clientDomains: "co.uk" }),
      'line 3, column 3 (clientDomains): "co.uk" is not',
    ],
    [
      "an address instead of a domain",
      row({ ourDomains: "x@firm.com" }),
      'line 3, column 7 (ourDomains): "x@firm.com"',
    ],
    [
      "a domain instead of an address",
      row({ clientAddresses: "acme.com" }),
      "line 3, column 4 (clientAddresses)",
    ],
    [
      "no spokesperson",
      row({ spokesperson: "" }),
      'line 3, column 5 (spokesperson): "" is not a mail address',
    ],
    ["a broken alias", row({ aliases: "ana@firm.com;ana@" }), 'line 3, column 6 (aliases): "ana@" is not'],
    [
      "no domain of ours",
      row({ ourDomains: "" }),
      "line 3, column 7 (ourDomains): the deal needs at least one",
    ],
    [
      "one domain on both sides",
      row({ ourDomains: "firm.com;ACME.com" }),
      '(clientDomains): "acme.com" stands on both',
    ],
    [
      "the spokesperson as the client",
      row({ clientAddresses: "Ana@firm.com" }),
      "column 4 (clientAddresses)",
    ],
    [
      "a date of no calendar",
      row({ from: "2026-02-30" }),
      'line 3, column 8 (from): "2026-02-30" is neither',
    ],
    [
      "a date as people write it",
      row({ until: "31.12.2026" }),
      'line 3, column 9 (until): "31.12.2026" is neither',
    ],
    ["a time without a zone", row({ from: "2026-02-01T09:00" }), "line 3, column 8 (from)"],
    [
      "an end before the beginning",
      row({ from: "2026-02-02", until: "2026-02-01" }),
      "line 3, column 9 (until): the end",
    ],
    [
      "an end at the beginning",
      row({ from: "2026-02-02", until: "2026-02-02" }),
      "line 3, column 9 (until): the end",
    ],
    [
      "turns that overlap",
      row({ deal: "Licence" }),
      "line 3, column 8 (from): this turn begins before the one in line 2",
    ],
    ["a cell too many", `${HEADING}\n${GOOD},x\n`, "line 2, column 10: the line has 10 cells instead of 9"],
    [
      "a cell too few",
      `${HEADING}\n\n${GOOD.slice(0, -1)}\n`,
      "line 3, column 9: the line has 8 cells instead of 9",
    ],
    ["an unknown column", `${HEADING.replace("until", "til")}\n`, 'line 1, column 9: "til" is no column'],
    [
      "a missing column",
      `${HEADING.replace(",until", "")}\n`,
      "line 1, column 9: the column until is missing",
    ],
    ["a column twice", `${HEADING},deal\n`, "line 1, column 10: the column deal stands here a second time"],
    [
      "semicolons between columns",
      `${HEADING.replaceAll(",", ";")}\n`,
      "line 1, column 1: columns must be separated by commas",
    ],
    ["a quotation mark too few", `${HEADING}\n"${GOOD}\n`, "line 2, column 1: a quotation mark"],
    ["an empty file", "", "The file of deals is empty"],
    ["a heading alone", `${HEADING}\n`, "names no deal"],
    ["another encoding", Buffer.from(`${HEADING}\nL,\xc4\n`, "latin1"), "is not UTF-8 text"],
  ])("%s", (_mistake, content, sentence) => {
    expect(mistakeOf(content)).toContain(sentence);
    const russian = mistakeOf(content, "ru");
    expect(russian).toMatch(/[а-я]{3}/);
    if (sentence.startsWith("line")) expect(russian).toMatch(/строка \d+, столбец \d+/);
  });

  test("a mistake behind cells of several lines names the line where it stands", () => {
    const text = `${HEADING}\n"Licence\nand more",Acme,acme.com,,ana@firm.com,,firm.com,,\nL,A,acme.com,,ana,,firm.com,,\n`;
    expect(mistakeOf(text)).toContain("line 4, column 5 (spokesperson)");
  });

  test("every mistake is told at once, in the order of the file", () => {
    const told = mistakeOf(`${HEADING}\n,A,com,,ana,,firm.com,x,\nL,A,acme.com,,ana@firm.com,,,,\n`);
    expect(told.split("\n").map((line) => line.split(")")[0])).toEqual([
      "line 2, column 1 (deal",
      "line 2, column 3 (clientDomains",
      "line 2, column 5 (spokesperson",
      "line 2, column 8 (from",
      "line 3, column 7 (ourDomains",
    ]);
  });
});
