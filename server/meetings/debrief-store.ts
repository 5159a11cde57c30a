import type { Temporal } from "temporal-polyfill";
import { type Db, row, rows, sql } from "../store/db.ts";

/** What is known of a promise. `due` a day, "2026-03-02"; `taskIn` where its task stands. */
export type StoredPromise = {
  id: string;
  what: string;
  ownerId: string;
  due: string | null;
  taskState: "waiting" | "made" | "failed";
  taskIn: "plan" | "list" | null;
};

/** A debrief as it is kept. `speakerId`: who spoke to the client when it was written. */
export type StoredDebrief = {
  agreed: string;
  next: string;
  recap: string;
  byId: string;
  speakerId: string | null;
  recapState: "waiting" | "drafted" | "failed";
};

/** Debriefs and what was promised. This room alone writes them. */
export const debriefStore = (db: Db, tenantId: string) => ({
  /** The debrief with its promises in order; null while nobody wrote one. */
  async debrief(meetingId: string): Promise<(StoredDebrief & { promises: StoredPromise[] }) | null> {
    const found = await row<StoredDebrief>(
      db,
      sql`select agreed, next, recap, by_id as "byId", speaker_id as "speakerId", recap_state as "recapState"
            from meeting_debrief where tenant_id = ${tenantId} and meeting_id = ${meetingId}`,
    );
    if (found === null) return null;
    const promises = await rows<StoredPromise>(
      db,
      sql`select id, what, owner_id as "ownerId", to_char(due, 'YYYY-MM-DD') as due, task_state as "taskState",
                 task_in as "taskIn"
            from meeting_promise where tenant_id = ${tenantId} and meeting_id = ${meetingId} order by place`,
    );
    return { ...found, promises };
  },

  /** Keeps a debrief. False when there is one already. */
  async add(
    meetingId: string,
    debrief: Omit<StoredDebrief, "recapState"> & { at: Temporal.Instant },
    promises: readonly Omit<StoredPromise, "taskState" | "taskIn">[],
  ): Promise<boolean> {
    const { agreed, next, recap, byId, speakerId, at } = debrief;
    const added = await rows(
      db,
      sql`insert into meeting_debrief (tenant_id, meeting_id, agreed, next, recap, by_id, at, speaker_id)
          values (${tenantId}, ${meetingId}, ${agreed}, ${next}, ${recap}, ${byId}, ${at.toString()}, ${speakerId})
          on conflict do nothing returning meeting_id`,
    );
    if (added.length === 0) return false;
    for (const [place, { id, what, ownerId, due }] of promises.entries()) {
      await sql`insert into meeting_promise (tenant_id, meeting_id, id, place, what, owner_id, due)
                values (${tenantId}, ${meetingId}, ${id}, ${place}, ${what}, ${ownerId}, ${due}::date)
                on conflict do nothing`.execute(db);
    }
    return true;
  },

  /** The task of a promise stands there; null when none could be made. */
  async tasked(
    meetingId: string,
    id: string,
    made: { id: string; in: "plan" | "list" } | null,
  ): Promise<void> {
    await sql`update meeting_promise set task_state = ${made === null ? "failed" : "made"},
                     task_id = ${made?.id ?? null}, task_in = ${made?.in ?? null}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId} and id = ${id}`.execute(db);
  },

  /**
   * Takes the making of a debrief's tasks for so many seconds by the database's clock; false while somebody else has it.
   * `again`: prolongs what one has.
   */
  async lease(meetingId: string, seconds: number, again = false): Promise<boolean> {
    const taken = await rows(
      db,
      sql`update meeting_debrief set leased_until = now() + make_interval(secs => ${seconds}::int)
           where tenant_id = ${tenantId} and meeting_id = ${meetingId}
             and (${again} or leased_until is null or leased_until < now()) returning meeting_id`,
    );
    return taken.length === 1;
  },

  /** Gives it back. */
  async leave(meetingId: string): Promise<void> {
    await sql`update meeting_debrief set leased_until = null
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** How the draft of the recap went. */
  async recapped(meetingId: string, state: StoredDebrief["recapState"]): Promise<void> {
    await sql`update meeting_debrief set recap_state = ${state}
               where tenant_id = ${tenantId} and meeting_id = ${meetingId}`.execute(db);
  },

  /** Meetings whose debrief still waits for a task or its recap. */
  async unfinished(): Promise<string[]> {
    const found = await rows<{ id: string }>(
      db,
      sql`select b.meeting_id as id from meeting_debrief b
           where b.tenant_id = ${tenantId} and ${waiting(tenantId)}`,
    );
    return found.map(({ id }) => id);
  },

  /** Whether the debrief of this meeting still waits for a task or its recap. */
  async isOpen(meetingId: string): Promise<boolean> {
    const found = await row(
      db,
      sql`select 1 from meeting_debrief b
           where b.tenant_id = ${tenantId} and b.meeting_id = ${meetingId} and ${waiting(tenantId)}`,
    );
    return found !== null;
  },

  /** Who speaks to the client of a deal now; null when nobody does. */
  async speaker(dealId: string): Promise<string | null> {
    const found = await row<{ id: string }>(
      db,
      sql`select person_id as id from voice_turn
           where tenant_id = ${tenantId} and deal_id = ${dealId} and until is null`,
    );
    return found?.id ?? null;
  },
});

const waiting = (tenantId: string) => sql`
  (b.recap_state = 'waiting' or exists (
    select 1 from meeting_promise p
     where p.tenant_id = ${tenantId} and p.meeting_id = b.meeting_id and p.task_state = 'waiting'))`;
