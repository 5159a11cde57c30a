import * as z from "zod";
import { OWN_HEADER } from "../../src/domain/voice/marks.ts";
import { type Graph, path } from "./client.ts";
import { outbox } from "./mail-outbox.ts";

/** How a letter is found again after a start that did not finish: the property that the outbox looks for. */
const KEY_PROPERTY = "String {6b5f1d5e-6a6b-4d0e-9a55-0c0e7ad1f0a1} Name OneVoiceKey";

/** A letter from one person to others. One key is one letter, however often it is sent. */
export type Letter = {
  key: string;
  to: readonly { name: string; address: string }[];
  subject: string;
  html: string;
};

const drafted = z.object({ id: z.string() });

/** Letters in a person's own name through application permissions: Mail.ReadWrite to draft, Mail.Send to send. */
export function letters(graph: Graph) {
  const box = outbox(graph);
  /** The letter of that key, drafted now if there is none. */
  async function ensure(fromId: string, { key, to, subject, html }: Letter) {
    const message = {
      subject,
      body: { contentType: "html", content: html },
      toRecipients: to.map(({ name, address }) => ({ emailAddress: { name, address } })),
      internetMessageHeaders: [{ name: OWN_HEADER, value: "letter" }],
      singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: key }],
    };
    const known = await box.drafted(fromId, key);
    if (known !== null) return known;
    const { id } = await graph.post(path`/users/${fromId}/messages`, message, drafted, { once: true });
    return { id, isDraft: true };
  }

  return {
    /** Sends the letter from the person's mailbox, unless the one of that key is gone out already. */
    async send(fromId: string, letter: Letter): Promise<void> {
      const { id, isDraft } = await ensure(fromId, letter);
      if (isDraft) await box.send(fromId, id);
    },

    /** Leaves the letter as a draft in the person's mailbox, for them to send; its id. */
    async draft(fromId: string, letter: Letter): Promise<string> {
      return (await ensure(fromId, letter)).id;
    },
  };
}
