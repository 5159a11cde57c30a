import { useWrite } from "../../client/reading.tsx";
import { keepPair, type Pair } from "../../contract/pairs.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** How often two shall meet, and when they were in touch: an ISO instant, null for nothing new. */
export type Kept = { everyDays: number | null; touchedAt: string | null };

/** Keeps what the account manager says of a pair; a refusal is told in a toast. `done` when it is kept. */
export function useKeepPair(
  dealId: string,
  { executive, contact }: Pick<Pair, "executive" | "contact">,
): { isKeeping: boolean; keep: (body: Kept, done?: () => void) => void } {
  const t = useT();
  const toast = useToast();
  const keeping = useWrite(keepPair, ["meetings"]);
  const params = { dealId, executiveId: executive.id, contactId: contact.id };
  return {
    isKeeping: keeping.isPending,
    keep: (body, done) =>
      keeping.mutate(
        { params, body },
        {
          onSuccess: () => done?.(),
          onError: (error) => toast({ text: refusalSentence(t, error) }),
        },
      ),
  };
}
