import type { Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { readVoice } from "../../src/contract/voice.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { type Db, rows, sql, toInstant } from "../store/db.ts";
import { personOf } from "./deal-view.ts";
import type { HistoryStore } from "./history-store.ts";
import type { People } from "./ports.ts";
import { rightsOf } from "./rights.ts";
import { COUNTED, clientsOf, reasonsOf } from "./voice-figures.ts";

const WEEKS = 12;
/** So many mails to one and the same colleague look like a topic of its own. */
const LOOKS_LIKE_A_TOPIC = 3;
const MOST_PATTERNS = 50;

type Parts = House & { people: People; history: HistoryStore };
type Week = { week: string; onVoice: number; around: number };
type Pattern = {
  name: string;
  address: string;
  count: number;
  heard: number;
  readers: number;
  since: Date;
  last: Date;
};

/** How a deal's mail kept to one voice, and who of the client goes around: facts of the client's people, never of ours. */
export function readVoiceRoute({ db, tenantId, audit, now, people, history }: Parts): Router {
  return serve(readVoice, audit, async ({ params: { dealId }, caller }) => {
    const { delegate: mayDelegate } = await rightsOf({ db, tenantId, now }, dealId, caller.userId);
    const from = now().subtract({ hours: WEEKS * 7 * 24 });
    const [weeks, patterns, clients, reasons, progress] = await Promise.all([
      weeksOf(db, tenantId, dealId, from),
      patternsOf(db, tenantId, dealId, from),
      clientsOf(db, tenantId, dealId, from),
      reasonsOf(db, tenantId, dealId, from),
      history.progress(db, dealId),
    ]);
    const waiting = progress.filter(({ isEnded }) => !isEnded);
    const known = await people.people(waiting.map(({ personId }) => personId));
    return {
      weeks: weeks.map((each) => ({ ...each, share: shareOf(each) })),
      clients: clients.map(({ name, address, onVoice, around }) => {
        return { client: { name, address }, onVoice, around, share: shareOf({ onVoice, around }) };
      }),
      reasons,
      mayDelegate,
      patterns: patterns.map((each) => ({
        client: { name: each.name, address: each.address },
        count: each.count,
        since: toInstant(each.since).toString(),
        last: toInstant(each.last).toString(),
        suggestion: suggestionFor(each),
      })),
      reading: waiting.flatMap(({ personId, folders, foldersRead, mails }) => {
        const person = known.get(personId);
        return person === undefined
          ? []
          : [{ person: personOf(person), done: folders ? foldersRead / folders : 0, mails }];
      }),
    };
  });
}

function shareOf({ onVoice, around }: { onVoice: number; around: number }): number {
  return onVoice / (onVoice + around);
}

/** Whoever never wrote to the voice may not know of it; whoever writes again and again to one colleague may have a topic. */
function suggestionFor({ count, heard, readers }: Pattern): "introduce" | "remind" | "delegate" {
  if (count >= LOOKS_LIKE_A_TOPIC && readers === 1) return "delegate";
  return heard === 0 ? "introduce" : "remind";
}

function weeksOf(db: Db, tenantId: string, dealId: string, from: Temporal.Instant): Promise<Week[]> {
  return rows<Week>(
    db,
    sql`select to_char(date_trunc('week', j.sent_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
          count(*) filter (where j.kind <> 'bypass')::int as "onVoice",
          count(*) filter (where j.kind = 'bypass')::int as around
        from judgement j where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid
          and j.sent_at >= ${from.toString()}::timestamptz and ${COUNTED}
        group by 1 order by 1`,
  );
}

function patternsOf(db: Db, tenantId: string, dealId: string, from: Temporal.Instant): Promise<Pattern[]> {
  return rows<Pattern>(
    db,
    sql`select j.client_address as address, coalesce(max(i.client_name), j.client_address) as name,
          count(*) filter (where j.kind = 'bypass')::int as count,
          count(*) filter (where j.kind <> 'bypass')::int as heard,
          (select count(distinct c.person_id)::int from incident n
             join incident_copy c on c.tenant_id = n.tenant_id and c.incident_id = n.id
             where n.tenant_id = ${tenantId} and n.deal_id = ${dealId}::uuid and n.client_address = j.client_address
               and n.state <> 'dismissed' and n.sent_at >= ${from.toString()}::timestamptz) as readers,
          min(j.sent_at) filter (where j.kind = 'bypass') as since, max(j.sent_at) filter (where j.kind = 'bypass') as last
        from judgement j left join incident i on i.tenant_id = j.tenant_id and i.deal_id = j.deal_id
          and i.internet_message_id = j.internet_message_id
        where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid and j.client_address is not null
          and j.sent_at >= ${from.toString()}::timestamptz and ${COUNTED}
        group by j.client_address having count(*) filter (where j.kind = 'bypass') > 0
        order by 3 desc, 1 limit ${MOST_PATTERNS}`,
  );
}
