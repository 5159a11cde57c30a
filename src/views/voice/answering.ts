import { useWrite } from "../../client/reading.tsx";
import { answerConversation } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** What a conversation is about: one deal, none of them; null takes the answer back. */
export type About = { deal: string } | "none" | null;

/** Says what a mail's conversation is about, tells that it is remembered, and offers to take it back. */
export function useAnswering(messageId: string): { answer(about: About): void; isPending: boolean } {
  const t = useT();
  const toast = useToast();
  const { mutate, isPending } = useWrite(answerConversation, ["incidents", "deals"]);
  const onError = (error: Error) => toast({ text: refusalSentence(t, error) });
  const takeBack = () => mutate({ body: { messageId, about: null } }, { onError });
  return {
    isPending,
    answer(about) {
      if (about === null) return takeBack();
      const onSuccess = () => toast({ text: t("about.remembered"), undo: takeBack });
      mutate({ body: { messageId, about } }, { onSuccess, onError });
    },
  };
}
