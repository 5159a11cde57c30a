import { writeCsv } from "../../src/domain/deals/csv-write.ts";
import { type Db, rows, sql } from "../store/db.ts";

type ExportRow = {
  id: string;
  externalId: string | null;
  name: string;
  account: string;
  domains: string;
  amount: string | null;
  currency: string | null;
  stage: string;
  close: string | null;
  tender: string | null;
  contactName: string | null;
  contactAddress: string | null;
};

/** Names that an import recognises. A deal has one contact in the table: the first by name. */
const HEADER = [
  ...["Id", "Deal", "Client", "Domains", "Amount", "Currency", "Stage"],
  ...["Close date", "Tender date", "Contact", "Email"],
];

/** A person's deals as a table of text. */
export async function exportTable(
  db: Db,
  { tenantId, personId, archived }: { tenantId: string; personId: string; archived: boolean },
): Promise<string> {
  const found = await rows<ExportRow>(
    db,
    sql`select d.id, d.external_id as "externalId", d.name, d.account, d.amount, d.currency, d.stage,
               to_char(d.close_date, 'YYYY-MM-DD') as close, to_char(d.tender_date, 'YYYY-MM-DD') as tender,
               (select coalesce(string_agg(x.domain, ' ' order by x.domain), '') from deal_domain x
                 where x.tenant_id = ${tenantId} and x.deal_id = d.id) as domains,
               c.name as "contactName", c.address as "contactAddress"
          from deal_seat mine
          join deal d on d.tenant_id = mine.tenant_id and d.id = mine.deal_id
          left join lateral (select x.name, x.address from deal_contact x
                              where x.tenant_id = ${tenantId} and x.deal_id = d.id
                              order by x.name, x.address limit 1) c on true
         where mine.tenant_id = ${tenantId} and mine.person_id = ${personId}
           and (d.archived_at is not null) = ${archived}
         order by d.account, d.name, d.id`,
  );
  return writeCsv([
    HEADER,
    ...found.map((deal) => [
      deal.externalId ?? deal.id,
      ...[deal.name, deal.account, deal.domains, deal.amount ?? "", deal.currency ?? "", deal.stage],
      ...[deal.close ?? "", deal.tender ?? "", deal.contactName ?? "", deal.contactAddress ?? ""],
    ]),
  ]);
}
