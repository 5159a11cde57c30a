import { describe, expect, test } from "vitest";
import { judge } from "../../src/domain/voice/guard.ts";
import {
  BYPASS_REASONS,
  DELEGATED_REASONS,
  EXEMPT_REASONS,
  HEARD_REASONS,
  KINDS,
  OUTSIDE_REASONS,
  UNCLEAR_REASONS,
  VACANT_REASONS,
  type Verdict,
} from "../../src/domain/voice/verdict.ts";
import { readCases } from "../cases/read.ts";
import { addressOf, mailOf, TABLE } from "./cast.ts";

const TABLES = [
  ["voice-witness.txt", "the spokesperson's part in a mail"],
  ["voice-turns.txt", "the turn in force when the mail was sent"],
  ["voice-sides.txt", "who is the client"],
  ["voice-exempt.txt", "what is nobody's word"],
  ["voice-entitled.txt", "who else may speak"],
] as const;

const seen = { kinds: new Set<string>(), reasons: new Set<string>() };

describe.each(TABLES)("%s: %s", (file) => {
  test.each(
    readCases(file, 5).map(([sentAt, route, facts, wanted, story]) => ({
      sentAt,
      route,
      facts,
      wanted,
      story,
    })),
  )("$story ($sentAt $route)", ({ sentAt = "", route = "", facts = "", wanted }) => {
    const verdict = judge(mailOf(sentAt, route, facts), TABLE);
    seen.kinds.add(verdict.kind);
    seen.reasons.add(verdict.reason);
    expect(brief(verdict)).toBe(wanted);
  });
});

test("the tables show every kind and every reason but the choice between deals", () => {
  const reasons = [
    ...HEARD_REASONS,
    ...DELEGATED_REASONS,
    ...EXEMPT_REASONS,
    ...BYPASS_REASONS,
    ...VACANT_REASONS,
    ...OUTSIDE_REASONS.filter((reason) => reason !== "other-deal"),
    ...UNCLEAR_REASONS.filter((reason) => reason !== "which-deal"),
  ];
  expect([...seen.kinds].sort()).toEqual([...KINDS].sort());
  expect([...seen.reasons].sort()).toEqual([...reasons].sort());
});

test("a reason belongs to one kind only, so that one sentence can stand for it", () => {
  const reasons = [
    ...HEARD_REASONS,
    ...DELEGATED_REASONS,
    ...EXEMPT_REASONS,
    ...BYPASS_REASONS,
    ...VACANT_REASONS,
    ...OUTSIDE_REASONS,
    ...UNCLEAR_REASONS,
  ];
  expect(new Set(reasons).size).toBe(reasons.length);
});

describe("what a verdict tells beside its reason", () => {
  const verdictOf = (route: string, facts = "") => judge(mailOf("02-05T09:00Z", route, facts), TABLE);

  test("one client mail to three colleagues is one incident with three recipients", () => {
    expect(verdictOf("eve > ben, carl, stan / max, BEN@firm.com")).toEqual({
      kind: "bypass",
      direction: "from-client",
      reason: "left-out",
      spokesperson: "ana",
      client: addressOf("eve"),
      reached: ["ben", "carl", "max"].map(addressOf),
    });
  });

  test("a colleague's mail to the client names the colleague first, and the first client person", () => {
    expect(verdictOf("ben > stan, bob, eve / carl")).toEqual({
      kind: "bypass",
      direction: "to-client",
      reason: "left-out",
      spokesperson: "ana",
      client: addressOf("bob"),
      reached: ["ben", "carl"].map(addressOf),
    });
  });

  test("a colleague's mail to a group names the client's guest in it", () => {
    expect(verdictOf("ben > guests")).toMatchObject({ kind: "bypass", client: addressOf("eve") });
  });

  test.each([
    ["eve > sales", "sales"],
    ["eve > a.kern@firm.com", "a.kern@firm.com"],
    ["sales by ana > eve", "ana"],
    ["ana by pia > eve", "ana"],
  ])("heard names the address or group that shows it (%s)", (route, via) => {
    expect(verdictOf(route)).toMatchObject({
      kind: "heard",
      by: "ana",
      spokesperson: "ana",
      via: addressOf(via),
    });
  });

  test("heard by a copy in the mailbox names no address", () => {
    expect(verdictOf("eve > ben", "seen-by=ben,ana")).toMatchObject({ reason: "own-copy", via: null });
  });

  test("heard by a deputy names both", () => {
    expect(judge(mailOf("02-10T00:00Z", "eve > dora", ""), TABLE)).toMatchObject({
      reason: "deputy",
      by: "dora",
      spokesperson: "ana",
      via: addressOf("dora"),
    });
  });

  test("delegated names the delegate and the delegation", () => {
    expect(judge(mailOf("02-22T00:00Z", "eve > carl", ""), TABLE)).toMatchObject({
      person: "carl",
      delegation: "samples",
    });
  });

  test("unclear names the group that could not be read", () => {
    expect(verdictOf("eve > ben / half")).toMatchObject({
      group: addressOf("half"),
      reached: ["ben", "half"].map(addressOf),
      deals: [],
    });
  });

  test("vacant names the client and whom the mail reached", () => {
    expect(judge(mailOf("03-20T00:00Z", "eve > ben", ""), TABLE)).toMatchObject({
      client: addressOf("eve"),
      reached: [addressOf("ben")],
    });
  });

  test("five thousand recipients are judged like one", () => {
    const crowd = Array.from({ length: 5000 }, (_, i) => addressOf(`guest${i}@other.com`));
    const mail = { ...mailOf("02-05T09:00Z", "eve > ben", ""), to: [...crowd, addressOf("ben")] };
    expect(judge(mail, TABLE)).toMatchObject({ kind: "bypass", reached: [addressOf("ben")] });
    expect(judge({ ...mail, cc: [...crowd, addressOf("ana")] }, TABLE)).toMatchObject({ reason: "on-cc" });
  });
});

function brief(verdict: Verdict): string {
  const who =
    verdict.kind === "heard" ? ` ${verdict.by}` : verdict.kind === "bypass" ? ` ${verdict.spokesperson}` : "";
  return `${verdict.kind} ${verdict.reason}${who}`;
}
