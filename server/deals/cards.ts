import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { DealCard, listDeals } from "../../src/contract/deals.ts";
import { type Db, rows, sql } from "../store/db.ts";
import { needsOf } from "./needs.ts";

/** Mail of so many days counts for the share on voice. */
const VOICE_DAYS = 28;

type RawBuilder = ReturnType<typeof sql>;

type CardRow = Omit<DealCard, "value" | "speaker"> & {
  amount: string | null;
  currency: string | null;
  since: Date | null;
  until: Date | null;
  speakerId: string | null;
  speakerName: string;
  speakerMail: string;
  speakerTitle: string | null;
  speakerZone: string | null;
};

/** Which deals, in which order; as the contract's listDeals says. */
export type DealWish = z.output<typeof listDeals.query>;

const ORDERS = {
  close: sql`d.close_date nulls last`,
  name: sql`lower(d.name)`,
  account: sql`lower(d.account)`,
  value: sql`d.amount::numeric desc nulls last`,
  voice: sql`"voiceShare" nulls last`,
};

/** The deals of one person as lists show them. */
export function listCards(
  db: Db,
  asked: { tenantId: string; personId: string; at: Temporal.Instant },
  wish: DealWish,
): Promise<DealCard[]> {
  const { search, stage, leader, client, room, attention, sort = "close", archived } = wish;
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const parts = [
    archived === "yes" ? sql`d.archived_at is not null` : sql`d.archived_at is null`,
    ...(search === undefined || search === ""
      ? []
      : [
          sql`(d.name ilike ${like} or d.account ilike ${like} or exists (select 1 from deal_domain x
                where x.tenant_id = d.tenant_id and x.deal_id = d.id and x.domain ilike ${like}))`,
        ]),
    ...(stage === undefined ? [] : [sql`d.stage = ${stage}`]),
    ...(client === undefined ? [] : [sql`lower(d.account) = lower(${client})`]),
    ...(room === undefined ? [] : [sql`coalesce(r.state, 'none') = ${room}`]),
    ...(attention === undefined ? [] : [sql`cardinality(n.needs) > 0`]),
    ...(leader === undefined
      ? []
      : [
          sql`exists (select 1 from deal_seat x where x.tenant_id = d.tenant_id and x.deal_id = d.id
                and x.role = 'accountManager' and x.person_id = ${leader})`,
        ]),
  ];
  return dealCards(db, asked, sql`${sql.join(parts, sql` and `)}`, ORDERS[sort]);
}

/** One deal of a person; null when they have no seat in it. */
export async function dealCard(
  db: Db,
  asked: { tenantId: string; personId: string; at: Temporal.Instant; dealId: string },
): Promise<DealCard | null> {
  const [found] = await dealCards(db, asked, sql`d.id = ${asked.dealId}::uuid`, ORDERS.close);
  return found ?? null;
}

async function dealCards(
  db: Db,
  { tenantId, personId, at }: { tenantId: string; personId: string; at: Temporal.Instant },
  which: RawBuilder,
  order: RawBuilder,
): Promise<DealCard[]> {
  const from = at.subtract({ hours: VOICE_DAYS * 24 }).toString();
  const found = await rows<CardRow>(
    db,
    sql`
    select d.stage in ('won', 'lost') as over, d.archived_at is not null as archived, d.id, d.name, d.account, d.stage, d.amount, d.currency,
           to_char(d.close_date, 'YYYY-MM-DD') as "closeDate", to_char(d.tender_date, 'YYYY-MM-DD') as "tenderDate",
           mine.role as "yourRole", coalesce(r.state, 'none') as "roomState",
           (select count(*)::int from incident i
             where i.tenant_id = ${tenantId} and i.deal_id = d.id and i.state = 'open') as "openIncidents",
           (select count(*)::int from deal_seat s
             where s.tenant_id = ${tenantId} and s.deal_id = d.id) as "teamSize",
           (select avg((j.kind <> 'bypass')::int)::float8 from judgement j
             where j.tenant_id = ${tenantId} and j.deal_id = d.id and j.sent_at > ${from}
               and j.kind in ('heard', 'delegated', 'bypass')) as "voiceShare",
           n.needs, t.since, t.until, p.id as "speakerId", p.name as "speakerName", p.mail as "speakerMail",
           p.title as "speakerTitle", p.zone as "speakerZone"
      from deal_seat mine
      join deal d on d.tenant_id = mine.tenant_id and d.id = mine.deal_id
      left join room r on r.tenant_id = d.tenant_id and r.deal_id = d.id
      left join lateral (
        select v.since, v.until, v.person_id from voice_turn v
         where v.tenant_id = ${tenantId} and v.deal_id = d.id and v.since <= ${at.toString()}
           and (v.until is null or v.until > ${at.toString()})
         order by v.since desc limit 1) t on true
      left join person p on p.tenant_id = ${tenantId} and p.id = t.person_id
      cross join lateral (select ${needsOf(tenantId, at)} as needs) n
     where mine.tenant_id = ${tenantId} and mine.person_id = ${personId} and ${which}
     order by over, ${order}, d.name, d.id`,
  );
  return found.map(readCard);
}

function readCard(found: CardRow): DealCard {
  const { amount, currency, since, until, speakerId, speakerName, speakerMail, speakerTitle, speakerZone } =
    found;
  const { id, name, account, stage, closeDate, tenderDate, openIncidents, voiceShare } = found;
  const { teamSize, roomState, yourRole, archived, needs } = found;
  return {
    ...{ id, name, account, stage, closeDate, tenderDate, openIncidents, voiceShare },
    ...{ teamSize, roomState, yourRole, archived, needs },
    value: amount === null || currency === null ? null : { amount, currency },
    speaker:
      since === null || speakerId === null
        ? null
        : {
            person: { id: speakerId, name: speakerName, mail: speakerMail, title: speakerTitle },
            since: iso(since),
            until: until === null ? null : iso(until),
            zone: speakerZone,
          },
  };
}

function iso(at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toString();
}
