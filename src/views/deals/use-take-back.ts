import { useClient, useRefresh } from "../../client/reading.tsx";
import type { reopenDeal, undoHandOver } from "../../contract/deal-ending.ts";
import { readDeal } from "../../contract/deals.ts";
import { Problem } from "../../contract/problem.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** Shorter than the minute that the server allows by what the way there and back may take, in milliseconds. */
const UNDO_MS = 57_000;

/** A step just taken. `text` says what was done, `undone` what is so again. */
export type Step = {
  dealId: string;
  endpoint: typeof undoHandOver | typeof reopenDeal;
  text: string;
  undone: string;
};

/**
 * Tells of a step and offers, for a minute, to take it back; wherever in the tab one is by then. What others changed in
 * between does not stand in the way.
 */
export function useTakeBack(): (step: Step) => void {
  const t = useT();
  const client = useClient();
  const refresh = useRefresh();
  const toast = useToast();

  async function takeBack({ dealId, endpoint, undone }: Step): Promise<void> {
    const params = { dealId };
    try {
      const { version } = await client.call(readDeal, { params });
      await client.call(endpoint, { params, body: { version } });
      toast({ text: undone });
    } catch (error) {
      const isTooLate = error instanceof Problem && error.code === "request.invalid";
      toast({ text: isTooLate ? t("undo.tooLate") : refusalSentence(t, error) });
    }
    await refresh(["deals", "incidents", "room", "meetings"]);
  }

  return (step) => {
    const key = `undo ${step.dealId}`;
    toast({ text: step.text, undo: () => void takeBack(step), undoMs: UNDO_MS, key });
  };
}
