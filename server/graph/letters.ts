import * as z from "zod";
import { OWN_HEADER } from "../../src/domain/voice/marks.ts";
import { type Graph, path } from "./client.ts";
import { outbox } from "./mail-outbox.ts";

/** How a letter is found again after a start that did not finish: the property that the outbox looks for. */
const KEY_PROPERTY = "String {6b5f1d5e-6a6b-4d0e-9a55-0c0e7ad1f0a1} Name OneVoiceKey";

/** A letter from one person to another. One key is one letter, however often it is sent. */
export type Letter = { key: string; to: { name: string; address: string }; subject: string; html: string };

const drafted = z.object({ id: z.string() });

/** Letters in a person's own name through application permissions: Mail.ReadWrite to draft, Mail.Send to send. */
export function letters(graph: Graph) {
  const box = outbox(graph);
  return {
    /** Sends the letter from the person's mailbox, unless the one of that key is gone out already. */
    async send(fromId: string, { key, to, subject, html }: Letter): Promise<void> {
      const known = await box.drafted(fromId, key);
      if (known !== null && !known.isDraft) return;
      const message = {
        subject,
        body: { contentType: "html", content: html },
        toRecipients: [{ emailAddress: to }],
        internetMessageHeaders: [{ name: OWN_HEADER, value: "letter" }],
        singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: key }],
      };
      const draft =
        known ?? (await graph.post(path`/users/${fromId}/messages`, message, drafted, { once: true }));
      await box.send(fromId, draft.id);
    },
  };
}
