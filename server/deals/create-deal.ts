import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { createDeal } from "../../src/contract/deal-edits.ts";
import type { Money } from "../../src/domain/deals/money.ts";
import type { Domain } from "../../src/domain/people/domain.ts";
import { type Db, row, sql } from "../store/db.ts";
import {
  type ContactInput,
  domainsOf,
  invalid,
  readContacts,
  readDomains,
  readMilestones,
  readMoney,
  readSeatsInput,
} from "./deal-input.ts";
import { writeMilestones } from "./milestones.ts";
import type { People } from "./ports.ts";

type Body = z.output<typeof createDeal.body>;

/** A deal whose parts were all checked. The leader is its account manager and speaks first. */
export type NewDeal = Omit<Body, "domains" | "contacts" | "value"> & {
  leaderId: string;
  domains: Domain[];
  contacts: ContactInput[];
  value: Money | null;
};

/** Checks what was sent against the directory and the rules of the domain. Throws Problems as deal-input.ts tells. */
export async function checkDeal(body: Body, leaderId: string, people: People): Promise<NewDeal> {
  const team = await readSeatsInput(body.seats, leaderId, people);
  const ours = domainsOf(team.values());
  return {
    ...body,
    leaderId,
    domains: readDomains(body.domains, ours),
    contacts: readContacts(body.contacts, ours),
    value: readMoney(body.value),
    milestones: readMilestones(body.milestones ?? []),
  };
}

/**
 * Writes the deal with all that belongs to it. False when this person made it before; throws "request.invalid" when the
 * id is somebody else's deal.
 */
export async function insertDeal(
  tx: Db,
  tenantId: string,
  deal: NewDeal,
  at: Temporal.Instant,
): Promise<boolean> {
  const { id, leaderId } = deal;
  const made = await row(
    tx,
    sql`insert into deal (tenant_id, id, name, account, stage, amount, currency, close_date, tender_date, sensitivity,
                          created_by, created_at)
        values (${tenantId}, ${id}, ${deal.name}, ${deal.account}, ${deal.stage}, ${deal.value?.amount ?? null},
                ${deal.value?.currency ?? null}, ${deal.closeDate}, ${deal.tenderDate}, ${deal.sensitivity},
                ${leaderId}, ${at.toString()})
        on conflict do nothing returning id`,
  );
  if (made === null) {
    const before = await row<{ by: string }>(
      tx,
      sql`select created_by as by from deal where tenant_id = ${tenantId} and id = ${id}`,
    );
    if (before?.by !== leaderId) throw invalid("id", "take a new id");
    return false;
  }
  for (const domain of deal.domains)
    await sql`insert into deal_domain (tenant_id, deal_id, domain) values (${tenantId}, ${id}, ${domain})`.execute(
      tx,
    );
  for (const { name, address, role } of deal.contacts)
    await sql`insert into deal_contact (tenant_id, deal_id, id, name, address, role)
              values (${tenantId}, ${id}, ${randomUUID()}, ${name}, ${address}, ${role})`.execute(tx);
  await writeMilestones(tx, tenantId, id, deal.milestones ?? []);
  for (const { personId, role } of [{ personId: leaderId, role: "accountManager" as const }, ...deal.seats])
    await sql`insert into deal_seat (tenant_id, deal_id, person_id, role)
              values (${tenantId}, ${id}, ${personId}, ${role})`.execute(tx);
  await sql`insert into voice_turn (tenant_id, deal_id, since, person_id)
            values (${tenantId}, ${id}, ${at.toString()}, ${leaderId})`.execute(tx);
  return true;
}
