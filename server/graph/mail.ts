import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";
import { HEAD_SELECT, headShape, type MailHead, readHead } from "./mail-head.ts";

const marks = z.object({ "@odata.etag": z.string().optional(), categories: z.array(z.string()).nullish() });
const ids = z.object({ value: z.array(z.object({ id: z.string() })) });
const translated = z.object({ value: z.array(z.object({ targetId: z.string().nullish() })) });

/** How often a mark is tried again when somebody changes the message at the same moment. */
const TRIES = 4;

/** Mailboxes through application permissions: Mail.ReadBasic.All to read heads; Mail.ReadWrite and MailboxSettings.ReadWrite to mark. */
export function mail(graph: Graph) {
  const head = async (personId: string, messageId: string): Promise<MailHead | null> => {
    const found = await graph
      .get(path`/users/${personId}/messages/${messageId}` + `?${HEAD_SELECT}`, headShape)
      .catch(unlessGone);
    return found && readHead(found);
  };

  return {
    /**
     * The head of one message; null when the mailbox has it no more. Outlook's pages name mails by ids of EWS or of
     * Graph that change on a move; those are taken too.
     */
    async head(personId: string, messageId: string): Promise<MailHead | null> {
      const id = messageId.replaceAll("/", "-").replaceAll("+", "_");
      const found = await head(personId, id);
      if (found !== null) return found;
      const own = await translate(graph, personId, id);
      return own === null ? null : head(personId, own);
    },

    /** The subject alone, for showing it at this moment; null when the mailbox has the message no more. */
    async subject(personId: string, messageId: string): Promise<string | null> {
      const shape = z.object({ subject: z.string().nullish() });
      const found = await graph
        .get(path`/users/${personId}/messages/${messageId}` + "?$select=subject", shape)
        .catch(unlessGone);
      return found?.subject ?? null;
    },

    /** Ids of the copies of one mail in a mailbox; none when the mailbox cannot be read. */
    async find(personId: string, internetMessageId: string): Promise<string[]> {
      const filter = `internetMessageId eq '${internetMessageId.replaceAll("'", "''")}'`;
      const found = await graph
        .get(path`/users/${personId}/messages` + `?$select=id&$filter=${encodeURIComponent(filter)}`, ids)
        .catch(unlessGone);
      return (found?.value ?? []).map((each) => each.id);
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
  };
}

/** The lasting id of what another kind of id names; null when it names nothing. */
async function translate(graph: Graph, personId: string, id: string): Promise<string | null> {
  const body = { inputIds: [id], sourceIdType: "restId", targetIdType: "restImmutableEntryId" };
  const found = await graph
    .post(path`/users/${personId}/translateExchangeIds`, body, translated)
    .catch((error: unknown) => {
      if (error instanceof GraphRefused && error.status < 500) return null;
      throw error;
    });
  const target = found?.value[0]?.targetId ?? null;
  return target === id ? null : target;
}

/** An id that cannot be one is answered 400, one that leads nowhere 404. */
function unlessGone(error: unknown): null {
  if (isGone(error) || (error instanceof GraphRefused && error.code === "ErrorInvalidIdMalformed"))
    return null;
  throw error;
}
