import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { ImportedRow, importDeals } from "../../src/contract/deal-import.ts";
import { type ImportedDeal, readImportRow } from "../../src/domain/deals/import-row.ts";
import { type Domain, isWithin } from "../../src/domain/people/domain.ts";
import { type Db, rows, sql, transact } from "../store/db.ts";
import { insertDeal, type NewDeal } from "./create-deal.ts";

type Body = z.output<typeof importDeals.body>;

/** One row as it was understood; `deal` null when something is wrong with it. */
type Read = { row: ImportedRow; deal: ImportedDeal | null };

/** Tells of each row what an import would do. `ours`: our own mail domains, never a client's. */
export async function checkRows(
  db: Db,
  tenantId: string,
  leaderId: string,
  body: Body,
  ours: ReadonlySet<Domain>,
): Promise<Read[]> {
  const read = body.rows.map((row) => readRow(row, body, ours));
  const ids = read.flatMap(({ deal }) => deal?.externalId ?? []);
  const known = new Map(
    (
      await rows<{ id: string; externalId: string }>(
        db,
        sql`select id, external_id as "externalId" from deal
             where tenant_id = ${tenantId} and created_by = ${leaderId} and external_id = any(${ids}::text[])`,
      )
    ).map(({ id, externalId }) => [externalId, id]),
  );
  const seen = new Set<string>();
  for (const { row, deal } of read) {
    if (deal === null) continue;
    const dealId = known.get(deal.externalId) ?? null;
    if (seen.has(deal.externalId)) row.state = "twice";
    else if (dealId !== null) Object.assign(row, { state: "known", dealId });
    seen.add(deal.externalId);
  }
  return read;
}

/** Makes the deals of the rows that are new, each in a transaction of its own. Gives all rows back, with the ids made. */
export async function makeRows(
  db: Db,
  tenantId: string,
  leaderId: string,
  read: readonly Read[],
  at: Temporal.Instant,
): Promise<ImportedRow[]> {
  for (const { row, deal } of read) {
    if (deal === null || row.state !== "new") continue;
    const made = newDeal(deal, leaderId);
    const dealId = await transact(db, (tx) => makeOnce(tx, tenantId, made, deal.externalId, at));
    if (dealId === null) row.state = "known";
    else row.dealId = dealId;
  }
  return read.map(({ row }) => row);
}

/** The id of the deal; null when another import made it at this very moment. */
async function makeOnce(
  tx: Db,
  tenantId: string,
  deal: NewDeal,
  externalId: string,
  at: Temporal.Instant,
): Promise<string | null> {
  // Two imports of one table at once take turns here: the second finds what the first made.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}/${deal.leaderId}`}, 0))`.execute(tx);
  await insertDeal(tx, tenantId, deal, at);
  const named = await rows(
    tx,
    sql`update deal set external_id = ${externalId}
         where tenant_id = ${tenantId} and id = ${deal.id}::uuid and not exists (
               select 1 from deal o where o.tenant_id = ${tenantId} and o.created_by = ${deal.leaderId}
                  and o.external_id = ${externalId})
        returning id`,
  );
  if (named.length === 1) return deal.id;
  await sql`delete from deal where tenant_id = ${tenantId} and id = ${deal.id}::uuid`.execute(tx);
  return null;
}

function readRow({ line, cells }: Body["rows"][number], body: Body, ours: ReadonlySet<Domain>): Read {
  const read = readImportRow(body.columns, cells, body);
  const name = cells[body.columns.indexOf("name")] || cells[body.columns.indexOf("account")] || "";
  const row = { line, name: name.slice(0, 120), dealId: null };
  if ("faults" in read) return { row: { ...row, state: "wrong", faults: read.faults }, deal: null };
  const { deal } = read;
  if (deal.domains.some((domain) => [...ours].some((own) => isWithin(domain, own) || isWithin(own, domain))))
    return { row: { ...row, state: "wrong", faults: [{ field: "domains", why: "our-domain" }] }, deal: null };
  return { row: { ...row, name: deal.name, state: "new", faults: [] }, deal };
}

function newDeal(deal: ImportedDeal, leaderId: string): NewDeal {
  const { externalId: _known, contact, ...facts } = deal;
  return {
    ...facts,
    id: randomUUID(),
    leaderId,
    sensitivity: "standard",
    seats: [],
    contacts: contact === null ? [] : [{ ...contact, role: null }],
  };
}
