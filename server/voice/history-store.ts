import type { Temporal } from "temporal-polyfill";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";

/** One mailbox read for one deal. */
export type Past = { dealId: string; personId: string };

/** How far reading the past came. `folders` null before it began. */
export type PastProgress = Past & {
  folders: number | null;
  foldersRead: number;
  mails: number;
  isEnded: boolean;
};

/** Who joined which deal, and how far their mailbox's past was read for it. */
export function historyStore(tenantId: string) {
  const NAMES = sql`(select tenant_id, deal_id, domain as name from deal_domain
                     union select tenant_id, deal_id, address from deal_contact)`;

  /** Notes what names clients got, and forgets those they lost. The deals that have new ones. */
  async function learnNames(db: Db, at: Temporal.Instant): Promise<string[]> {
    const added = await rows<{ dealId: string }>(
      db,
      sql`insert into client_name (tenant_id, deal_id, name, since)
          select d.tenant_id, d.id, n.name, ${at.toString()}::timestamptz
          from deal d join ${NAMES} n on n.tenant_id = d.tenant_id and n.deal_id = d.id
          where d.tenant_id = ${tenantId} and d.stage not in ('won', 'lost')
          on conflict do nothing returning deal_id as "dealId"`,
    );
    await sql`delete from client_name c where c.tenant_id = ${tenantId} and not exists (
                select 1 from ${NAMES} n where n.tenant_id = c.tenant_id and n.deal_id = c.deal_id and n.name = c.name)`.execute(
      db,
    );
    return [...new Set(added.map(({ dealId }) => dealId))];
  }

  return {
    /**
     * Notes everybody who sits in an open deal and whose past was not read for it, or not for all names of its client;
     * returns what is still to be read.
     */
    async begin(db: Db, at: Temporal.Instant): Promise<Past[]> {
      const renamed = await learnNames(db, at);
      // Whoever reads at this moment began without the new names, and is not taken to have ended.
      await sql`update mail_history set ended_at = null, folders = null, folders_read = 0, mails = 0
                where tenant_id = ${tenantId} and deal_id = any(${renamed}::uuid[])`.execute(db);
      await sql`insert into mail_history (tenant_id, deal_id, person_id, begun_at)
                select s.tenant_id, s.deal_id, s.person_id, ${at.toString()}::timestamptz from deal_seat s
                join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
                where s.tenant_id = ${tenantId} and d.stage not in ('won', 'lost')
                on conflict do nothing`.execute(db);
      return rows<Past>(
        db,
        sql`select deal_id as "dealId", person_id as "personId" from mail_history
            where tenant_id = ${tenantId} and ended_at is null`,
      );
    },

    /** Since when somebody's mail is heard for a deal; what came before is its past. Null when that was never noted. */
    async begunAt(db: Db, { dealId, personId }: Past): Promise<Temporal.Instant | null> {
      const found = await row<{ at: Date }>(
        db,
        sql`select begun_at as at from mail_history
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`,
      );
      return found && toInstant(found.at);
    },

    /** Since when the client is known by one of these names; null when by none yet. */
    async knownSince(db: Db, dealId: string, names: readonly string[]): Promise<Temporal.Instant | null> {
      const found = await row<{ at: Date | null }>(
        db,
        sql`select min(since) as at from client_name
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = any(${[...names]}::text[])`,
      );
      return toInstantOrNull(found?.at ?? null);
    },

    /** Notes a name of the client in the caller's transaction; the deal's past is then read for it. */
    async learnName(tx: Db, dealId: string, name: string, at: Temporal.Instant): Promise<void> {
      await sql`insert into client_name (tenant_id, deal_id, name, since)
                values (${tenantId}, ${dealId}, ${name}, ${at.toString()}) on conflict do nothing`.execute(
        tx,
      );
      await sql`update mail_history set ended_at = null, folders = null, folders_read = 0, mails = 0
                where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
    },

    async isEnded(db: Db, { dealId, personId }: Past): Promise<boolean> {
      const found = await row(
        db,
        sql`select 1 from mail_history where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
              and person_id = ${personId} and ended_at is not null`,
      );
      return found !== null;
    },

    async noteFolders(db: Db, { dealId, personId }: Past, folders: number): Promise<void> {
      await sql`update mail_history set folders = ${folders}, folders_read = 0, mails = 0
                where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`.execute(
        db,
      );
    },

    /** Notes that so many of the folders are `read` by now, the last of which held so many `mails`. */
    async noteRead(
      db: Db,
      { dealId, personId }: Past,
      { read, mails }: { read: number; mails: number },
    ): Promise<void> {
      await sql`update mail_history set folders_read = ${read}, mails = mails + ${mails}
                where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`.execute(
        db,
      );
    },

    async noteEnd(db: Db, { dealId, personId }: Past, at: Temporal.Instant): Promise<void> {
      await sql`update mail_history set ended_at = ${at.toString()}, folders_read = folders
                where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}
                  and folders is not null`.execute(db);
    },

    /** How far reading came for each person of a deal. */
    async progress(db: Db, dealId: string): Promise<PastProgress[]> {
      return rows<PastProgress>(
        db,
        sql`select deal_id as "dealId", person_id as "personId", folders, folders_read as "foldersRead", mails,
                   ended_at is not null as "isEnded"
            from mail_history where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by person_id`,
      );
    },
  };
}

export type HistoryStore = ReturnType<typeof historyStore>;
