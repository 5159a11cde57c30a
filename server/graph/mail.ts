import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

const named = z
  .object({ emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }) })
  .nullish();

/** The outside of one mail, as its mailbox holds it. Addresses are as written; the body is never asked for. */
export type MailHead = {
  /** Graph's immutable id in this mailbox. */
  id: string;
  internetMessageId: string | null;
  conversationId: string | null;
  from: { name: string; address: string } | null;
  sender: string | null;
  to: string[];
  cc: string[];
  sentAt: Temporal.Instant;
  receivedAt: Temporal.Instant;
  isDraft: boolean;
  /** Header lines by name in lower case; a name that repeats keeps all its values. Empty for mail sent from here. */
  headers: Map<string, string[]>;
  /** Graph's type, e.g. "#microsoft.graph.eventMessageRequest" for calendar traffic; null for plain mail. */
  type: string | null;
};

const head = z.object({
  "@odata.type": z.string().optional(),
  id: z.string(),
  internetMessageId: z.string().nullish(),
  conversationId: z.string().nullish(),
  from: named,
  sender: named,
  toRecipients: z.array(named).nullish(),
  ccRecipients: z.array(named).nullish(),
  sentDateTime: z.string().nullish(),
  receivedDateTime: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
const HEAD =
  "$select=id,internetMessageId,conversationId,from,sender,toRecipients,ccRecipients,sentDateTime,receivedDateTime,isDraft,internetMessageHeaders";
const marks = z.object({ "@odata.etag": z.string().optional(), categories: z.array(z.string()).nullish() });
const folder = z.object({ id: z.string(), displayName: z.string().nullish() });
const changed = z.object({ id: z.string(), "@removed": z.unknown().optional() });

/** How often a mark is tried again when somebody changes the message at the same moment. */
const TRIES = 4;

/** Mailboxes through application permissions: Mail.ReadBasic.All to read heads; Mail.ReadWrite and MailboxSettings.ReadWrite to mark. */
export function mail(graph: Graph) {
  return {
    /** The head of one message; null when the mailbox has it no more. */
    async head(personId: string, messageId: string): Promise<MailHead | null> {
      const found = await graph
        .get(path`/users/${personId}/messages/${messageId}` + `?${HEAD}`, head)
        .catch(unlessGone);
      return found && readHead(found);
    },

    /** The subject alone, for showing it at this moment; null when the mailbox has the message no more. */
    async subject(personId: string, messageId: string): Promise<string | null> {
      const shape = z.object({ subject: z.string().nullish() });
      const found = await graph
        .get(path`/users/${personId}/messages/${messageId}` + "?$select=subject", shape)
        .catch(unlessGone);
      return found?.subject ?? null;
    },

    /** Adds (`on`) or takes away a category and the follow-up flag; what else the message carries stays. Gone is fine. */
    async mark(personId: string, messageId: string, category: string, on: boolean): Promise<void> {
      const message = path`/users/${personId}/messages/${messageId}`;
      for (let attempt = 1; ; attempt++) {
        const now = await graph.get(`${message}?$select=categories`, marks).catch(unlessGone);
        if (now === null) return;
        const others = (now.categories ?? []).filter((each) => each !== category);
        const body = {
          categories: on ? [...others, category] : others,
          flag: { flagStatus: on ? "flagged" : "notFlagged" },
        };
        const match: Record<string, string> = now["@odata.etag"] ? { "If-Match": now["@odata.etag"] } : {};
        try {
          return await graph.patch(message, body, { headers: match });
        } catch (error) {
          if (isGone(error)) return;
          const raced = error instanceof GraphRefused && (error.status === 412 || error.status === 409);
          if (!raced || attempt >= TRIES) throw error;
        }
      }
    },

    /** Makes the category known to the mailbox, so that it has its colour there. One that exists already is fine. */
    async ensureCategory(personId: string, category: string, color: string): Promise<void> {
      const body = { displayName: category, color };
      await graph.post(path`/users/${personId}/outlook/masterCategories`, body, nothing).catch((error) => {
        if (!(error instanceof GraphRefused && error.status === 409)) throw error;
      });
    },

    /** The folders that client mail can be in: all but drafts, deleted and junk mail. */
    async folders(personId: string): Promise<string[]> {
      const skipped = new Set<string>();
      for (const name of ["drafts", "deleteditems", "junkemail", "outbox"]) {
        const found = await graph
          .get(path`/users/${personId}/mailFolders/${name}` + "?$select=id", folder)
          .catch(unlessGone);
        if (found) skipped.add(found.id);
      }
      const ids: string[] = [];
      for await (const page of graph.pages(
        path`/users/${personId}/mailFolders` + "?$top=100&includeHiddenFolders=true",
        folder,
      )) {
        ids.push(...page.map((each) => each.id).filter((id) => !skipped.has(id)));
      }
      return ids;
    },

    /**
     * Ids of messages that are new or changed in a folder since `link` (null: since `from`), and the link to go on from.
     * `restarted` when the link had run out and the folder was read anew.
     */
    async changes(personId: string, folderId: string, link: string | null, from: Temporal.Instant) {
      const first =
        path`/users/${personId}/mailFolders/${folderId}/messages/delta` +
        `?$select=id&$filter=${encodeURIComponent(`receivedDateTime ge ${from.toString({ smallestUnit: "second" })}`)}`;
      try {
        return { ...(await readDelta(graph, link ?? first)), restarted: false };
      } catch (error) {
        if (link === null || !(error instanceof GraphRefused && error.status === 410)) throw error;
        return { ...(await readDelta(graph, first)), restarted: true };
      }
    },
  };
}

async function readDelta(graph: Graph, from: string): Promise<{ ids: string[]; link: string }> {
  const ids: string[] = [];
  const pages = graph.pages(from, changed, { headers: { Prefer: "odata.maxpagesize=200" } });
  for (;;) {
    const { value, done } = await pages.next();
    if (done) {
      if (value === null) throw new Error("A delta ended without a link to go on from");
      return { ids, link: value };
    }
    ids.push(...value.filter((each) => each["@removed"] === undefined).map((each) => each.id));
  }
}

function readHead(found: z.output<typeof head>): MailHead {
  const address = (who: z.output<typeof named>) => who?.emailAddress.address ?? null;
  const all = (list: z.output<typeof head>["toRecipients"]) =>
    (list ?? []).flatMap((who) => address(who) ?? []);
  const received = found.receivedDateTime ?? found.sentDateTime;
  const sent = found.sentDateTime ?? received;
  const from = address(found.from);
  const headers = new Map<string, string[]>();
  for (const { name, value } of found.internetMessageHeaders ?? []) {
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return {
    id: found.id,
    internetMessageId: found.internetMessageId ?? null,
    conversationId: found.conversationId ?? null,
    from: from === null ? null : { address: from, name: found.from?.emailAddress.name || from },
    sender: address(found.sender),
    to: all(found.toRecipients),
    cc: all(found.ccRecipients),
    sentAt: Temporal.Instant.from(sent ?? "1970-01-01T00:00:00Z"),
    receivedAt: Temporal.Instant.from(received ?? "1970-01-01T00:00:00Z"),
    isDraft: found.isDraft ?? false,
    headers,
    type: found["@odata.type"] ?? null,
  };
}

function unlessGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}
