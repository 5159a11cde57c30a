import { Temporal } from "temporal-polyfill";
import { type Address, domainOf, parseAddress } from "../../src/domain/people/address.ts";
import { normalDomain } from "../../src/domain/people/domain.ts";
import type { Table, Term } from "../../src/domain/voice/table.ts";
import { type Db, rows, sql } from "../store/db.ts";

/** A deal as the rule and the screens need it. */
export type DealTable = Table & { name: string; account: string; stage: string };

type Row = {
  id: string;
  name: string;
  account: string;
  stage: string;
  domains: string[];
  contacts: string[];
  team: { id: string; mail: string; addresses: string[] }[];
  turns: (Times & { person: string })[];
  delegations: (Times & { id: string; person: string; clients: string[] | null; thread: string | null })[];
  quiet: (Times & { person: string })[];
  absences: (Times & { person: string; deputy: string })[];
};
type Times = { since: string; until: string | null };

/** The tables of the deals that are open and whose client is named by one of these addresses, or owns one of these domains. */
export async function tablesFor(
  db: Db,
  tenantId: string,
  addresses: readonly string[],
  domains: readonly string[],
): Promise<DealTable[]> {
  return read(
    db,
    tenantId,
    sql`d.stage not in ('won', 'lost') and (
      exists (select 1 from deal_domain x where x.tenant_id = d.tenant_id and x.deal_id = d.id and x.domain = any(${[...domains]}::text[]))
      or exists (select 1 from deal_contact x where x.tenant_id = d.tenant_id and x.deal_id = d.id and x.address = any(${[...addresses]}::text[])))`,
  );
}

/** The table of one deal, whatever its stage; null when there is no such deal. */
export async function tableOf(db: Db, tenantId: string, dealId: string): Promise<DealTable | null> {
  const [found] = await read(db, tenantId, sql`d.id = ${dealId}::uuid`);
  return found ?? null;
}

async function read(db: Db, tenantId: string, where: ReturnType<typeof sql>): Promise<DealTable[]> {
  const found = await rows<Row>(
    db,
    sql`select d.id, d.name, d.account, d.stage,
        array(select domain from deal_domain x where x.tenant_id = d.tenant_id and x.deal_id = d.id order by 1) as domains,
        array(select address from deal_contact x where x.tenant_id = d.tenant_id and x.deal_id = d.id order by 1) as contacts,
        (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'mail', p.mail, 'addresses', p.addresses) order by p.id), '[]')
           from person p where p.tenant_id = d.tenant_id and p.id in (
             select person_id from deal_seat x where x.tenant_id = d.tenant_id and x.deal_id = d.id
             union select person_id from voice_turn x where x.tenant_id = d.tenant_id and x.deal_id = d.id
             union select backup_id from deal_seat x where x.tenant_id = d.tenant_id and x.deal_id = d.id
               and backup_id is not null)) as team,
        (select coalesce(jsonb_agg(jsonb_build_object('person', person_id, 'since', since, 'until', until) order by since), '[]')
           from voice_turn x where x.tenant_id = d.tenant_id and x.deal_id = d.id) as turns,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'person', person_id, 'clients', clients, 'thread', thread,
                 'since', since, 'until', until) order by since), '[]')
           from topic_delegation x where x.tenant_id = d.tenant_id and x.deal_id = d.id) as delegations,
        (select coalesce(jsonb_agg(jsonb_build_object('person', contact_id, 'since', since, 'until', until) order by since), '[]')
           from quiet_period x where x.tenant_id = d.tenant_id and x.deal_id = d.id) as quiet,
        (select coalesce(jsonb_agg(jsonb_build_object('person', x.person_id, 'deputy', x.backup_id, 'since', a.since,
                 'until', a.until) order by a.since, x.person_id), '[]')
           from deal_seat x join away a on a.tenant_id = x.tenant_id and a.person_id = x.person_id
           where x.tenant_id = d.tenant_id and x.deal_id = d.id and x.backup_id is not null) as absences
      from deal d where d.tenant_id = ${tenantId} and ${where} order by d.id`,
  );
  return found.map(asTable);
}

function asTable(found: Row): DealTable {
  const { id, name, account, stage } = found;
  const team = found.team.map(({ id, mail, addresses }) => ({ id, addresses: inOrder(mail, addresses) }));
  return {
    dealId: id,
    name,
    account,
    stage,
    team,
    ourDomains: [...new Set(team.flatMap((one) => one.addresses.map(domainOf)))],
    clientDomains: found.domains.map(normalDomain).filter((each) => each !== null),
    contacts: found.contacts.flatMap((text) => {
      const address = parseAddress(text);
      return address === null ? [] : [{ address, since: null, until: null }];
    }),
    turns: found.turns.map((turn) => ({
      spokesperson: turn.person,
      since: Temporal.Instant.from(turn.since),
      until: turn.until === null ? null : Temporal.Instant.from(turn.until),
    })),
    delegations: found.delegations.map((one) => ({
      id: one.id,
      person: one.person,
      clients: one.clients?.flatMap((text) => parseAddress(text) ?? []) ?? null,
      conversationId: one.thread,
      ...term(one),
    })),
    quiet: found.quiet.map((one) => ({ contact: one.person, ...term(one) })),
    absences: found.absences.map((one) => ({ person: one.person, deputy: one.deputy, ...term(one) })),
  };
}

function inOrder(mail: string, others: readonly string[]): Address[] {
  return [...new Set([mail, ...others].flatMap((text) => parseAddress(text) ?? []))];
}

function term({ since, until }: Times): Term {
  return { since: Temporal.Instant.from(since), until: until === null ? null : Temporal.Instant.from(until) };
}
