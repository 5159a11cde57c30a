import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useClient } from "../../client/reading.tsx";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";

/** Saves the reader's deals as a table of text that spreadsheets open, and that can be imported again. */
export function ExportButton({ archived }: { archived: boolean }) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    try {
      const [{ exportDeals }, { saveText }] = await Promise.all([
        import("../../contract/deal-import.ts"),
        import("./save-text.ts"),
      ]);
      const { csv } = await client.call(exportDeals, archived ? { query: { archived: "yes" } } : {});
      saveText("deals.csv", csv);
    } catch (error) {
      toast({ text: refusalSentence(t, error) });
    }
    setBusy(false);
  }

  return (
    <Button disabled={isBusy} onClick={() => void save()}>
      {t("deals.export")}
    </Button>
  );
}
