import type pg from "pg";

/** Mails judged in each deal, over the last eight weeks. */
const MAILS = 20;

/** Plants so many deals with this person in the team: "Mill number 1" and so on, each with a speaker and judged mail. */
export async function plantManyDeals(
  database: pg.Client,
  { id, tenantId }: { id: string; tenantId: string },
  count: number,
): Promise<void> {
  const run = (statement: string, ...values: unknown[]) => database.query(statement, [tenantId, ...values]);
  await run(
    `insert into deal (tenant_id, id, name, account, stage, amount, currency, close_date, sensitivity, created_by, created_at)
     select $1, gen_random_uuid(), 'Mill number ' || n, 'Client ' || n % 100, 'proposal', (n * 1000)::text, 'EUR',
            current_date + n % 90, 'standard', $2, now() from generate_series(1, $3::int) n`,
    id,
    count,
  );
  const planted = "from deal d where d.tenant_id = $1 and d.name like 'Mill number %'";
  await run(
    `insert into deal_domain (tenant_id, deal_id, domain) select $1, d.id, 'client' || d.amount || '.example' ${planted}`,
  );
  await run(
    `insert into deal_seat (tenant_id, deal_id, person_id, role) select $1, d.id, p.id,
       case when p.id = $2 then 'accountManager' else 'expert' end
     from (select d.id ${planted}) d cross join (select id from person where tenant_id = $1 order by id <> $2 limit 5) p`,
    id,
  );
  await run(
    `insert into voice_turn (tenant_id, deal_id, since, person_id) select $1, d.id, now() - interval '90 days', $2 ${planted}`,
    id,
  );
  await plantMail(database, tenantId, planted);
  await database.query("analyze");
}

async function plantMail(database: pg.Client, tenantId: string, planted: string): Promise<void> {
  await database.query(
    `insert into judgement (tenant_id, deal_id, internet_message_id, kind, reason, direction, client_address, sent_at)
     select $1, d.id, '<' || n || '@client.example>', case when n % 5 = 0 then 'bypass' else 'heard' end, 'measured',
            'from-client', 'buyer@client.example', now() - n * interval '66 hours'
     from (select d.id ${planted}) d cross join generate_series(1, $2::int) n`,
    [tenantId, MAILS],
  );
}
