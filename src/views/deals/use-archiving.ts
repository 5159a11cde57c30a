import { useClient, useRefresh, useWrite } from "../../client/reading.tsx";
import { archiveDeal } from "../../contract/deal-ending.ts";
import { type Deal, readDeal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** Puts a deal away or fetches it back, tells so, and offers to take it back. */
export function useArchiving(deal: Deal): { archive: (archived: boolean) => void; isPending: boolean } {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const refresh = useRefresh();
  const archiving = useWrite(archiveDeal, ["deals"]);
  const params = { dealId: deal.id };
  const refuse = (error: unknown) => toast({ text: refusalSentence(t, error) });

  async function back(archived: boolean): Promise<void> {
    try {
      const { version } = await client.call(readDeal, { params });
      await client.call(archiveDeal, { params, body: { version, archived } });
    } catch (error) {
      refuse(error);
    }
    await refresh(["deals"]);
  }

  function archive(archived: boolean) {
    archiving.mutate(
      { params, body: { version: deal.version, archived } },
      {
        onSuccess: () =>
          toast({
            text: t(archived ? "archive.done" : "archive.fetched", { name: deal.name }),
            undo: () => void back(!archived),
          }),
        onError: refuse,
      },
    );
  }

  return { archive, isPending: archiving.isPending };
}
