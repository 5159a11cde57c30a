import * as z from "zod";
import { OWN_HEADER } from "../../src/domain/voice/marks.ts";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

/** How a draft is found again after a start that did not finish: a property that only we see. */
const KEY_PROPERTY = "String {6b5f1d5e-6a6b-4d0e-9a55-0c0e7ad1f0a1} Name OneVoiceKey";

const drafted = z.object({ id: z.string(), isDraft: z.boolean().nullish() });
const page = z.object({ value: z.array(drafted) });

/** What an answer or a forward says above the older mail. `to`: recipients beyond those it has by itself. */
export type Answer = { key: string; text: string; to: readonly string[] };

/** Mail sent in a person's name through application permissions: Mail.ReadWrite to draft, Mail.Send to send. */
export function outbox(graph: Graph) {
  async function draft(
    personId: string,
    messageId: string,
    kind: "createForward" | "createReply",
    { key, text, to }: Answer,
  ): Promise<string> {
    const recipients = to.map((address) => ({ emailAddress: { address } }));
    const message = {
      ...(kind === "createForward" ? { toRecipients: recipients } : { ccRecipients: recipients }),
      internetMessageHeaders: [{ name: OWN_HEADER, value: kind === "createForward" ? "forward" : "reply" }],
      singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: key }],
    };
    const action = path`/users/${personId}/messages/${messageId}` + `/${kind}`;
    return (await graph.post(action, { message, comment: text }, drafted, { once: true })).id;
  }

  return {
    /** The draft, or the sent mail, that carries a key; null when there is none. */
    async drafted(personId: string, key: string): Promise<{ id: string; isDraft: boolean } | null> {
      const filter = `singleValueExtendedProperties/any(p: p/id eq '${KEY_PROPERTY}' and p/value eq '${key}')`;
      const found = await graph.get(
        path`/users/${personId}/messages` + `?$select=id,isDraft&$filter=${encodeURIComponent(filter)}`,
        page,
      );
      const [mail] = found.value.toSorted((one, other) => Number(one.isDraft) - Number(other.isDraft));
      return mail ? { id: mail.id, isDraft: mail.isDraft ?? false } : null;
    },

    /** Drafts a forward to `to`, and returns its id, which it keeps when it is sent. */
    draftForward: (personId: string, messageId: string, answer: Answer) =>
      draft(personId, messageId, "createForward", answer),

    /** Drafts a reply to the author, with `to` in copy. */
    draftReply: (personId: string, messageId: string, answer: Answer) =>
      draft(personId, messageId, "createReply", answer),

    /** Sends a draft; one that was sent already is fine. */
    async send(personId: string, draftId: string): Promise<void> {
      const message = path`/users/${personId}/messages/${draftId}`;
      const { isDraft } = await graph.get(`${message}?$select=id,isDraft`, drafted);
      if (!isDraft) return;
      try {
        await graph.post(`${message}/send`, {}, nothing, { once: true });
      } catch (error) {
        // Sent by a try whose reply was lost.
        if (!(error instanceof GraphRefused && error.code === "ErrorInvalidOperation")) throw error;
      }
    },

    /** Throws a draft away; one that is gone is fine. */
    async discard(personId: string, draftId: string): Promise<void> {
      try {
        await graph.remove(path`/users/${personId}/messages/${draftId}`);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}
