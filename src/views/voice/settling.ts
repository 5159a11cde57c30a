import { useWrite } from "../../client/reading.tsx";
import { type Incident, settleIncident } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** Settles incidents at a click, says so, and offers to take it back. */
export function useSettling(): {
  settle(incidentId: Incident["id"], state: "taken" | "dismissed"): void;
  isPending: boolean;
} {
  const t = useT();
  const toast = useToast();
  const { mutate, isPending } = useWrite(settleIncident, ["incidents", "deals"]);
  const onError = (error: Error) => toast({ text: refusalSentence(t, error) });
  return {
    isPending,
    settle(incidentId, state) {
      const reopen = () => mutate({ params: { incidentId }, body: { state: "open" } }, { onError });
      const onSuccess = () => toast({ text: t(`incident.toast.${state}`), undo: reopen });
      mutate({ params: { incidentId }, body: { state } }, { onSuccess, onError });
    },
  };
}
