import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { type Ask, type AskOption, sendOption } from "../../contract/asks.ts";
import { useToast } from "../../ui/toasts.tsx";
import { useSentWords } from "./use-sent-words.ts";

type Sending = {
  error: Error | null;
  isPending: boolean;
  /** `start`: an ISO instant; null keeps the time asked for. `done` when it is sent. */
  send: (words: string, start: string | null, done?: () => void) => void;
};

/** Sends a way out; however often it is clicked, once. */
export function useSendOption(ask: Ask, { kind, to }: AskOption): Sending {
  const sentWords = useSentWords();
  const toast = useToast();
  const [key] = useState(() => crypto.randomUUID());
  const { error, isPending, mutate } = useWrite(sendOption, ["meetings"]);
  const params = { dealId: ask.dealId, askId: ask.id };
  return {
    error,
    isPending,
    send: (words, start, done) =>
      mutate(
        { params, body: { key, kind, words, start, toId: to.id } },
        {
          onSuccess(sent) {
            toast({ text: sentWords(sent, to.name) });
            done?.();
          },
        },
      ),
  };
}
