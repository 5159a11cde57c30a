import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { address } from "../../src/domain/people/address.ts";
import { domain } from "../../src/domain/people/domain.ts";
import { indexDeals } from "../../src/domain/voice/deal-index.ts";
import type { Table } from "../../src/domain/voice/table.ts";
import { judgeAll } from "../../src/domain/voice/which-deal.ts";
import { readCases } from "../cases/read.ts";
import { addressOf, mailOf, TEAM } from "./cast.ts";

const SENT = "02-05T09:00Z";
const START = Temporal.Instant.from("2026-01-01T00:00Z");

/** The deals that test/cases/voice-deals.txt describes at its head. */
const DEALS: readonly Table[] = [
  deal("licence", "ana", ["acme.com"], ["eve"]),
  deal("services", "ben", ["acme.com"], ["eve", "bob@acme.com"]),
  deal("europe", "ben", ["eu.acme.com"], []),
  deal("globex", "ben", ["globex.com"], []),
  {
    ...deal("rival", "rita", ["acme.com"], []),
    team: [{ id: "rita", addresses: [address("rita@rivals.com")] }],
    ourDomains: [domain("rivals.com")],
  },
];
const INDEX = indexDeals(DEALS);

describe("voice-deals.txt: one mail and several deals", () => {
  test.each(
    readCases("voice-deals.txt", 4).map(([route, facts, wanted, story]) => ({ route, facts, wanted, story })),
  )("$story ($route $facts)", ({ route = "", facts = "", wanted }) => {
    const findings = judgeAll(mailOf(SENT, route, facts), INDEX);
    const told = findings.map(({ dealId, verdict }) => `${dealId} ${verdict.kind} ${verdict.reason}`);
    // Another firm's deal is told where a row is about it; it is concerned by every mail of the same client.
    const shown = told.filter((one) => wanted?.includes("rival") || !one.startsWith("rival "));
    expect(shown.join(", ")).toBe(wanted);
  });
});

test("unclear between deals names every deal that it may be about", () => {
  const [licence, services] = judgeAll(mailOf(SENT, "eve > carl", ""), INDEX);
  expect(licence?.verdict).toMatchObject({ reason: "which-deal", deals: ["licence", "services"] });
  expect(services?.verdict).toMatchObject({ reason: "which-deal", deals: ["licence", "services"] });
});

test("an answer is remembered for its conversation: the next mail of it is judged without asking again", () => {
  const mail = mailOf(SENT, "eve > carl", "conversation=c-1");
  const asked = judgeAll(mail, INDEX).filter(({ verdict }) => verdict.reason === "which-deal");
  expect(asked).toHaveLength(2);
  const next = {
    ...mailOf("02-06T09:00Z", "eve > carl, ben", "conversation=c-1"),
    answer: { deal: "licence" },
  };
  expect(judgeAll(next, INDEX).some(({ verdict }) => verdict.reason === "which-deal")).toBe(false);
});

test("a group of ours with a guest of the client in it concerns the client's deal", () => {
  const tables = DEALS.map((table) => ({
    ...table,
    groups: new Map([[addressOf("guests"), [addressOf("gil@globex.com")]]]),
  }));
  const found = judgeAll(mailOf(SENT, "carl > guests", ""), indexDeals(tables));
  expect(found.map(({ dealId, verdict }) => `${dealId} ${verdict.kind}`)).toEqual(["globex bypass"]);
});

test("the findings come in the order of the deals, each deal once", () => {
  const found = judgeAll(
    mailOf(SENT, "gil@globex.com > ana, ben / eve, bob@acme.com, uli@eu.acme.com", ""),
    INDEX,
  );
  expect(found.map(({ dealId }) => dealId)).toEqual(["licence", "services", "europe", "globex", "rival"]);
});

function deal(dealId: string, spokesperson: string, domains: string[], contacts: string[]): Table {
  return {
    dealId,
    team: TEAM,
    ourDomains: [domain("firm.com")],
    clientDomains: domains.map(domain),
    contacts: contacts.map((who) => ({ address: addressOf(who), since: null, until: null })),
    turns: [{ spokesperson, since: START, until: null }],
  };
}
