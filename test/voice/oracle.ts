/**
 * The rule once more, as plainly and as slowly as it can be put: no index, no early way out, every list walked through
 * from its start. It shares types with the real one and not a line of code.
 */
import { Temporal } from "temporal-polyfill";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import type { Table, Term } from "../../src/domain/voice/table.ts";
import type { Direction, Kind } from "../../src/domain/voice/verdict.ts";

type Seen = { kind: Kind; direction: Direction | null; clients: string[] };

/** The kind of verdict for one deal. */
export function naiveKind(mail: Envelope, table: Table): Kind {
  return look(mail, table).kind;
}

/** The kind of verdict for each deal, in the order of the tables, deals that the mail does not concern included. */
export function naiveKinds(mail: Envelope, tables: readonly Table[]): Kind[] {
  const looks = tables.map((table) => look(mail, table));
  return tables.map((table, i) => {
    const own = looks[i] as Seen;
    if (own.direction === null) return own.kind;
    const rivals = tables.filter((other, j) => {
      const its = looks[j] as Seen;
      const shared = its.clients.some((client) => own.clients.includes(client));
      return i !== j && its.direction === own.direction && shared && sameHouse(table, other);
    });
    return choose(
      mail,
      table,
      own,
      rivals,
      tables.filter((_, j) => looks[j]?.direction !== null),
      looks,
      tables,
    );
  });
}

function choose(
  mail: Envelope,
  table: Table,
  own: Seen,
  rivals: Table[],
  concerned: Table[],
  looks: Seen[],
  tables: readonly Table[],
): Kind {
  const ids = rivals.map(({ dealId }) => dealId);
  if (mail.answer && mail.answer !== "none") {
    if (mail.answer.deal === table.dealId) return own.kind;
    const answered = mail.answer.deal;
    if (ids.includes(answered) || !concerned.some(({ dealId }) => dealId === answered)) return "outside";
  }
  const named = ids.filter((id) => mail.subjectNames?.includes(id));
  const accused = own.kind === "bypass" || own.kind === "vacant";
  if (mail.subjectNames?.includes(table.dealId)) return named.length > 0 && accused ? "unclear" : own.kind;
  if (named.length > 0) return "outside";
  const rank = (one: Table, seen: Seen) =>
    Math.max(...seen.clients.map((client) => claim(mail, one, client)));
  const ranks = rivals.map((rival) => rank(rival, looks[tables.indexOf(rival)] as Seen));
  if (ranks.some((other) => other > rank(table, own))) return "outside";
  return accused && ranks.includes(rank(table, own)) ? "unclear" : own.kind;
}

function sameHouse(one: Table, other: Table): boolean {
  const all = (table: Table) => [...table.ourDomains, ...table.team.flatMap(({ addresses }) => addresses)];
  return all(one).some((ours) => all(other).includes(ours));
}

function claim(mail: Envelope, table: Table, client: string): number {
  if (isContact(mail, table, client)) return 1e9;
  const owners = table.clientDomains.filter((owner) => isUnder(client, owner));
  return Math.max(0, ...owners.map((owner) => owner.length));
}

function look(mail: Envelope, table: Table): Seen {
  const outside: Seen = { kind: "outside", direction: null, clients: [] };
  const direct = [...mail.to, ...mail.cc];
  const all = direct.flatMap((who) => [who, ...membersOf(who, table)]).filter((who) => who !== null);
  const side = (who: string) => sideOf(mail, table, who);
  const author = mail.from ?? mail.sender ?? null;
  const sender = mail.sender ?? mail.from;
  if (mail.answer === "none" || author === null || sender === null) return outside;

  const reaches = all.some((who) => side(who) === "ours") || (mail.seenBy ?? []).length > 0;
  const directClients = direct.filter((who) => side(who) === "client");
  const clients =
    directClients.length > 0 ? directClients : all.filter((who) => side(who) === "client").slice(0, 1);
  const fromOurs = side(author) === "ours" || (side(author) === "neither" && side(sender) === "ours");
  let found: Seen | null = null;
  let proved = true;
  if (side(author) === "client") {
    if (reaches) found = { kind: "heard", direction: "from-client", clients: [author] };
  } else if (side(author) === "neither" && side(sender) === "client") {
    if (reaches) found = { kind: "heard", direction: "from-client", clients: [sender] };
  } else if (fromOurs && clients.length > 0) {
    found = { kind: "heard", direction: "to-client", clients };
    proved = side(sender) === "ours";
  } else if (side(author) === "ours" && side(sender) === "client") {
    if (reaches) found = { kind: "heard", direction: "from-client", clients: [sender] };
    proved = false;
  } else if (fromOurs && mail.forwardsClientMail && direct.every((who) => side(who) === "ours")) {
    return { ...outside, kind: "exempt" };
  }
  if (found === null || (table.live && !during(table.live, mail))) return outside;
  return { ...found, kind: kindOf(mail, table, found, proved) };
}

function kindOf(mail: Envelope, table: Table, { direction, clients }: Seen, proved: boolean): Kind {
  const outbound = direction === "to-client";
  if (isExempt(mail, table, outbound, clients, proved)) return "exempt";
  const direct = [...mail.to, ...mail.cc];
  const all = direct.flatMap((who) => [who, ...membersOf(who, table)]);
  const wrote = (id: string) =>
    proved && [mail.from, mail.sender].some((who) => who && memberOf(table, who) === id);
  const got = (id: string) =>
    all.some((who) => who !== null && memberOf(table, who) === id) || (mail.seenBy ?? []).includes(id);
  const known = (id: string) => table.team.some((member) => member.id === id);

  const holder = table.turns.find((turn) => during(turn, mail))?.spokesperson;
  const contact = table.quiet?.find((period) => during(period, mail))?.contact;
  if (contact !== undefined && outbound) {
    if (!proved) return "unclear";
    if (wrote(contact)) return "heard";
    return known(contact) ? "bypass" : "unclear";
  }
  const deputies = (table.absences ?? [])
    .filter((absence) => absence.person === holder && during(absence, mail))
    .map(({ deputy }) => deputy);
  const voices = [contact, holder, ...deputies].filter((id) => typeof id === "string");
  if (voices.some((id) => wrote(id) || got(id))) return "heard";

  const delegations = (table.delegations ?? []).filter(
    ({ person, clients: only, conversationId, ...term }) =>
      during(term, mail) &&
      (conversationId === null || conversationId === mail.conversationId) &&
      clients.every(
        (client) => only === null || only.some((one) => one === client || one === untagged(client)),
      ) &&
      (wrote(person) || (!outbound && got(person))),
  );
  if (contact === undefined && delegations.length > 0) return "delegated";
  if (!proved) return "unclear";
  const voice = contact ?? holder;
  if (voice === undefined) return "vacant";
  return all.includes(null) || !known(voice) ? "unclear" : "bypass";
}

function isExempt(
  mail: Envelope,
  table: Table,
  outbound: boolean,
  clients: string[],
  proved: boolean,
): boolean {
  const author = outbound ? (mail.from ?? mail.sender ?? "") : (clients[0] ?? "");
  const machine = author.startsWith("no-reply@") && !isContact(mail, table, author);
  if (author.startsWith("mailer-daemon@") || machine) return true;
  if (!mail.mark) return false;
  if (mail.mark.reason === "own-product") return outbound && proved;
  if (mail.mark.reason !== "bulk") return true;
  const foreign = mail.mark.lists.filter(
    (list) => !table.ourDomains.some((owner) => isUnder(`x@${list}`, owner)),
  );
  return mail.mark.lists.length === 0 || foreign.length > 0;
}

function sideOf(mail: Envelope, table: Table, who: string): "ours" | "client" | "neither" {
  if (memberOf(table, who) !== undefined) return "ours";
  if (isContact(mail, table, who)) return "client";
  const longest = (owners: readonly string[]) =>
    Math.max(-1, ...owners.filter((owner) => isUnder(who, owner)).map((owner) => owner.length));
  const ours = longest(table.ourDomains);
  const theirs = longest(table.clientDomains);
  if (ours === -1 && theirs === -1) return "neither";
  return ours >= theirs ? "ours" : "client";
}

function isContact(mail: Envelope, table: Table, who: string): boolean {
  const exact = table.contacts.filter((contact) => contact.address === who);
  const meant =
    exact.length > 0 ? exact : table.contacts.filter((contact) => contact.address === untagged(who));
  return meant.some((contact) => during(contact, mail));
}

function memberOf(table: Table, who: string): string | undefined {
  const has = (name: string) => table.team.find(({ addresses }) => addresses.some((one) => one === name))?.id;
  return has(who) ?? has(untagged(who));
}

function isUnder(who: string, owner: string): boolean {
  const labels = who.split("@").at(-1)?.split(".") ?? [];
  return labels.some((_, i) => labels.slice(i).join(".") === owner);
}

function untagged(who: string): string {
  return who.replace(/^([^"+@]+)\+[^@]*@/, "$1@");
}

/** Everybody in a group, three groups deep; null stands for members that could not be read. */
function membersOf(group: string, { groups }: Table, depth = 3): (string | null)[] {
  const entry = [...(groups ?? [])].find(([name]) => name === group);
  if (entry === undefined || depth === 0) return [];
  const [, members] = entry;
  if (members === null) return [null];
  return members.flatMap((member) => [member, ...membersOf(member, { groups } as Table, depth - 1)]);
}

function during({ since, until }: Term, { sentAt }: Envelope): boolean {
  const begun = since === null || Temporal.Instant.compare(since, sentAt) <= 0;
  return begun && (until === null || Temporal.Instant.compare(sentAt, until) < 0);
}
