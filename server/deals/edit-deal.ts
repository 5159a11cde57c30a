import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import type { editDeal } from "../../src/contract/deal-edits.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { isClosed } from "../../src/domain/deals/deal.ts";
import type { Money } from "../../src/domain/deals/money.ts";
import type { Domain } from "../../src/domain/people/domain.ts";
import { type Db, sql } from "../store/db.ts";
import {
  type ContactInput,
  domainsOf,
  invalid,
  readContacts,
  readDomains,
  readMilestones,
  readMoney,
} from "./deal-input.ts";
import { writeMilestones } from "./milestones.ts";
import type { People } from "./ports.ts";

type Body = z.output<typeof editDeal.body>;

/** What a deal shall be, checked. */
export type DealFacts = Omit<Body, "version" | "domains" | "contacts" | "value"> & {
  domains: Domain[];
  contacts: ContactInput[];
  value: Money | null;
};

/** Checks an edit against the deal as it stands. Throws "request.invalid" also for a deal that is over. */
export async function checkFacts(body: Body, deal: Deal, people: People): Promise<DealFacts> {
  if (isClosed(deal.stage)) throw invalid("stage", "the deal is over: open it again first");
  const team = await people.people(deal.seats.map(({ person }) => person.id));
  const ours = domainsOf(team.values());
  const { version: _seen, ...facts } = body;
  return {
    ...facts,
    domains: readDomains(body.domains, ours),
    contacts: readContacts(body.contacts, ours),
    value: readMoney(body.value),
    ...(body.milestones !== undefined && { milestones: readMilestones(body.milestones) }),
  };
}

/** Whether the edit gives the deal other days than it has: those that the room's plan and the warnings go by. */
export function hasOtherDays(deal: Deal, { tenderDate, closeDate, milestones }: DealFacts): boolean {
  const before = JSON.stringify((deal.milestones ?? []).map(({ name, day }) => [name, day]).toSorted());
  const after = milestones && JSON.stringify(milestones.map(({ name, day }) => [name, day]).toSorted());
  return (
    deal.tenderDate !== tenderDate ||
    deal.closeDate !== closeDate ||
    (after !== undefined && after !== before)
  );
}

/** Writes the facts. Contacts whose address stays keep their ids, so that what others noted of them stays too. */
export async function updateFacts(tx: Db, tenantId: string, dealId: string, facts: DealFacts): Promise<void> {
  const { name, account, stage, value, closeDate, tenderDate, domains, contacts } = facts;
  await sql`update deal set name = ${name}, account = ${account}, stage = ${stage}, amount = ${value?.amount ?? null},
                   currency = ${value?.currency ?? null}, close_date = ${closeDate}, tender_date = ${tenderDate}
             where tenant_id = ${tenantId} and id = ${dealId}::uuid`.execute(tx);
  if (facts.milestones !== undefined) await writeMilestones(tx, tenantId, dealId, facts.milestones);
  await sql`delete from deal_domain where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  for (const domain of domains)
    await sql`insert into deal_domain (tenant_id, deal_id, domain) values (${tenantId}, ${dealId}, ${domain})`.execute(
      tx,
    );
  const kept = contacts.map(({ address }) => address);
  await sql`delete from deal_contact where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
               and address <> all(${kept}::text[])`.execute(tx);
  for (const contact of contacts)
    await sql`insert into deal_contact (tenant_id, deal_id, id, name, address, role)
              values (${tenantId}, ${dealId}, ${randomUUID()}, ${contact.name}, ${contact.address}, ${contact.role})
              on conflict (tenant_id, deal_id, address) do update set name = excluded.name, role = excluded.role`.execute(
      tx,
    );
}
