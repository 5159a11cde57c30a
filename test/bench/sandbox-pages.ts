import type { FullMailbox, Page } from "./sandbox-mailbox.ts";

/** One kind of page that is measured: how it is asked for, and what must be in it lest the speed mean nothing. */
export type Question = {
  name: string;
  ask(box: FullMailbox): Promise<Page>;
  isRight(page: Page): boolean;
};

const INBOX = "/mailFolders/inbox/messages";
const CHOSEN = "$select=subject,from,receivedDateTime";

function listing(name: string, query: string, isRight: Question["isRight"]): Question {
  return { name, ask: (box) => box.read(`${INBOX}?${query}`), isRight };
}

function filtered(name: string, filter: (box: FullMailbox) => string, count: number): Question {
  return {
    name,
    ask: (box) => box.read(`${INBOX}?$top=50&${CHOSEN}&$filter=${encodeURIComponent(filter(box))}`),
    isRight: ({ value }) => value.length === count,
  };
}

const first = (subject: string) => (page: Page) => page.value[0]?.subject?.startsWith(subject) === true;

/** Pages of a listing, at the top, in the middle and at the end. */
export const listings: readonly Question[] = [
  listing("list the newest 50, whole", "$top=50", first("Letter 99999 ")),
  listing("list 50 in the middle", `$top=50&$skip=50000&${CHOSEN}`, first("Letter 49999 ")),
  listing("list the last 50", `$top=50&$skip=99950&${CHOSEN}`, first("Letter 49 ")),
  listing("list the oldest 50", `$top=50&$orderby=receivedDateTime&${CHOSEN}`, first("Letter 0 ")),
  listing("list with a count", `$top=50&$count=true&${CHOSEN}`, (page) => page["@odata.count"] === 100_000),
];

/** Pages of filters that find nothing sooner than by looking at every letter, and of those that have an index. */
export const filters: readonly Question[] = [
  filtered("filter by time: the last hour", (box) => `receivedDateTime gt ${box.minutesAgo(51)}`, 50),
  filtered("filter by time: long ago", (box) => `receivedDateTime lt ${box.minutesAgo(99_000)}`, 50),
  filtered(
    "filter by sender",
    () => "from/emailAddress/address eq 'buyer7@client7.example'",
    3, // letters 7, 49 857 and 99 707: 7 modulo both 997 and 50
  ),
  filtered("filter by a sender unknown", () => "from/emailAddress/address eq 'nobody@client7.example'", 0),
  filtered("filter by message id", () => "internetMessageId eq '<letter-5@client5.example>'", 1),
  filtered(
    "filter by words of the subject",
    () => "contains(subject,'about deal 777') and isRead eq false",
    50,
  ),
  filtered("filter by what none has", () => "categories/any(c:c eq 'Bypass')", 0),
  filtered(
    "filter by recipient",
    () => "toRecipients/any(r:r/emailAddress/address eq 'pavel.orlov@bergmann.example')",
    0,
  ),
];
