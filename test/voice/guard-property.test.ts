import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Address, address } from "../../src/domain/people/address.ts";
import { indexDeals } from "../../src/domain/voice/deal-index.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import { judge } from "../../src/domain/voice/guard.ts";
import { markOf } from "../../src/domain/voice/marks.ts";
import { holder } from "../../src/domain/voice/turns.ts";
import { KINDS } from "../../src/domain/voice/verdict.ts";
import { judgeAll } from "../../src/domain/voice/which-deal.ts";
import { naiveKind, naiveKinds } from "./oracle.ts";
import { mails, tables } from "./random-mail.ts";

const SEED = 20_260_302;
const PATIENCE = process.env["SOAK"] === "1" ? 600_000 : 30_000;
const rounds = (few: number) => ({ seed: SEED, numRuns: process.env["SOAK"] === "1" ? few * 50 : few });
const table = tables("one");
const four = fc.tuple(tables("one"), tables("two"), tables("three"), tables("four"));

describe("the rule and a deliberately naive second one agree", { timeout: PATIENCE }, () => {
  test("on one deal", () => {
    const counts = new Map<string, number>();
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const { kind } = judge(mail, deal);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        expect(kind).toBe(naiveKind(mail, deal));
      }),
      rounds(10_000),
    );
    // An agreement about mails that are all alike would prove little.
    for (const kind of KINDS) expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(30);
  });

  test("on several deals with the same clients", () => {
    const unclear = { count: 0 };
    fc.assert(
      fc.property(mails, four, (mail, deals) => {
        const index = indexDeals(deals);
        const findings = new Map(judgeAll(mail, index).map(({ dealId, verdict }) => [dealId, verdict]));
        if ([...findings.values()].some(({ reason }) => reason === "which-deal")) unclear.count++;
        // What is passed on among ourselves names no client, so no deal can be found for it.
        const kinds = deals.map(({ dealId }) => findings.get(dealId)?.kind ?? "outside");
        const named = { ...mail, forwardsClientMail: false };
        const found = judgeAll(named, index);
        const plain = deals.map(({ dealId }) => found.find((one) => one.dealId === dealId)?.verdict.kind);
        expect(plain.map((kind) => kind ?? "outside")).toEqual(naiveKinds(named, deals));
        expect(kinds.length).toBe(4);
      }),
      rounds(2_000),
    );
    expect(unclear.count).toBeGreaterThan(30);
  });
});

describe("whatever the mail and the deal", () => {
  test("there is a verdict, and it can be told in one sentence", () => {
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const { kind, reason } = judge(mail, deal);
        expect(KINDS).toContain(kind);
        expect(reason).not.toBe("");
      }),
      rounds(800),
    );
  });

  test("nobody is heard who is nowhere on the mail, in no group, and has no copy", () => {
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const voices = deal.team.flatMap(({ addresses }) => addresses);
        const away = (who: Address) => !voices.includes(who) && !who.includes("+");
        const without: Envelope = {
          ...mail,
          from: mail.from !== null && away(mail.from) ? mail.from : address("max@firm.com"),
          sender: null,
          to: mail.to.filter(away),
          cc: mail.cc.filter(away),
          seenBy: ["max"],
        };
        expect(judge(without, { ...deal, groups: undefined }).kind).not.toBe("heard");
      }),
      rounds(800),
    );
  });

  test("the verdict rests on the turn at the moment of sending and on no other", () => {
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const turn = holder(deal.turns, mail.sentAt);
        const alone = { ...deal, turns: turn === null ? [] : [turn] };
        expect(judge(mail, alone)).toEqual(judge(mail, deal));
      }),
      rounds(800),
    );
  });

  test("the order of recipients changes no verdict", () => {
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const turned = { ...mail, to: mail.to.toReversed(), cc: mail.cc.toReversed() };
        const { kind, reason, direction } = judge(mail, deal);
        expect(judge(turned, deal)).toMatchObject({ kind, reason, direction });
      }),
      rounds(800),
    );
  });

  test("the letter case of addresses changes no verdict", () => {
    const shout = (who: Address) => address(who.toUpperCase());
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const loud = {
          ...mail,
          from: mail.from && shout(mail.from),
          sender: mail.sender && shout(mail.sender),
          to: mail.to.map(shout),
          cc: mail.cc.map(shout),
        };
        expect(judge(loud, deal)).toEqual(judge(mail, deal));
      }),
      rounds(500),
    );
  });

  test("a copy found later can only clear, never accuse", () => {
    fc.assert(
      fc.property(mails, table, (mail, deal) => {
        const early = judge({ ...mail, seenBy: ["ben"] }, deal);
        const late = judge({ ...mail, seenBy: ["ben", "ana"] }, deal);
        const calm = ["heard", "delegated", "exempt", "outside"];
        if (calm.includes(early.kind)) expect(calm).toContain(late.kind);
      }),
      rounds(800),
    );
  });

  test("neither the order nor the letter case of headers changes what they say", () => {
    const header = fc.constantFrom(
      { name: "Auto-Submitted", value: "auto-replied" },
      { name: "Precedence", value: "bulk" },
      { name: "List-Id", value: "News <news.acme.com>" },
      { name: "List-Post", value: "<mailto:sales@firm.com>" },
      { name: "Content-Type", value: "multipart/report; report-type=delivery-status" },
      { name: "Return-Path", value: "<>" },
      { name: "X-One-Voice", value: "1" },
      { name: "Subject", value: "bulk" },
    );
    fc.assert(
      fc.property(fc.array(header, { maxLength: 6 }), (headers) => {
        const other = headers
          .toReversed()
          .map(({ name, value }) => ({ name: name.toUpperCase(), value: value.toUpperCase() }));
        expect(markOf(other)).toEqual(markOf(headers));
      }),
      rounds(500),
    );
  });
});
