import { Temporal } from "temporal-polyfill";
import { type Address, address } from "../../src/domain/people/address.ts";
import { domain } from "../../src/domain/people/domain.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import type { Mark } from "../../src/domain/voice/marks.ts";
import type { Groups, Member, Table } from "../../src/domain/voice/table.ts";

const at = (text: string) => Temporal.Instant.from(/^\d{4}-/.test(text) ? text : `2026-${text}`);
const term = (since: string, until: string) => ({
  since: at(`${since}T00:00Z`),
  until: at(`${until}T00:00Z`),
});

const of = (name: string, ...others: string[]): Member => ({
  id: name,
  addresses: [`${name}@firm.com`, ...others].map(address),
});

const CAST: Record<string, string> = {
  eve: "eve@acme.com",
  bob: "bob@eu.acme.com",
  project: "project@acme.com",
  olga: "olga@mail.ru",
  stan: "stan@other.com",
};

/** The firm's people, each with the id that is their name. Max is of the firm and not in the team. */
export const TEAM: readonly Member[] = [
  of("ana", "a.kern@firm.com", "ana@oldfirm.com"),
  of("ben"),
  of("carl"),
  of("dora"),
  of("pia"),
];

const GROUPS: Groups = new Map(
  Object.entries({
    sales: ["ana", "carl"],
    backoffice: ["carl", "pia"],
    nest: ["ben", "sales"],
    loop: ["ben", "loop"],
    dark: null,
    half: ["carl", "dark"],
    guests: ["ben", "eve"],
    project: ["eve", "ana"],
  }).map(([group, members]) => [addressOf(group), members === null ? null : members.map(addressOf)]),
);

/** The deal that the case tables describe at their heads. */
export const TABLE: Table = {
  dealId: "acme",
  team: TEAM,
  ourDomains: [domain("firm.com"), domain("acme.firm.com")],
  clientDomains: [domain("acme.com"), domain("почта.рф")],
  contacts: [
    { address: addressOf("olga"), ...term("02-10", "04-01") },
    { address: address("lev@partner.com"), since: null, until: at("03-05T00:00Z") },
    { address: address("mila@acme.com"), since: null, until: at("03-05T00:00Z") },
    { address: address("mila@newco.com"), since: at("03-05T00:00Z"), until: null },
    { address: address("no-reply@desk.com"), since: null, until: null },
  ],
  turns: [
    { spokesperson: "ana", since: at("02-01T00:00Z"), until: at("03-02T12:00Z") },
    { spokesperson: "ben", since: at("03-02T12:00Z"), until: at("03-20T00:00Z") },
    { spokesperson: "ana", since: at("03-25T00:00Z"), until: at("05-01T00:00Z") },
    { spokesperson: "zoe", since: at("05-01T00:00Z"), until: at("05-02T00:00Z") },
    { spokesperson: "ana", since: at("05-02T00:00Z"), until: null },
  ],
  absences: [
    { person: "ana", deputy: "dora", ...term("02-10", "02-12") },
    { person: "ben", deputy: null, ...term("03-10", "03-11") },
  ],
  delegations: [
    { id: "logistics", person: "carl", clients: null, conversationId: null, ...term("02-15", "02-20") },
    {
      id: "samples",
      person: "carl",
      clients: [addressOf("eve")],
      conversationId: null,
      ...term("02-22", "02-24"),
    },
    { id: "thread", person: "carl", clients: null, conversationId: "c-7", ...term("02-25", "02-27") },
  ],
  quiet: [
    { contact: "carl", ...term("03-22", "03-23") },
    { contact: "carl", ...term("04-10", "04-20") },
  ],
  groups: GROUPS,
  live: { since: at("01-15T00:00Z"), until: at("06-01T00:00Z") },
};

/** An address as the tables write it: a name of the cast, or any address. Throws for anything else. */
export function addressOf(text: string): Address {
  return address(CAST[text] ?? (/^\w+$/.test(text) ? `${text}@firm.com` : text));
}

/** Reads a mail as the tables write it. Throws for a fact that no table has. */
export function mailOf(sentAt: string, route: string, facts: string): Envelope {
  const split = route.indexOf(" >");
  const [from = "", sender] = route.slice(0, split).split(" by ");
  const [to = "", cc = ""] = route.slice(split + 2).split("/ ");
  const mail: Envelope = {
    from: from === "-" ? null : addressOf(from),
    sender: sender === undefined ? null : addressOf(sender),
    to: list(to).map(addressOf),
    cc: list(cc).map(addressOf),
    sentAt: at(sentAt),
  };
  return Object.assign(mail, ...facts.split(" ").filter(Boolean).map(factOf));
}

function factOf(text: string): Partial<Envelope> | { mark: Mark } {
  const [name, value = ""] = text.split("=");
  switch (name) {
    case "mark":
      return { mark: { reason: value as Mark["reason"], lists: [] } };
    case "bulk-of":
      return { mark: { reason: "bulk", lists: list(value).map(domain) } };
    case "seen-by":
      return { seenBy: list(value) };
    case "conversation":
      return { conversationId: value };
    case "forwards":
      return { forwardsClientMail: true };
    case "answer":
      return { answer: value === "none" ? "none" : { deal: value } };
    case "subject":
      return { subjectNames: list(value) };
    default:
      throw new Error(`No table knows the fact "${text}".`);
  }
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
