import type { Router } from "express";
import { type Doubt, listDoubts } from "../../src/contract/doubts.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { rows, sql, toInstant } from "../store/db.ts";
import type { Copy } from "./copy-store.ts";
import { personOf, requireSeat } from "./deal-view.ts";
import type { People } from "./ports.ts";
import type { SubjectReader } from "./subject-reader.ts";

/** Older ones nobody can help any more. */
const DAYS = 30;
const MOST = 50;

type Row = {
  name: string | null;
  address: string;
  kind: Doubt["kind"];
  reason: string;
  sentAt: Date;
  copies: Copy[];
};

type Parts = House & { people: People; subjects: SubjectReader };

/** Mail, since the deal began, of which the rule cannot tell, or for which nobody held the voice, as long as it waits for a word. */
export function doubtsRoute({ db, tenantId, audit, now, people, subjects }: Parts): Router {
  return serve(listDoubts, audit, async ({ params: { dealId }, caller }) => {
    await requireSeat(db, tenantId, dealId, caller.userId);
    const since = now().subtract({ hours: DAYS * 24 });
    const found = await rows<Row>(
      db,
      sql`select k.name, j.client_address as address, j.kind, j.reason, j.sent_at as "sentAt",
            (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'messageId', c.message_id)
                 order by c.person_id), '[]')
               from mail_copy c where c.tenant_id = j.tenant_id and c.internet_message_id = j.internet_message_id) as copies
          from judgement j
          left join deal_contact k on k.tenant_id = j.tenant_id and k.deal_id = j.deal_id and k.address = j.client_address
          where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid and j.kind in ('unclear', 'vacant')
            and j.direction = 'from-client' and j.client_address is not null
            and j.sent_at >= ${since.toString()}::timestamptz
            and j.sent_at >= (select min(t.since) from voice_turn t where t.tenant_id = j.tenant_id and t.deal_id = j.deal_id)
            and not exists (select 1 from judgement a where a.tenant_id = j.tenant_id and a.deal_id = j.deal_id
              and a.thread = j.thread and a.spoken_by is not null and a.sent_at >= j.sent_at)
          order by j.sent_at desc, j.internet_message_id limit ${MOST}`,
    );
    const [known, texts] = await Promise.all([
      people.people(found.flatMap(({ copies }) => copies.map(({ personId }) => personId))),
      subjects.subjects(found.map(({ copies }) => copies)),
    ]);
    const doubts = found.map(({ name, address, kind, reason, sentAt, copies }, at) => ({
      client: { name: name ?? address, address },
      kind,
      reason,
      sentAt: toInstant(sentAt).toString(),
      subject: texts[at] ?? null,
      readers: copies.flatMap(({ personId }) => {
        const person = known.get(personId);
        return person === undefined ? [] : [personOf(person)];
      }),
      yourMessageId: copies.find(({ personId }) => personId === caller.userId)?.messageId ?? null,
    }));
    return { doubts };
  });
}
