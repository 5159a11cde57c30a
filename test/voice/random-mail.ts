import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { type Address, address } from "../../src/domain/people/address.ts";
import { type Domain, domain } from "../../src/domain/people/domain.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import type { Mark } from "../../src/domain/voice/marks.ts";
import type { Member, Table, Term } from "../../src/domain/voice/table.ts";
import type { Turn } from "../../src/domain/voice/turns.ts";

// A day of twelve moments, so that mails often fall on the very edges of terms.
const moments = Array.from({ length: 12 }, (_, hour) =>
  Temporal.Instant.fromEpochMilliseconds(Date.UTC(2026, 2, 2, hour)),
);
const people = ["ana", "ben", "carl", "zoe"];
const member = (id: string, ...addresses: string[]): Member => ({ id, addresses: addresses.map(address) });
const TEAMS: readonly (readonly Member[])[] = [
  [
    member("ana", "ana@firm.com", "a.kern@firm.com"),
    member("ben", "ben@firm.com"),
    member("carl", "carl@free.org"),
  ],
  [member("ben", "ben@firm.com"), member("carl", "carl@free.org", "carl@acme.com")],
  [member("ana", "ana@rivals.com"), member("ben", "ben@rivals.com")],
];
const POOL =
  `ana@firm.com a.kern@firm.com ana+x@firm.com ben@firm.com carl@free.org carl@acme.com max@firm.com
  sales@firm.com dark@firm.com nest@firm.com ana@rivals.com ben@rivals.com eve@acme.com eve+x@acme.com bob@eu.acme.com
  list@acme.com no-reply@acme.com mailer-daemon@acme.com gil@globex.com olga@mail.ru stan@other.com
  stan@notacme.com`
    .split(/\s+/)
    .map(address);
const OURS = ["firm.com", "acme.firm.com", "rivals.com", "acme.com"].map(domain);
const CLIENTS = ["acme.com", "eu.acme.com", "globex.com", "firm.com"].map(domain);
const MARKS: readonly Mark["reason"][] = ["auto-reply", "calendar", "bulk", "own-product"];

const one = <T>(all: readonly T[]) => fc.constantFrom(...all);
const some = <T>(all: readonly T[], most: number) => fc.uniqueArray(one(all), { maxLength: most });
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const edge = fc.option(one(moments), { nil: null, freq: 2 });
const term: fc.Arbitrary<Term> = fc.tuple(edge, edge).map(([since, until]) => ({ since, until }));

/** Turns in order, some gapless, some with gaps, the last one with or without an end. */
const turns: fc.Arbitrary<Turn[]> = fc
  .tuple(
    fc.uniqueArray(one(moments), { maxLength: 4 }),
    fc.array(one(people), { minLength: 4, maxLength: 4 }),
    fc.nat(15),
  )
  .map(([starts, holders, gaps]) => {
    const sorted = starts.sort(Temporal.Instant.compare);
    return sorted
      .map((since, i) => ({ spokesperson: holders[i] as string, since, until: sorted[i + 1] ?? null }))
      .filter((_, i) => (gaps & (1 << i)) === 0);
  });

const members: fc.Arbitrary<readonly Address[] | null> = fc.option(some(POOL, 3), { nil: null, freq: 4 });
const groups = fc
  .tuple(members, members, members, members)
  .map(
    (lists) =>
      new Map(["sales", "dark", "nest", "list"].map((name, i) => [groupAddress(name), lists[i] ?? null])),
  );

/** A deal's table, often contradicting itself: sides that overlap, terms that end before they begin. */
export const tables = (dealId: string): fc.Arbitrary<Table> =>
  fc.record({
    dealId: fc.constant(dealId),
    team: one(TEAMS),
    ourDomains: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Domain[]>([domain("firm.com")]) },
      { weight: 1, arbitrary: some(OURS, 2) },
    ),
    clientDomains: some(CLIENTS, 2),
    contacts: fc.array(
      fc.tuple(one(POOL), term).map(([who, when]) => ({ address: who, ...when })),
      { maxLength: 2 },
    ),
    turns,
    absences: seldom(
      fc.array(
        fc
          .tuple(one(people), fc.option(one(people), { nil: null }), term)
          .map(([person, deputy, when]) => ({ person, deputy, ...when })),
        { maxLength: 2 },
      ),
    ),
    delegations: seldom(
      fc.array(
        fc
          .tuple(one(people), rarely(some(POOL, 2)), rarely(one(["c-1", "c-2"])), term)
          .map(([person, clients, conversationId, when]) => ({
            id: "d",
            person,
            clients,
            conversationId,
            ...when,
          })),
        { maxLength: 4 },
      ),
    ),
    quiet: seldom(
      fc.array(
        fc.tuple(one(people), term).map(([contact, when]) => ({ contact, ...when })),
        { maxLength: 1 },
      ),
    ),
    groups: seldom(groups),
    live: seldom(term),
  });

/** A mail between people of whom some sit at the tables of {@link tables}. */
export const mails: fc.Arbitrary<Envelope> = fc.record({
  from: fc.option(one(POOL), { nil: null, freq: 20 }),
  sender: seldom(one(POOL)),
  to: some(POOL, 3),
  cc: some(POOL, 2),
  sentAt: one(moments),
  conversationId: seldom(one(["c-1", "c-2"])),
  mark: rarely(fc.record({ reason: one(MARKS), lists: some([...OURS, ...CLIENTS], 2) })),
  seenBy: seldom(some(people, 2)),
  forwardsClientMail: fc.boolean(),
  answer: rarely(
    fc.oneof(
      fc.constant("none" as const),
      one(["one", "two", "three", "four"]).map((deal) => ({ deal })),
    ),
  ),
  subjectNames: seldom(some(["one", "two", "three"], 2)),
});

function groupAddress(name: string): Address {
  return address(name === "list" ? "list@acme.com" : `${name}@firm.com`);
}
