import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKEN_REASONS } from "../../server/audit/broken.ts";
import { html } from "../../server/audit/markup.ts";
import { openProgressBar } from "../../server/audit/progress.ts";
import { sayIn } from "../../server/audit/texts.ts";
import * as verdicts from "../../src/domain/voice/verdict.ts";
import { DIRECTIONS, KINDS } from "../../src/domain/voice/verdict.ts";
import { HEADING, letter, newFolder, put, runCommand } from "./support/run.ts";

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const REASONS = Object.entries(verdicts)
  .filter(([name]) => name.endsWith("_REASONS"))
  .flatMap(([, reasons]) => reasons);
const EVIL = '"><script>alert(1)</script>\u202e&';

/** Deals and mails of hostile names. */
function writeArchive(): string[] {
  const quoted = `"${`Deal ${EVIL}`.replaceAll('"', '""')}"`;
  const deals = put(
    folder,
    "deals.csv",
    `${HEADING}\n${quoted},${quoted},acme.com,,ana@firm.com,,firm.com,,\nEmpty,,none.com,,ana@firm.com,,firm.com,,\n`,
  );
  for (let week = 0; week < 40; week++) {
    const date = Temporal.PlainDate.from("2026-01-05").add({ weeks: week });
    for (const [i, to] of ["ana@firm.com", "ben@firm.com", "ana@firm.com"].entries()) {
      const facts = {
        "Message-ID": `<${week}.${i}.${EVIL}>`,
        From: `p${i % 2}-<script>@acme.com, "<img src=x onerror=alert(1)>" <p${i % 2}@acme.com>`,
        To: to,
        Date: `${date.day} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.month - 1]} ${date.year} 09:00:00 +0000`,
      };
      put(folder, `mail/${week}-${i}.eml`, letter(facts));
    }
  }
  put(folder, "mail/<img src=x>.txt", "nothing");
  return ["--mail", path.join(folder, "mail"), "--deals", deals];
}

async function pageOf(language: "en" | "ru", archive: readonly string[]): Promise<string> {
  const report = path.join(folder, `${language}.html`);
  const run = await runCommand([...archive, "--report", report, "--language", language]);
  expect([run.status, run.stderr]).toEqual([0, ""]);
  return readFileSync(report, "utf8");
}

const pages = { en: "", ru: "" };
beforeAll(async () => {
  const archive = writeArchive();
  for (const language of ["en", "ru"] as const) pages[language] = await pageOf(language, archive);
});

describe.each(["en", "ru"] as const)("the report in %s", (language) => {
  test("says everything in that language, and asks nothing of any network", () => {
    const page = pages[language];
    const say = sayIn(language);
    expect(page).toContain(`<html lang="${language}">`);
    for (const key of [
      "title",
      "byWeek",
      "byWriter",
      "byReason",
      "brokenTitle",
      "counting",
      "why.left-out",
      "noWeeks",
      "noWriters",
    ] as const) {
      expect(page).toContain(html`${say(key)}`.text);
    }
    expect(page).toContain("default-src 'none'");
    expect(page.match(/\b(?:src|href)="(?!#)[^"]*"|url\((?!#)|@import/g)).toBeNull();
    expect(page).not.toMatch(/\{\{|undefined|NaN|\[object/);
  });

  test("whatever mails and deals are called stands in it as text alone", () => {
    const page = pages[language];
    expect(page).not.toMatch(/<script|<img|\u202e/);
    expect(page).toContain("Deal &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\ufffd&amp;");
    expect(page).toContain("&lt;img src=x&gt;.txt");
  });

  test("its charts have a name and a description, and every figure stands in a table too", () => {
    const page = pages[language];
    const charts = page.match(/<svg role="img" aria-labelledby="([\w-]+) ([\w-]+)"/g) ?? [];
    expect(charts).toHaveLength(2);
    for (const id of ["deal-1-w-t", "deal-1-w-d", "deal-1-p-t", "deal-1-p-d"]) {
      expect(page.match(new RegExp(`id="${id}"`, "g"))).toHaveLength(1);
    }
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.match(/<g><title>2026-/g)).toHaveLength(40);
    const table = /<details>.*?<\/details>/s.exec(page)?.[0] ?? "";
    expect(table.match(/<tr><th scope="row">2026-/g)).toHaveLength(40);
    expect(table).toContain(new Intl.NumberFormat(language, { style: "percent" }).format(0.67));
  });
});

test("the report names client people and no colleague but the spokesperson", () => {
  const page = pages.en;
  expect(page).toContain("p1@acme.com");
  expect(page).toContain("ana@firm.com");
  expect(page).not.toContain("ben@firm.com");
});

describe("the texts", () => {
  const [en, ru] = ["en", "ru"].map(
    (language) =>
      JSON.parse(
        readFileSync(new URL(`../../server/audit/${language}.json`, import.meta.url), "utf8"),
      ) as Record<string, string>,
  ) as [Record<string, string>, Record<string, string>];

  test("are the same in both languages, with the same places to fill", () => {
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    const places = (texts: Record<string, string>) =>
      Object.entries(texts).map(
        ([key, text]) => `${key} ${[...text.matchAll(/\{\{\w+\}\}/g)].sort().join()}`,
      );
    expect(places(ru)).toEqual(places(en));
    expect(Object.entries(ru).filter(([key, text]) => key !== "usage" && text === en[key])).toEqual([]);
  });

  test("have a sentence for every verdict, every reason and every way to be broken", () => {
    const wanted = [
      ...KINDS,
      ...DIRECTIONS,
      ...REASONS.map((one) => `why.${one}`),
      ...BROKEN_REASONS.map((one) => `broken.${one}`),
    ];
    expect(wanted.filter((key) => !(key in en))).toEqual([]);
    const told = Object.keys(en).filter((key) => /^(?:why|broken)\./.test(key));
    expect(told.filter((key) => !wanted.includes(key))).toEqual([]);
  });
});

test("the progress bar is drawn ten times a second at most, and ends full", () => {
  let at = Temporal.Instant.from("2026-03-02T09:00:00Z");
  const drawn: string[] = [];
  const bar = openProgressBar(
    1000,
    (text) => drawn.push(text),
    () => at,
    sayIn("en"),
  );
  for (let i = 0; i < 1000; i++) {
    bar.add(1);
    at = at.add({ milliseconds: 1 });
  }
  bar.end();
  expect(drawn).toHaveLength(12);
  expect(drawn.at(-2)).toContain(`${"█".repeat(30)} 100 %`);
  expect(drawn.at(-1)).toBe("\n");
});
