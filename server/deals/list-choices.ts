import type * as z from "zod/mini";
import type { listDeals } from "../../src/contract/deals.ts";
import type { Person } from "../../src/contract/words.ts";
import { type Db, rows, sql } from "../store/db.ts";

type Choices = Required<Pick<z.output<typeof listDeals.reply>, "clients" | "leaders">>;

/** By which clients and account managers a person's list can be narrowed, whatever else it is narrowed by. */
export async function listChoices(
  db: Db,
  { tenantId, personId }: { tenantId: string; personId: string },
  archived: boolean,
): Promise<Choices> {
  const mine = sql`deal_seat mine join deal d on d.tenant_id = mine.tenant_id and d.id = mine.deal_id`;
  const which = sql`mine.tenant_id = ${tenantId} and mine.person_id = ${personId}
                    and (d.archived_at is not null) = ${archived}`;
  const clients = await rows<{ account: string }>(
    db,
    sql`select min(d.account) as account from ${mine} where ${which}
         group by lower(d.account) order by lower(d.account)`,
  );
  const leaders = await rows<Person>(
    db,
    sql`select distinct p.id, p.name, p.mail, p.title from ${mine}
          join deal_seat s on s.tenant_id = d.tenant_id and s.deal_id = d.id and s.role = 'accountManager'
          join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
         where ${which} order by p.name, p.id`,
  );
  return { clients: clients.map(({ account }) => account), leaders };
}
