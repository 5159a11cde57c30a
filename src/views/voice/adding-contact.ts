import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { addContact, removeContact } from "../../contract/contact-from-mail.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** Makes the writer of a mail a person of the client's in a deal, says so, and offers to take it back. */
export function useAddingContact(messageId: string): {
  add(deal: { id: string; name: string }, name: string): void;
  isPending: boolean;
} {
  const t = useT();
  const toast = useToast();
  // Made once, so that a second click makes no second contact.
  const [id] = useState(() => crypto.randomUUID());
  const adding = useWrite(addContact, ["incidents", "deals"]);
  const removing = useWrite(removeContact, ["incidents", "deals"]);
  const onError = (error: Error) => toast({ text: refusalSentence(t, error) });
  return {
    isPending: adding.isPending || removing.isPending,
    add(deal, name) {
      const takeBack = () => removing.mutate({ params: { dealId: deal.id, contactId: id } }, { onError });
      const text = t("contact.added", { name, deal: deal.name });
      const onSuccess = () => toast({ text, undo: takeBack });
      adding.mutate({ body: { id, messageId, dealId: deal.id } }, { onSuccess, onError });
    },
  };
}
