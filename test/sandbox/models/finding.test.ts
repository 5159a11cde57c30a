import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anna, arrive } from "../mail/letters.ts";
import { direct } from "../support/direct.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { LONGEST_MS, rounds } from "./rounds.ts";

let t: TestSandbox;
beforeAll(async () => {
  t = direct(await openTestSandbox());
});
afterAll(() => t.close());

type Letter = {
  id: string;
  subject: string;
  isRead: boolean;
  receivedDateTime: string;
  internetMessageId: string;
  conversationId: string;
  from?: { emailAddress: { address: string } };
  toRecipients: { emailAddress: { address: string } }[];
  ccRecipients: { emailAddress: { address: string } }[];
  categories: string[];
};

const SELECT =
  "$select=subject,isRead,receivedDateTime,internetMessageId,conversationId,from,toRecipients,ccRecipients,categories";
/** A subject that looks like a condition of a filter. */
const TRICK = "it's internetMessageId eq '<b@x.example>' or not";
const SENDERS = ["Ivan <ivan@x.example>", "IVAN@X.example", "olga@x.example"];

async function read(place: string, filter?: string): Promise<Letter[]> {
  const query = filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`;
  const path = `${anna}${place}/messages?$top=1000&${SELECT}${query}`;
  const { status, body } = await t.graph<{ value: Letter[] }>(t.asApp, "GET", path);
  expect(status, filter).toBe(200);
  return body.value;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

/** A condition in OData's words, and the same plainly. */
type Condition = { text: string; holds: (letter: Letter) => boolean };

const byId = (id: string): Condition => ({
  text: `internetMessageId eq ${quoted(id)}`,
  holds: (letter) => same(letter.internetMessageId, id),
});
const bySender = (address: string): Condition => ({
  text: `from/emailAddress/address eq ${quoted(address)}`,
  holds: (letter) => same(letter.from?.emailAddress.address, address),
});
const byRecipient = (list: "toRecipients" | "ccRecipients", address: string): Condition => ({
  text: `${list}/any(r:r/emailAddress/address eq ${quoted(address)})`,
  holds: (letter) => letter[list].some((one) => same(one.emailAddress.address, address)),
});
const byCategory = (category: string): Condition => ({
  text: `categories/any( c : c eq ${quoted(category)} )`,
  holds: ({ categories }) => categories.some((one) => same(one, category)),
});
const bySubject = (subject: string): Condition => ({
  text: `subject eq ${quoted(subject)}`,
  holds: (letter) => same(letter.subject, subject),
});
const byTime = (minute: number): Condition => {
  const at = `2026-03-02T09:${String(minute).padStart(2, "0")}:00Z`;
  return { text: `receivedDateTime ge ${at}`, holds: ({ receivedDateTime }) => receivedDateTime >= at };
};
const unread: Condition = { text: "isRead eq false", holds: ({ isRead }) => !isRead };
const not = ({ text, holds }: Condition): Condition => ({
  text: `not (${text})`,
  holds: (one) => !holds(one),
});
const join = (word: "and" | "or", a: Condition, b: Condition): Condition => ({
  text: `${a.text} ${word} ${b.text}`,
  holds: (one) => (word === "and" ? a.holds(one) && b.holds(one) : a.holds(one) || b.holds(one)),
});

const simple = fc.oneof(
  fc.constantFrom("<a@x.example>", "<B@X.example>", "<none@x.example>").map(byId),
  fc.constantFrom("ivan@x.example", "OLGA@x.example", "anna.kern@bergmann.example").map(bySender),
  fc
    .tuple(
      fc.constantFrom("toRecipients" as const, "ccRecipients" as const),
      fc.constantFrom("pavel.orlov@bergmann.example", "Olga@x.example", "anna.kern@bergmann.example"),
    )
    .map((one) => byRecipient(...one)),
  fc.constantFrom("Deal", "none", "DEAL 4").map(byCategory),
  fc.constantFrom("One", TRICK).map(bySubject),
  fc.integer({ min: 0, max: 40 }).map(byTime),
  fc.constant(unread),
);
const condition = fc.oneof(
  simple,
  simple.map(not),
  fc.tuple(fc.constantFrom("and" as const, "or" as const), simple, simple).map((one) => join(...one)),
);

/** What happens to the mailbox; numbers choose the letter. */
const happening = fc.oneof(
  fc.record({
    do: fc.constant("arrive" as const),
    from: fc.constantFrom(...SENDERS),
    subject: fc.constantFrom("One", "Two", TRICK),
    cc: fc.constantFrom("pavel.orlov@bergmann.example", "olga@x.example, pavel.orlov@bergmann.example"),
    messageId: fc.constantFrom("<a@x.example>", "<b@x.example>", "<c@x.example>"),
  }),
  fc.record({
    do: fc.constantFrom("read" as const, "archive" as const, "delete" as const, "categorize" as const),
    which: fc.nat(20),
  }),
);

async function happen(one: typeof happening extends fc.Arbitrary<infer H> ? H : never): Promise<void> {
  await t.outside("POST", "/clock", { advance: "PT1M" });
  if (one.do === "arrive") return void (await arrive(t, one));
  const letters = await read("");
  const letter = letters[one.which % Math.max(letters.length, 1)];
  if (letter === undefined) return;
  const path = `${anna}/messages/${letter.id}`;
  if (one.do === "read") await t.graph(t.asApp, "PATCH", path, { body: { isRead: true } });
  else if (one.do === "categorize")
    await t.graph(t.asApp, "PATCH", path, { body: { categories: ["deal", `Deal ${one.which}`] } });
  else if (one.do === "delete") await t.graph(t.asApp, "DELETE", path);
  else await t.graph(t.asApp, "POST", `${path}/move`, { body: { destinationId: "archive" } });
}

test(
  "a filter finds what looking at every letter would find, in the same order",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 4, maxLength: 20 }),
        fc.array(condition, { minLength: 5, maxLength: 12 }),
        async (happenings, conditions) => {
          await t.sandbox.reset();
          await t.outside("POST", "/clock", { set: "2026-03-02T09:00:00Z" });
          for (const one of happenings) await happen(one);
          for (const place of ["", "/mailFolders/inbox", "/mailFolders/archive"]) {
            const all = await read(place);
            for (const { text, holds } of conditions)
              expect(await read(place, text), text).toEqual(all.filter(holds));
          }
        },
      ),
      { numRuns: rounds(15) },
    );
  },
  LONGEST_MS,
);
