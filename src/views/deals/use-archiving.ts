import { useState } from "react";
import { useClient, useRefresh } from "../../client/reading.tsx";
import { archiveDeal } from "../../contract/deal-ending.ts";
import { type Deal, readDeal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";
import { atNewest } from "./at-newest.ts";

/** Puts a deal away or fetches it back, tells so, and offers to take it back. */
export function useArchiving(deal: Deal): { archive: (archived: boolean) => void; isPending: boolean } {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const refresh = useRefresh();
  const [isPending, setPending] = useState(false);
  const params = { dealId: deal.id };

  async function send(archived: boolean, seen: Pick<Deal, "id" | "version">): Promise<boolean> {
    setPending(true);
    try {
      await atNewest(client, seen, (version) =>
        client.call(archiveDeal, { params, body: { version, archived } }),
      );
      return true;
    } catch (error) {
      toast({ text: refusalSentence(t, error) });
      return false;
    } finally {
      await refresh(["deals"]);
      setPending(false);
    }
  }

  async function back(archived: boolean): Promise<void> {
    try {
      await send(archived, await client.call(readDeal, { params }));
    } catch (error) {
      toast({ text: refusalSentence(t, error) });
    }
  }

  async function archive(archived: boolean): Promise<void> {
    if (!(await send(archived, deal))) return;
    const text = t(archived ? "archive.done" : "archive.fetched", { name: deal.name });
    toast({ text, undo: () => void back(!archived) });
  }

  return { archive: (archived) => void archive(archived), isPending };
}
