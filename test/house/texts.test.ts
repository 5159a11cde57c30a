import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createInstance } from "i18next";
import { describe, expect, test } from "vitest";
import { stage } from "../../src/contract/deal-parts.ts";
import { problems } from "../../src/contract/problem.ts";
import { incidentState, suggestion } from "../../src/contract/voice.ts";
import * as reasons from "../../src/domain/voice/verdict.ts";
import type { Language, TextKey, Texts } from "../../src/ui/language/texts.ts";
import { translator } from "../../src/ui/language/translate.ts";

const LANGUAGES: readonly Language[] = ["en", "ru"];
const FORM = /_(zero|one|two|few|many|other)$/;
const source = fileURLToPath(new URL("../../src/", import.meta.url));
const folder = `${source}ui/language/`;

/** Every text of one language, by its file. */
const files = (language: Language): Map<string, Texts> =>
  new Map(
    readdirSync(`${folder}${language}`).map((name) => [
      name,
      JSON.parse(readFileSync(`${folder}${language}/${name}`, "utf8")) as Texts,
    ]),
  );
const textsOf = (language: Language): Texts => Object.assign({}, ...files(language).values());
const baseOf = (key: string) => key.replace(FORM, "");
const texts = { en: textsOf("en"), ru: textsOf("ru") };
const bases = [...new Set(Object.keys(texts.en).map(baseOf))];
const placesOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
const forms = {
  en: Map.groupBy(Object.keys(texts.en), baseOf),
  ru: Map.groupBy(Object.keys(texts.ru), baseOf),
};
const formsOf = (language: Language, base: string) => forms[language].get(base) ?? [];

const codes = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/^(domain|contract)\//.test(name))
  .map((name) => readFileSync(source + name, "utf8"));

/** Quoted texts in the pages' code that may name a text: words with dots between them. */
const literals = new Set(
  codes.flatMap((code) => [...code.matchAll(/"([\w-]+(?:\.[\w-]+)*)"/g)].map(([, key]) => key)),
);
/** Names that are put together, e.g. `stage.${name}`, as patterns. */
const patternOf = (name: string) =>
  new RegExp(`^${name.replaceAll(".", "\\.").replace(/\$\{[^}]+\}/g, "[\\w.-]+")}$`);
const patterns = codes
  .flatMap((code) => [...code.matchAll(/`([\w-]+(?:\.[\w-]+)*\.(?:[\w.-]*\$\{[^`}]+\}[\w.-]*)+)`/g)])
  .map(([, name = ""]) => patternOf(name));

/** What is said for every member of a closed list whose name reaches the page as plain text. */
const CLOSED: readonly (readonly [prefix: string, names: readonly string[]])[] = [
  ["problem", [...Object.keys(problems), "offline", "signed-out"]],
  [
    "reason",
    Object.entries(reasons).flatMap(([name, list]) =>
      name.endsWith("_REASONS") ? [...(list as readonly string[])] : [],
    ),
  ],
  ["stage", stage.options],
  ["incident.state", incidentState.options.filter((state) => state !== "open")],
  ["suggestion", suggestion.options],
];

test("both languages say the same things, each in the file of the same feature", () => {
  for (const [name, english] of files("en")) {
    const russian = files("ru").get(name) ?? {};
    expect([...new Set(Object.keys(russian).map(baseOf))].sort(), name).toEqual(
      [...new Set(Object.keys(english).map(baseOf))].sort(),
    );
  }
});

test("no text is said in two files", () => {
  const keys = [...files("en").values()].flatMap((file) => Object.keys(file));
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});

test("every text that a page names exists", () => {
  const called = codes.flatMap((code) =>
    [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key ?? ""),
  );
  expect(called.length).toBeGreaterThan(100);
  expect(called.filter((key) => !bases.includes(key))).toEqual([]);
  const made = codes.flatMap((code) =>
    [...code.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, name]) => name ?? ""),
  );
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((name) => !bases.some((base) => patternOf(name).test(base)))).toEqual([]);
});

test.each(CLOSED)("each %s of the closed list has its sentence", (prefix, names) => {
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !bases.includes(`${prefix}.${name}`))).toEqual([]);
});

test("no text is kept that no page says", () => {
  const isUsed = (base: string) => literals.has(base) || patterns.some((pattern) => pattern.test(base));
  expect(bases.filter((base) => !isUsed(base))).toEqual([]);
});

describe.each(LANGUAGES)("in %s", (language) => {
  const all = texts[language];

  test("no text is empty, and none is left unfinished", () => {
    expect(Object.keys(all).filter((key) => (all[key] ?? "").trim() === "")).toEqual([]);
    expect(Object.keys(all).filter((key) => /TODO|\{\{(?!\w+\}\})/.test(all[key] ?? ""))).toEqual([]);
  });

  test("what is counted has every form that the language's grammar asks for", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const wanted = new Set(pluralCategories.map((form) => `_${form}`));
    for (const base of bases) {
      const all = formsOf(language, base);
      if (all.length === 1 && all[0] === base) continue;
      expect(new Set(all.map((key) => key.slice(base.length))), base).toEqual(wanted);
    }
  });

  // "one mail" may be said without its number in English; Russian says 21 in the same form.
  const mayLackCount = (key: string) => language === "en" && key.endsWith("_one");

  test("a text has the same places to fill in as the English one", () => {
    for (const base of bases) {
      const english = placesOf(
        formsOf("en", base)
          .map((key) => texts.en[key])
          .join(" "),
      );
      for (const key of formsOf(language, base)) {
        const wanted = english.filter((place) => !(mayLackCount(key) && place === "{{count}}"));
        const places = placesOf(all[key] ?? "").filter(
          (place) => !(mayLackCount(key) && place === "{{count}}"),
        );
        expect(places, key).toEqual(wanted);
      }
    }
  });

  // The server says its texts with i18next, the pages with a few lines of ours: both must say the same.
  test("the pages say each text exactly as i18next does", async () => {
    const i18next = createInstance();
    await i18next.init({
      lng: language,
      resources: { [language]: { translation: { ...all } } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
    const t = translator(language, all);
    for (const base of bases) {
      const places = placesOf(
        formsOf(language, base)
          .map((key) => all[key])
          .join(" "),
      );
      const values = Object.fromEntries(places.map((place) => [place.slice(2, -2), "<Анна & “Co”>"]));
      for (const count of [0, 1, 2, 5, 11, 21, 22, 25, 101]) {
        const said = t(base as TextKey, { ...values, count });
        expect(said, base).toBe(i18next.t(base, { ...values, count }));
        expect(said, base).not.toMatch(/\{\{/);
      }
    }
  });
});
