import { describe, expect, test } from "vitest";
import { languageOfClient, noteDraft } from "../../src/domain/deals/client-note.ts";

const person = (name: string, address: string) => ({ name, address });

describe("the language of a note to the client", () => {
  test.each<[string, ReturnType<typeof person>[], string[], string]>([
    ["Cyrillic names", [person("Елена", "e@plant.example")], [], "ru"],
    ["Russian addresses", [person("Elena", "e@plant.ru")], [], "ru"],
    [
      "one of three",
      [person("Елена", "e@p.example"), person("Jo", "j@p.example"), person("Al", "a@p.example")],
      [],
      "en",
    ],
    ["half of them", [person("Елена", "e@p.example"), person("Jo", "j@p.example")], [], "en"],
    ["nobody known, a Russian domain", [], ["plant.ru"], "ru"],
    ["nobody known", [], ["plant.example"], "en"],
  ])("%s", (_story, people, domains, expected) => {
    expect(languageOfClient(people, domains)).toBe(expected);
  });
});

describe("the first draft", () => {
  const facts = { deal: "Line 4", client: "Steelworks", from: "Anna Kern", speaker: "Pavel Orlov" };
  test.each(["hand-over", "won", "lost"] as const)(
    "%s names the deal and ends with who writes, in both languages",
    (kind) => {
      for (const language of ["en", "ru"] as const) {
        const { subject, text } = noteDraft(language, { ...facts, kind });
        expect(subject).toContain("Line 4");
        expect(text).toMatch(/\nPavel Orlov$/);
        expect(text.includes("Anna Kern")).toBe(kind === "hand-over");
      }
    },
  );

  test("where nobody spoke before, nobody is named as such", () => {
    const { text } = noteDraft("en", { ...facts, kind: "hand-over", from: null });
    expect(text).not.toMatch(/take over|null/);
  });
});
