import { describe, expect, test } from "vitest";
import { samePurpose } from "../../src/domain/deals/same-purpose.ts";

const DEAL = { name: "Line 4 modernisation", account: "Steelworks AO" };
const why = (name: string, deal = DEAL) => samePurpose([{ id: "1", name }], deal)[0]?.why ?? null;

describe("a channel that may serve the same deal", () => {
  test.each([
    ["Line 4 modernisation", "same-name"],
    ["LINE 4 — Modernisation!", "same-name"],
    ["Modernisation of line 4", "close-name"],
    ["Steelworks", "client-name"],
    ["Steelworks, general talk", "client-name"],
    ["Line 4", null],
    ["General", null],
    ["Modernisation", null],
    ["🎉", null],
    ["", null],
  ])("%s", (name, expected) => {
    expect(why(name)).toBe(expected);
  });

  test("names in Cyrillic count alike, and the form of a company says nothing", () => {
    const deal = { name: "Печь № 2", account: "ООО Уралсталь" };
    expect(why("печь №2", deal)).toBe("same-name");
    expect(why("Уралсталь: всё", deal)).toBe("client-name");
    expect(why("ООО", deal)).toBeNull();
  });

  test("the likeliest comes first", () => {
    const channels = ["Steelworks", "Modernisation of line 4", "Line 4 modernisation"];
    const found = samePurpose(
      channels.map((name) => ({ id: name, name })),
      DEAL,
    );
    expect(found.map(({ channel }) => channel.name)).toEqual(channels.toReversed());
  });
});
