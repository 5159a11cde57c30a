import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Offline } from "../../src/client/offline.ts";
import { checkImport, type ImportedRow, importDeals } from "../../src/contract/deal-import.ts";
import { ImportDeals } from "../../src/views/deals/import/import-deals.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { languages } from "./support/languages.ts";
import { type Asked, type FakeServer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

type Sent = { columns: (string | null)[]; rows: { line: number; cells: string[] }[]; currency: string };
const bodyOf = (input: Asked) => input.body as Sent;

/** Takes every row that names a client; a row without one is wrong. */
function answer(input: Asked): { rows: ImportedRow[] } {
  const { columns, rows } = bodyOf(input);
  return {
    rows: rows.map(({ line, cells }) => {
      const account = cells[columns.indexOf("account")] ?? "";
      const known = { line, name: cells[columns.indexOf("name")] ?? account, dealId: null };
      return account === ""
        ? { ...known, state: "wrong", faults: [{ field: "account", why: "missing" }] }
        : { ...known, state: "new", faults: [] };
    }),
  };
}

const serving = (importing: Parameters<typeof fakeServer>[0][number][1] = answer) =>
  fakeServer([
    [checkImport, answer],
    [importDeals, importing],
  ]);
const sentTo = (server: FakeServer, path: string) =>
  server.asked.filter((one) => one.path === path).map(({ input }) => bodyOf(input));

const csv = (...lines: string[]) => new File([lines.join("\r\n")], "crm.csv", { type: "text/csv" });
const salesforce = csv(
  "Opportunity ID;Opportunity Name;Account Name;Website;Amount;Remark",
  "006A;Line 4;Steelworks;steelworks.example;2400000;first",
  "006B;Line 5;;steelworks.example;100;no client",
  "006A;Line 4;Steelworks;steelworks.example;2400000;the first once more",
  "006C;Furnace;Zarya;zarya.example;5;last",
);

async function showImport(server: FakeServer, file: File | null, how: Partial<Showing> = {}) {
  const onDone = vi.fn();
  await show(<ImportDeals onDone={onDone} />, { server, ...how });
  if (file !== null)
    await userEvent.upload(document.querySelector('input[type="file"]') as HTMLElement, file);
  return onDone;
}

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("a CRM's table is understood, checked line by line, and brought in", async () => {
    const server = serving();
    const onDone = await showImport(server, salesforce, { language, width: 320 });
    const column = page.getByLabelText(say("What “Account Name” tells", "О чём говорит «Account Name»"));
    await expect.element(column).toHaveValue("account");
    await expect
      .element(page.getByLabelText(say("What “Remark” tells", "О чём говорит «Remark»")))
      .toHaveValue("");
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page
      .getByRole("button", { name: say("See what would happen", "Посмотреть, что получится") })
      .click();
    const row = page.getByRole("row", { name: /^3/ });
    await expect
      .poll(() => row.element().textContent)
      .toContain(say("Client: is missing", "Клиент: не указано"));
    // The third row says the first deal once more: it is not sent.
    await page.getByRole("button", { name: say("Import 2 deals", "Перенести 2 сделки") }).click();
    await expect
      .element(page.getByText(say("2 deals are in your list.", "В вашем списке прибавилось: 2 сделки.")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    expect(sentTo(server, importDeals.path).map(({ rows }) => rows.map(({ line }) => line))).toEqual([
      [2, 5],
    ]);
    expect(sentTo(server, importDeals.path)[0]).toMatchObject({
      columns: ["externalId", "name", "account", "domains", "amount", null],
      currency: say("EUR", "RUB"),
    });
    await page.getByRole("button", { name: say("To my deals", "К моим сделкам") }).click();
    expect(onDone).toHaveBeenCalledOnce();
  });

  test.each([
    ["an empty file", csv(""), say("crm.csv is empty.", "Файл crm.csv пуст.")],
    ["a file of headings", csv("Name;Account"), say("nothing below them", "под ними ничего")],
    [
      "a workbook",
      new File([new Uint8Array([0x50, 0x4b, 3, 4, 20])], "crm.xlsx"),
      say("is an Excel workbook", "это книга Excel"),
    ],
  ])("%s is refused with the way out", async (_what, file, words) => {
    await showImport(serving(), file, { language, width: 320 });
    await expect.element(page.getByText(words, { exact: false })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});

test("what a column tells can be changed; a field belongs to one column, and a client must be named", async () => {
  const server = serving();
  await showImport(server, csv("Firma,Chance", "Steelworks,Line 4"));
  await expect
    .element(page.getByText("Say which column names the client: no deal goes without one."))
    .toBeVisible();
  await expect.element(page.getByRole("button", { name: "See what would happen" })).toBeDisabled();
  await page.getByLabelText("What “Chance” tells").selectOptions("account");
  await page.getByLabelText("What “Firma” tells").selectOptions("account");
  await expect.element(page.getByLabelText("What “Chance” tells")).toHaveValue("");
  await page.getByLabelText("What “Chance” tells").selectOptions("name");
  await page.getByLabelText("Currency of sums that name none").selectOptions("CHF");
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect.element(page.getByRole("button", { name: "Import 1 deal" })).toBeVisible();
  expect(sentTo(server, checkImport.path)[0]).toMatchObject({
    columns: ["account", "name"],
    currency: "CHF",
    dayFirst: null,
  });
});

test("a long table goes in lots; an import that stops goes on where it stopped, and sends nothing twice", async () => {
  let lots = 0;
  const server = serving((input) => {
    lots += 1;
    return lots === 2 ? new Offline() : answer(input);
  });
  const lines = Array.from({ length: 450 }, (_one, number) => `D${number},Client ${number}`);
  await showImport(server, csv("Id,Account", ...lines));
  await page.getByRole("button", { name: "See what would happen" }).click();
  await page.getByRole("button", { name: "Import 450 deals" }).click();
  await expect.element(page.getByText(/The server cannot be reached/)).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(page.getByText("450 deals are in your list.")).toBeVisible();
  const sent = sentTo(server, importDeals.path).map(({ rows }) => rows.length);
  expect(sent).toEqual([200, 200, 200, 50]);
  const all = sentTo(server, importDeals.path).flatMap(({ rows }, lot) => (lot === 1 ? [] : rows));
  expect(new Set(all.map(({ line }) => line)).size).toBe(450);
});

test("checking a long table shows how far it is, and can be stopped", async () => {
  const server = fakeServer([[checkImport, "never"]]);
  await showImport(server, csv("Id,Account", "1,Steelworks"));
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect.element(page.getByText("Checked: 0 of 1 rows")).toBeVisible();
  expect(await barriers()).toEqual([]);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.element(page.getByRole("button", { name: "See what would happen" })).toBeVisible();
});

test("a file in the old Russian Windows encoding is read", async () => {
  // "Клиент;Сделка" and "Заря;Печь", byte by byte.
  const bytes = [
    ...[0xca, 0xeb, 0xe8, 0xe5, 0xed, 0xf2, 0x3b, 0xd1, 0xe4, 0xe5, 0xeb, 0xea, 0xe0, 0x0a],
    ...[0xc7, 0xe0, 0xf0, 0xff, 0x3b, 0xcf, 0xe5, 0xf7, 0xfc],
  ];
  await showImport(serving(), new File([new Uint8Array(bytes)], "старый.csv"));
  await expect.element(page.getByLabelText("What “Клиент” tells")).toHaveValue("account");
  await expect.element(page.getByText("Печь")).toBeVisible();
});

test.each(["dark", "contrast"] as const)("the import is readable in the %s theme", async (theme) => {
  await showImport(serving(), salesforce, { theme });
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect.element(page.getByRole("button", { name: "Import 2 deals" })).toBeVisible();
  expect(await barriers(theme === "contrast" ? "all" : "colours")).toEqual([]);
});
