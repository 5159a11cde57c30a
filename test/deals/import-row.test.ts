import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessColumns } from "../../src/domain/deals/import-columns.ts";
import { IMPORT_FIELDS, type ImportField } from "../../src/domain/deals/import-field.ts";
import { readImportRow } from "../../src/domain/deals/import-row.ts";
import { readCases } from "../cases/read.ts";

const usage = { currency: "EUR", dayFirst: null };

function told(columns: ImportField[], cells: string[]): string {
  const read = readImportRow(columns, cells, usage);
  if ("faults" in read) return `wrong: ${read.faults.map(({ field, why }) => `${field} ${why}`).join(", ")}`;
  const { name, account, domains, value, stage, closeDate, tenderDate } = read.deal;
  const sum = value === null ? "-" : `${value.amount} ${value.currency}`;
  return [name, account, domains.join("+"), sum, stage, closeDate ?? "-", tenderDate ?? "-"].join(" / ");
}

describe("a row of a table", () => {
  test.each(readCases("import-rows.txt", 3).map(([row, meaning, story]) => [story, row, meaning]))(
    "%s",
    (_story, row = "", meaning) => {
      const parts = row.split(";").map((part) => part.trim().split("="));
      const columns = parts.map(([field]) => field as ImportField);
      expect(
        told(
          columns,
          parts.map(([, ...cell]) => cell.join("=")),
        ),
      ).toBe(meaning);
    },
  );

  test("a day that could be March or April is read as the reader says", () => {
    const read = (dayFirst: boolean) =>
      readImportRow(["account", "domains", "closeDate"], ["A", "a.example", "03/04/2026"], {
        ...usage,
        dayFirst,
      });
    expect(read(true)).toMatchObject({ deal: { closeDate: "2026-04-03" } });
    expect(read(false)).toMatchObject({ deal: { closeDate: "2026-03-04" } });
  });

  test("without an id of its own a row is known by client and deal, in any letter case", () => {
    const id = (account: string) => {
      const read = readImportRow(["account", "domains"], [account, "a.example"], usage);
      return "deal" in read ? read.deal.externalId : null;
    };
    expect(id("ACME")).toBe(id("acme"));
  });

  test("everything that is wrong is told at once", () => {
    const cells = ["", "gmail.com", "much", "maybe", "soon"];
    expect(told(["account", "domains", "amount", "stage", "closeDate"], cells)).toBe(
      "wrong: account missing, domains free-mail, amount not-sum, stage not-stage, closeDate not-day",
    );
  });

  test("any cells give a deal or faults", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...IMPORT_FIELDS, null)),
        fc.array(fc.string({ unit: "binary" })),
        (columns, cells) => {
          const read = readImportRow(columns, cells, usage);
          expect("deal" in read || read.faults.length > 0).toBe(true);
        },
      ),
    );
  });
});

describe("columns are known by the names that exports give them", () => {
  test.each([
    [
      "Salesforce",
      [
        "Opportunity ID",
        "Opportunity Name",
        "Account Name",
        "Stage",
        "Amount",
        "Amount Currency",
        "Close Date",
        "Owner Role",
      ],
      ["externalId", "name", "account", "stage", "amount", "currency", "closeDate", null],
    ],
    [
      "HubSpot",
      [
        "Record ID",
        "Deal Name",
        "Deal Stage",
        "Amount",
        "Close Date",
        "Associated Company (Primary)",
        "Associated Contact",
      ],
      ["externalId", "name", "stage", "amount", "closeDate", "account", "contactName"],
    ],
    [
      "Dynamics",
      [
        "(Do Not Modify) Opportunity",
        "(Do Not Modify) Row Checksum",
        "Topic",
        "Potential Customer",
        "Est. Revenue",
        "Est. Close Date",
        "Status Reason",
      ],
      ["externalId", null, "name", "account", "amount", "closeDate", null],
    ],
    [
      "Russian",
      ["Название сделки", "Компания", "Сайт", "Сумма", "Этап"],
      ["name", "account", "domains", "amount", "stage"],
    ],
    ["two columns for one field: the first", ["Name", "Deal Name"], ["name", null]],
  ])("%s", (_program, header, expected) => {
    expect(guessColumns(header)).toEqual(expected);
  });
});
