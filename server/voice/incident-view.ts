import type { Temporal } from "temporal-polyfill";
import type { Incident } from "../../src/contract/voice.ts";
import { type Db, rows, sql, toInstant } from "../store/db.ts";
import type { AnswerClock } from "./answer-clock.ts";
import type { Copy } from "./copy-store.ts";
import { personOf } from "./deal-view.ts";
import { deputyOf } from "./deputy.ts";
import type { People } from "./ports.ts";
import type { SubjectReader } from "./subject-reader.ts";

type Row = {
  id: string;
  dealId: string;
  dealName: string;
  clientName: string;
  clientAddress: string;
  speakerId: string | null;
  speaksNow: string | null;
  /** Who stands in for whoever speaks now. */
  deputyNow: string | null;
  reason: string;
  sentAt: Date;
  state: Incident["state"];
  copies: Copy[];
};

const MOST = 200;

/** What a caller may see of incidents: those of their deals. "withdrawn" ones were none and are not shown. */
export type Wanted = { callerId: string; dealId?: string; incidentId?: string; onlyOpen?: boolean };

export type IncidentView = { list(wanted: Wanted): Promise<Incident[]> };

export function incidentView(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  people: People;
  clock: AnswerClock;
  subjects: SubjectReader;
}): IncidentView {
  const { db, tenantId, now, people, clock, subjects } = parts;

  async function read({ callerId, dealId, incidentId, onlyOpen }: Wanted): Promise<Row[]> {
    const at = now().toString();
    return rows<Row>(
      db,
      sql`with i as (select i.*,
            (select person_id from voice_turn t where t.tenant_id = i.tenant_id and t.deal_id = i.deal_id
               and t.since <= ${at}::timestamptz and (t.until is null or t.until > ${at}::timestamptz)) as speaks_now
            from incident i where i.tenant_id = ${tenantId})
          select i.id, i.deal_id as "dealId", d.name as "dealName", i.client_name as "clientName",
            i.client_address as "clientAddress", i.speaker_id as "speakerId", i.reason, i.sent_at as "sentAt", i.state,
            i.speaks_now as "speaksNow", ${deputyOf(tenantId, sql`i.deal_id`, sql`i.speaks_now`, now())} as "deputyNow",
            (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'messageId', message_id) order by person_id), '[]')
               from incident_copy c where c.tenant_id = i.tenant_id and c.incident_id = i.id) as copies
          from i
          join deal d on d.tenant_id = i.tenant_id and d.id = i.deal_id
          join deal_seat s on s.tenant_id = i.tenant_id and s.deal_id = i.deal_id and s.person_id = ${callerId}
          where i.tenant_id = ${tenantId} and i.state <> 'withdrawn'
            ${dealId === undefined ? sql`` : sql`and i.deal_id = ${dealId}::uuid`}
            ${incidentId === undefined ? sql`` : sql`and i.id = ${incidentId}::uuid`}
            ${onlyOpen ? sql`and i.state = 'open'` : sql``}
          order by i.sent_at desc, i.id limit ${MOST}`,
    );
  }

  return {
    async list(wanted) {
      const found = await read(wanted);
      const ids = found.flatMap((each) => [
        ...each.copies.map(({ personId }) => personId),
        ...[each.speakerId, each.speaksNow].filter((id) => id !== null),
      ]);
      const [known, texts] = await Promise.all([
        people.people(ids),
        subjects.subjects(found.map(({ copies }) => copies)),
      ]);
      const asIncident = async (each: Row, at: number): Promise<Incident> => {
        const speaker = known.get(each.speaksNow ?? each.speakerId ?? "") ?? null;
        const isOpen = each.state === "open";
        const answerBy = isOpen && speaker ? await clock.answerBy(speaker, toInstant(each.sentAt)) : null;
        return {
          id: each.id,
          dealId: each.dealId,
          dealName: each.dealName,
          client: { name: each.clientName, address: each.clientAddress },
          recipients: each.copies.flatMap(({ personId }) => {
            const person = known.get(personId);
            return person === undefined ? [] : [personOf(person)];
          }),
          speaker: speaker && personOf(speaker),
          reason: each.reason,
          sentAt: toInstant(each.sentAt).toString(),
          subject: texts[at] ?? null,
          state: each.state,
          answerBy: answerBy?.toString() ?? null,
          yoursToTake: [each.speaksNow, each.deputyNow].includes(wanted.callerId),
        };
      };
      return Promise.all(found.map(asIncident));
    },
  };
}
