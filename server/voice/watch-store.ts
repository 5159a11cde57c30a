import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql } from "../store/db.ts";

export type WatchSubject = "mail" | "events";

/** One mailbox or calendar that Graph is to tell us about. */
export type Watch = {
  personId: string;
  subject: WatchSubject;
  subscriptionId: string | null;
  /** SHA-256 of what Graph has to show, in hex; null before the first subscription. */
  secretHash: string | null;
};

/** A watch that this process looks after for a while. */
export type ClaimedWatch = Watch & { isNeeded: boolean };

/** Longer than Graph takes for a subscription with all its tries, so that nobody makes a second one meanwhile. */
const LEASE = sql.raw("interval '60 seconds'");

// Whoever sits in the team of a deal that is still open; whoever has a meeting before them.
const neededBy = (tenantId: string, at: string) => sql`
  select person_id, 'mail' as subject from deal_seat s join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
   where s.tenant_id = ${tenantId} and d.stage not in ('won', 'lost')
  union
  select organizer_id, 'events' from meeting m
   where m.tenant_id = ${tenantId} and m.state = 'scheduled' and m.ends_at > ${at}::timestamptz`;

/** The watches of one tenant. Leases go by the database's clock. */
export function watchStore(tenantId: string) {
  const COLUMNS = sql`w.person_id as "personId", w.subject, w.subscription_id as "subscriptionId", w.secret_hash as "secretHash"`;
  return {
    async all(db: Db): Promise<Watch[]> {
      return rows<Watch>(db, sql`select ${COLUMNS} from watch w where w.tenant_id = ${tenantId}`);
    },

    /** Adds a row for each mailbox and calendar that is needed and has none. */
    async addNeeded(db: Db, at: Temporal.Instant): Promise<void> {
      await sql`insert into watch (tenant_id, person_id, subject)
                select ${tenantId}, needed.person_id, needed.subject from (${neededBy(tenantId, at.toString())}) needed
                on conflict do nothing`.execute(db);
    },

    /**
     * Takes one watch that has to be made, prolonged (it ends before `renewBefore`) or ended, and was not taken since
     * `at`; null when there is none. Nobody else gets it while the lease lasts.
     */
    async claim(
      db: Db,
      at: Temporal.Instant,
      renewBefore: Temporal.Instant,
      except: readonly string[],
    ): Promise<ClaimedWatch | null> {
      const [claimed] = await rows<ClaimedWatch>(
        db,
        sql`with needed as (${neededBy(tenantId, at.toString())}),
             due as (
               select w.person_id, w.subject, n.person_id is not null as needed
               from watch w left join needed n on n.person_id = w.person_id and n.subject = w.subject
               where w.tenant_id = ${tenantId} and not (w.person_id || w.subject = any(${[...except]}::text[]))
                 and (w.leased_until is null or w.leased_until < now())
                 and (n.person_id is null or w.subscription_id is null or w.expires_at < ${renewBefore.toString()}::timestamptz)
               order by w.person_id limit 1 for update of w skip locked)
            update watch w set leased_until = now() + ${LEASE} from due
            where w.tenant_id = ${tenantId} and w.person_id = due.person_id and w.subject = due.subject
            returning ${COLUMNS}, due.needed as "isNeeded"`,
      );
      return claimed ?? null;
    },

    /** Notes what Graph will have to show, before it is asked. */
    async noteSecret(db: Db, { personId, subject }: Watch, secretHash: string): Promise<void> {
      await sql`update watch set secret_hash = ${secretHash}, subscription_id = null, expires_at = null
                where tenant_id = ${tenantId} and person_id = ${personId} and subject = ${subject}`.execute(
        db,
      );
    },

    async noteSubscription(
      db: Db,
      { personId, subject }: Watch,
      subscriptionId: string,
      expiresAt: Temporal.Instant,
    ): Promise<void> {
      await sql`update watch set subscription_id = ${subscriptionId}, expires_at = ${expiresAt.toString()},
                  leased_until = null, trouble = null
                where tenant_id = ${tenantId} and person_id = ${personId} and subject = ${subject}`.execute(
        db,
      );
    },

    /** Gives a watch back as it is; `trouble` says why it could not be made, null when that is not known to last. */
    async release(db: Db, { personId, subject }: Watch, trouble: string | null): Promise<void> {
      await sql`update watch set leased_until = null, trouble = ${trouble}
                where tenant_id = ${tenantId} and person_id = ${personId} and subject = ${subject}`.execute(
        db,
      );
    },

    async forget(db: Db, { personId, subject }: Watch): Promise<void> {
      await sql`delete from watch where tenant_id = ${tenantId} and person_id = ${personId} and subject = ${subject}`.execute(
        db,
      );
    },

    /** Forgets that Graph has a subscription: it said that it removed it. */
    async loseSubscription(db: Db, subscriptionId: string): Promise<void> {
      await sql`update watch set subscription_id = null, expires_at = null
                where tenant_id = ${tenantId} and subscription_id = ${subscriptionId}`.execute(db);
    },

    /** Makes a watch due at once, whenever it ends. */
    async makeDue(db: Db, subscriptionId: string): Promise<void> {
      await sql`update watch set expires_at = 'epoch'
                where tenant_id = ${tenantId} and subscription_id = ${subscriptionId}`.execute(db);
    },

    /** Everybody whose mailbox is watched. */
    async people(db: Db): Promise<string[]> {
      const found = await rows<{ id: string }>(
        db,
        sql`select person_id as id from watch where tenant_id = ${tenantId} and subject = 'mail' order by person_id`,
      );
      return found.map(({ id }) => id);
    },
  };
}

export type WatchStore = ReturnType<typeof watchStore>;
