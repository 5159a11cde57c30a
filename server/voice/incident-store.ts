import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { type Db, row, rows, sql } from "../store/db.ts";
import type { Copy } from "./copy-store.ts";
import type { Judged } from "./judgement-store.ts";

/** "withdrawn": it was none after all, because the spokesperson had a copy that came late. The others as in the contract. */
export type IncidentState = "open" | "handed" | "taken" | "answered" | "dismissed" | "withdrawn";

/** What is kept of a mail that went around the spokesperson. */
export type StoredIncident = {
  id: string;
  dealId: string;
  mailId: string;
  state: IncidentState;
  quiet: boolean;
};

export type NewIncident = Judged & {
  client: { name: string; address: string };
  speakerId: string;
  reason: string;
  at: Temporal.Instant;
  quiet: boolean;
  /** Who answered it before we came to know of it; null when it is open. */
  answeredBy: string | null;
};

const COLUMNS = sql`id, deal_id as "dealId", internet_message_id as "mailId", state, quiet`;

/** Incidents: one a mail and deal, with every mailbox that the mail reached. */
export function incidentStore(tenantId: string) {
  return {
    async ofMail(db: Db, dealId: string, mailId: string): Promise<StoredIncident | null> {
      return row<StoredIncident>(
        db,
        sql`select ${COLUMNS} from incident
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and internet_message_id = ${mailId}`,
      );
    },

    async byId(db: Db, id: string): Promise<StoredIncident | null> {
      return row<StoredIncident>(
        db,
        sql`select ${COLUMNS} from incident where tenant_id = ${tenantId} and id = ${id}::uuid`,
      );
    },

    /** Raises an incident, or opens it again when it had been found heard or not about the deal. */
    async raise(db: Db, made: NewIncident): Promise<StoredIncident> {
      const { dealId, mailId, thread, sentAt, client, speakerId, reason, at, quiet, answeredBy } = made;
      const state = answeredBy === null ? "open" : "answered";
      const found = await row<StoredIncident>(
        db,
        sql`insert into incident (tenant_id, id, deal_id, internet_message_id, thread, client_name, client_address,
              speaker_id, reason, sent_at, raised_at, state, quiet, settled_by, settled_at)
            values (${tenantId}, ${randomUUID()}, ${dealId}::uuid, ${mailId}, ${thread}, ${client.name}, ${client.address},
              ${speakerId}, ${reason}, ${sentAt.toString()}, ${at.toString()}, ${state}, ${quiet}, ${answeredBy},
              ${answeredBy === null ? null : at.toString()})
            on conflict (tenant_id, deal_id, internet_message_id) do update set state = excluded.state,
              settled_by = excluded.settled_by, settled_at = excluded.settled_at
            returning ${COLUMNS}`,
      );
      if (found === null) throw new Error("An incident was not written");
      return found;
    },

    /** Notes that the mail reached a mailbox; true when that is news. */
    async addCopy(db: Db, incidentId: string, { personId, messageId }: Copy): Promise<boolean> {
      const added = await rows(
        db,
        sql`insert into incident_copy (tenant_id, incident_id, person_id, message_id)
            values (${tenantId}, ${incidentId}::uuid, ${personId}, ${messageId})
            on conflict do nothing returning person_id`,
      );
      return added.length > 0;
    },

    async setState(
      db: Db,
      id: string,
      state: IncidentState,
      by: string | null,
      at: Temporal.Instant,
    ): Promise<void> {
      const settled = state === "open" ? null : at.toString();
      await sql`update incident set state = ${state}, settled_by = ${state === "open" ? null : by}, settled_at = ${settled}
                where tenant_id = ${tenantId} and id = ${id}::uuid`.execute(db);
    },

    /** Closes what the voice answered with this mail: in the conversation, or the very mails it refers to. */
    async answered(
      db: Db,
      by: string,
      at: Temporal.Instant,
      mail: Judged,
      references: readonly string[],
    ): Promise<string[]> {
      const closed = await rows<{ id: string }>(
        db,
        sql`update incident set state = 'answered', settled_by = ${by}, settled_at = ${at.toString()}
            where tenant_id = ${tenantId} and deal_id = ${mail.dealId}::uuid and state in ('open', 'handed', 'taken')
              and sent_at <= ${mail.sentAt.toString()}::timestamptz
              and (thread = ${mail.thread} or internet_message_id = any(${[...references]}::text[]))
            returning id`,
      );
      return closed.map(({ id }) => id);
    },
  };
}

export type IncidentStore = ReturnType<typeof incidentStore>;
