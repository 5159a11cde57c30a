import { describe, expect, test } from "vitest";
import { type DealDraft, factsOf, wrongFields } from "../../src/views/deals/deal-draft.ts";
import { type DealField, differences, mergeDrafts, takeTheirs } from "../../src/views/deals/deal-merge.ts";

const volkov = { key: "c1", name: "Volkov", address: "volkov@steel.example", role: null };
const base: DealDraft = {
  account: "Steelworks",
  name: "Line 4",
  domains: "steel.example, mill.example",
  amount: "2400000",
  currency: "EUR",
  stage: "proposal",
  closeDate: "2026-12-14",
  tenderDate: "",
  milestones: [{ key: "m1", name: "Certificate", day: "2026-12-01" }],
  contacts: [volkov],
};
const belova = { key: "c2", name: "Belova", address: "belova@steel.example", role: null };

describe("two people's changes of one deal", () => {
  test.each<[string, Partial<DealDraft>, Partial<DealDraft>, DealField[], DealField[]]>([
    ["nobody changed anything", {}, {}, [], []],
    ["only I changed", { name: "Line 5" }, {}, [], []],
    ["only the other changed", {}, { name: "Line 5" }, [], ["name"]],
    ["each changed something else", { name: "Line 5" }, { stage: "contract" }, [], ["stage"]],
    ["both changed the same in the same way", { name: "Line 5" }, { name: "Line 5" }, [], []],
    ["both changed the same differently", { name: "Line 5" }, { name: "Line 6" }, ["name"], []],
    ["I changed the sum, the other its currency", { amount: "3" }, { currency: "USD" }, ["value"], []],
    ["the sum is spelled another way only", {}, { amount: "2 400 000" }, [], []],
    ["the domains are in another order only", { domains: "mill.example steel.example" }, {}, [], []],
    ["a person was added by each", { contacts: [volkov, belova] }, { contacts: [belova] }, ["contacts"], []],
    [
      "a milestone moved there",
      {},
      { milestones: [{ key: "x", name: "Certificate", day: "2026-12-03" }] },
      [],
      ["milestones"],
    ],
  ])("%s", (_story, mine, theirs, clashes, taken) => {
    const merged = mergeDrafts(base, { ...base, ...mine }, { ...base, ...theirs });
    expect(merged.clashes).toEqual(clashes);
    expect(merged.taken).toEqual(taken);
    // What clashes still stands as I had it; what came in stands as the other has it.
    for (const field of differences(base, { ...base, ...mine }))
      expect(differences(merged.draft, { ...base, ...mine })).not.toContain(field);
    for (const field of taken) expect(differences(merged.draft, { ...base, ...theirs })).not.toContain(field);
  });

  test("taking the other's value takes the sum with its currency", () => {
    expect(takeTheirs(base, { ...base, amount: "7", currency: "CHF" }, ["value"])).toEqual({
      ...base,
      amount: "7",
      currency: "CHF",
    });
  });
});

describe("what a form about a deal says", () => {
  test("a deal without a name bears the client's, a link is a domain, and spaces part no sum", () => {
    const facts = factsOf({
      ...base,
      name: " ",
      domains: "https://www.Steel.example/x",
      amount: "2 400 000,5",
    });
    expect(facts).toMatchObject({
      name: "Steelworks",
      domains: ["steel.example"],
      value: { amount: "2400000.5", currency: "EUR" },
      milestones: [{ name: "Certificate", day: "2026-12-01" }],
    });
  });

  test("without a domain those of the contacts count", () => {
    expect(factsOf({ ...base, domains: "" }).domains).toEqual(["steel.example"]);
  });

  test("what is wrong is named by its field, a line's part by its place", () => {
    const draft = { ...base, domains: "steel", contacts: [volkov, { ...belova, address: "belova" }] };
    const issues = [{ path: ["milestones", 0, "day"] }, { path: ["domains", 0] }];
    expect([...wrongFields(draft, issues)].sort()).toEqual([
      "contacts.1.address",
      "domains",
      "milestones.0.day",
    ]);
  });
});
