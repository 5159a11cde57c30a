import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";
import { HEAD_SELECT, headShape, type MailHead, readHead } from "./mail-head.ts";

const named = z.object({ id: z.string() });
const folder = named.extend({
  childFolderCount: z.number().nullish(),
  totalItemCount: z.number().nullish(),
});
const changed = z.object({
  id: z.string(),
  "@odata.etag": z.string().optional(),
  "@removed": z.unknown().optional(),
});

/** Mail that nobody of the client wrote to us for reading, or that we threw away. */
const SKIPPED = ["drafts", "deleteditems", "junkemail", "outbox"];
/** Of so many mailboxes it is remembered at once which folders are skipped; some 300 bytes each. */
const MOST_REMEMBERED = 10_000;

/** A folder of a mailbox. `isEmpty`: it held no mail when it was listed. */
type MailFolder = { id: string; isEmpty: boolean };

/** What a mailbox received, folder by folder: Graph's delta is per folder. Permission Mail.ReadBasic.All. */
export function mailFolders(graph: Graph) {
  // These four are made with the mailbox and keep their ids as long as it lives.
  const remembered = new Map<string, ReadonlySet<string>>();

  async function skippedIn(personId: string): Promise<ReadonlySet<string>> {
    const known = remembered.get(personId);
    if (known !== undefined) return known;
    const found = await Promise.all(
      SKIPPED.map((name) =>
        graph.get(path`/users/${personId}/mailFolders/${name}` + "?$select=id", named).catch(unlessGone),
      ),
    );
    const skipped = new Set(found.flatMap((each) => each?.id ?? []));
    // One that is not there yet is looked for again.
    if (skipped.size < SKIPPED.length) return skipped;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(personId, skipped);
    return skipped;
  }

  return {
    /** The folders that client mail can be in, those within others too: all but drafts, outbox, deleted and junk mail. */
    async folders(personId: string): Promise<MailFolder[]> {
      const skipped = await skippedIn(personId);
      const kept: MailFolder[] = [];
      const waiting = [path`/users/${personId}/mailFolders`];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for await (const page of graph.pages(`${next}?$top=100&includeHiddenFolders=true`, folder)) {
          for (const { id, childFolderCount, totalItemCount } of page) {
            if (skipped.has(id)) continue;
            kept.push({ id, isEmpty: totalItemCount === 0 });
            if (childFolderCount) waiting.push(path`/users/${personId}/mailFolders/${id}/childFolders`);
          }
        }
      }
      return kept;
    },

    /**
     * Messages that are new or changed in a folder since `link` (null: received since `from`), and the link to go on
     * from. `restarted` when the link had run out and the folder was read anew.
     */
    async changes(personId: string, folderId: string, link: string | null, from: Temporal.Instant) {
      const first =
        path`/users/${personId}/mailFolders/${folderId}/messages/delta` +
        `?$select=id&$filter=${since(from)}`;
      try {
        return { ...(await readDelta(graph, link ?? first)), restarted: false };
      } catch (error) {
        if (link === null || !(error instanceof GraphRefused && error.status === 410)) throw error;
        return { ...(await readDelta(graph, first)), restarted: true };
      }
    },

    /** Heads of what a folder received since a moment, page by page. */
    async *past(personId: string, folderId: string, from: Temporal.Instant): AsyncGenerator<MailHead[]> {
      const first =
        path`/users/${personId}/mailFolders/${folderId}/messages` +
        `?${HEAD_SELECT}&$top=50&$filter=${since(from)}`;
      for await (const page of graph.pages(first, headShape)) yield page.map(readHead);
    },
  };
}

function since(from: Temporal.Instant): string {
  return encodeURIComponent(`receivedDateTime ge ${from.toString({ smallestUnit: "second" })}`);
}

async function readDelta(graph: Graph, from: string) {
  const items: { id: string; etag: string }[] = [];
  const pages = graph.pages(from, changed, { headers: { Prefer: "odata.maxpagesize=200" } });
  for (;;) {
    const { value, done } = await pages.next();
    if (done) {
      if (value === null) throw new Error("A delta ended without a link to go on from");
      return { items, link: value };
    }
    for (const each of value) {
      if (each["@removed"] === undefined) items.push({ id: each.id, etag: each["@odata.etag"] ?? "" });
    }
  }
}

function unlessGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}
