import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useClient } from "../../client/reading.tsx";
import { useLanguage, useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./voice-part.module.css";

/** Saves the audit's report over the live mailboxes: as a page to read and pass on, or as verdicts for other programs. */
export function ReportButtons({ dealId }: { dealId: string }) {
  const t = useT();
  const { language } = useLanguage();
  const client = useClient();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);

  async function save(what: "page" | "lines"): Promise<void> {
    setBusy(true);
    try {
      const [{ writeVoiceReport }, { saveFile }] = await Promise.all([
        import("../../contract/voice-report.ts"),
        import("./save-file.ts"),
      ]);
      const report = await client.call(writeVoiceReport, { params: { dealId }, query: { language } });
      if (what === "page") saveFile("voice-report.html", "text/html", report.page);
      else saveFile("voice-verdicts.jsonl", "application/jsonl", report.lines);
    } catch (error) {
      toast({ text: refusalSentence(t, error) });
    }
    setBusy(false);
  }

  return (
    <div className={styles["actions"]}>
      <Button size="small" disabled={isBusy} onClick={() => void save("page")}>
        {t("share.report")}
      </Button>
      <Button size="small" disabled={isBusy} onClick={() => void save("lines")}>
        {t("share.lines")}
      </Button>
    </div>
  );
}
