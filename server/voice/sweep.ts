import type { Logger } from "pino";
import { Temporal } from "temporal-polyfill";
import type { Announce } from "../http/live.ts";
import type { Ask } from "../jobs/names.ts";
import { type Db, rows, sql, transact } from "../store/db.ts";
import type { CopyStore } from "./copy-store.ts";
import type { HistoryStore, Past } from "./history-store.ts";
import type { IntakeStore } from "./intake-store.ts";
import type { Judging } from "./judging.ts";
import type { Mailboxes } from "./ports.ts";
import type { WatchStore } from "./watch-store.ts";

/** How far a sweep without a starting point, and the past of whoever joins a deal, reach back. */
const REACH = Temporal.Duration.from({ hours: 30 * 24 });

export type SweepParts = {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  ask: Ask;
  announce: Announce;
  log: Logger;
  mailboxes: Mailboxes;
  judging: Judging;
  copies: CopyStore;
  intake: IntakeStore;
  watches: WatchStore;
  history: HistoryStore;
  /** Says that something was put into the intake. */
  wake: () => void;
};

/** Finds what Graph told nobody about: reads mailboxes by delta, folder by folder. */
export function sweeping(parts: SweepParts) {
  const { db, tenantId, now, ask, mailboxes, copies, intake, watches, history } = parts;

  async function links(personId: string): Promise<Map<string, string>> {
    const found = await rows<{ folderId: string; link: string }>(
      db,
      sql`select folder_id as "folderId", link from mail_delta where tenant_id = ${tenantId} and person_id = ${personId}`,
    );
    return new Map(found.map(({ folderId, link }) => [folderId, link]));
  }

  /** What is found goes into the intake together with the link to go on from, so that neither is without the other. */
  async function sweepFolder(personId: string, folderId: string, from: string | null): Promise<void> {
    const { items, link } = await mailboxes.changes(personId, folderId, from, now().subtract(REACH));
    const ids = items.map(({ id }) => id);
    const unknown = ids.length === 0 ? new Set() : await copies.unknown(db, personId, ids);
    const found = items.filter(({ id }) => unknown.has(id));
    if (found.length === 0) return keepLink(db, personId, folderId, link);
    await transact(db, async (tx) => {
      const arrivals = found.map(({ id, etag }) => ({
        personId,
        subject: "mail" as const,
        resourceId: id,
        change: "swept",
        etag,
      }));
      await intake.add(tx, arrivals);
      await keepLink(tx, personId, folderId, link);
    });
    parts.wake();
  }

  async function keepLink(tx: Db, personId: string, folderId: string, link: string): Promise<void> {
    await sql`insert into mail_delta (tenant_id, person_id, folder_id, link)
              values (${tenantId}, ${personId}, ${folderId}, ${link})
              on conflict (tenant_id, person_id, folder_id) do update set link = excluded.link`.execute(tx);
  }

  async function forgetFolders(personId: string, kept: readonly string[]): Promise<void> {
    await sql`delete from mail_delta where tenant_id = ${tenantId} and person_id = ${personId}
                and not (folder_id = any(${[...kept]}::text[]))`.execute(db);
  }

  return {
    /** Reads what is new in one mailbox, whatever Graph told or did not tell us. */
    async sweep({ personId }: { personId: string }): Promise<void> {
      const known = await links(personId);
      const folders = await mailboxes.folders(personId);
      for (const { id } of folders) await sweepFolder(personId, id, known.get(id) ?? null);
      await forgetFolders(
        personId,
        folders.map(({ id }) => id),
      );
    },

    /** Asks for a sweep of every watched mailbox, and forgets what is too old to matter. */
    async sweepAll(): Promise<void> {
      for (const personId of await watches.people(db)) await ask(db, "voice.sweep", { tenantId, personId });
      await intake.purge(db);
      await copies.purge(db, now());
    },

    /** Reads the past of one mailbox for one deal. Begun again after a kill, it judges nothing twice. */
    async readPast({ dealId, personId }: Past): Promise<void> {
      const past = { dealId, personId };
      if (await history.isEnded(db, past)) return;
      const folders = await mailboxes.folders(personId);
      await history.noteFolders(db, past, folders.length);
      const since = now().subtract(REACH);
      let read = 0;
      for (const { id, isEmpty } of folders) {
        let mails = 0;
        // What comes into an empty one from here on is heard as all new mail is.
        if (!isEmpty)
          for await (const page of mailboxes.past(personId, id, since)) {
            for (const head of page) await parts.judging.take(personId, head);
            mails += page.length;
          }
        read += 1;
        // Folders without such mail are many, and take no time that anybody would want to see pass.
        if (mails === 0) continue;
        await history.noteRead(db, past, { read, mails });
        parts.announce(tenantId, { topic: "incidents", dealId });
      }
      await history.noteEnd(db, past, now());
      parts.announce(tenantId, { topic: "incidents", dealId });
    },
  };
}
