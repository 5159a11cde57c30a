import { Temporal } from "temporal-polyfill";
import { type Address, address } from "../../../src/domain/people/address.ts";
import { domain } from "../../../src/domain/people/domain.ts";
import type { Envelope } from "../../../src/domain/voice/envelope.ts";
import type { Table } from "../../../src/domain/voice/table.ts";

/** Deals of one firm, five client people each, and mail of a mixture as a company sees it. */
export type Corpus = { tables: Table[]; mails: Envelope[]; spokespersonOf: Address[] };

const START = Temporal.Instant.from("2026-01-01T00:00Z");
const SENT = Temporal.Instant.from("2026-03-02T09:00Z");
const CONTACTS = 5;

/** Makes a corpus; the same seed gives the same one. */
export function makeCorpus(deals: number, count: number, seed: number): Corpus {
  const next = randomNumbers(seed);
  const spokespersonOf = Array.from({ length: deals }, (_, i) => address(`lead${i}@firm.com`));
  const tables = spokespersonOf.map((who, i) => tableOf(i, who));
  const mails = Array.from({ length: count }, () => mailOf(next, deals));
  return { tables, mails, spokespersonOf };
}

function tableOf(i: number, spokesperson: Address): Table {
  return {
    dealId: `d${i}`,
    team: [
      { id: `lead${i}`, addresses: [spokesperson, address(`l.${i}@firm.com`)] },
      { id: `expert${i}`, addresses: [address(`expert${i}@firm.com`)] },
    ],
    ourDomains: [domain("firm.com")],
    clientDomains: [domain(`client${i}.com`)],
    contacts: Array.from({ length: CONTACTS }, (_, k) => ({
      address: address(`person${k}@client${i}.com`),
      since: null,
      until: null,
    })),
    turns: [{ spokesperson: `lead${i}`, since: START, until: null }],
  };
}

/** 30 % to the spokesperson, 15 % around, 10 % unknown people of a subdomain, 10 % internal, 10 % lists, 25 % unrelated. */
function mailOf(next: (below: number) => number, deals: number): Envelope {
  const i = next(deals);
  const colleague = address(`colleague${next(500)}@firm.com`);
  const lead = address(`lead${i}@firm.com`);
  const person = address(`person${next(CONTACTS)}@client${i}.com`);
  const mail = (from: Address, to: Address[], cc: Address[], more: Partial<Envelope> = {}): Envelope => ({
    from,
    to,
    cc,
    sentAt: SENT,
    mark: null,
    ...more,
  });
  const kind = next(100);
  if (kind < 30) return next(2) === 0 ? mail(person, [lead], [colleague]) : mail(person, [colleague], [lead]);
  if (kind < 45) return mail(person, [colleague, address(`expert${i}@firm.com`)], []);
  if (kind < 55) return mail(address(`new${next(99)}@mail.client${i}.com`), [colleague], []);
  if (kind < 65) return mail(lead, [colleague], [address(`colleague${next(500)}@firm.com`)]);
  if (kind < 75) {
    return mail(person, [colleague], [], {
      mark: { reason: "bulk", lists: [domain(`lists.client${i}.com`)] },
    });
  }
  return mail(address(`someone${next(5000)}@other${next(3000)}.com`), [colleague], []);
}

// A small linear generator: quick, and the same on every machine.
function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
