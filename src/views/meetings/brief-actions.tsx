import { Button } from "@fluentui/react-components";
import { useWrite } from "../../client/reading.tsx";
import { type Brief, postBrief } from "../../contract/briefs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./brief.module.css";

type Props = { params: { dealId: string; meetingId: string }; brief: Brief; onWrite: () => void };

/** What can be done with a brief: write it, post it in the room, print it. */
export function BriefActions({ params, brief, onWrite }: Props) {
  const t = useT();
  const toast = useToast();
  const posting = useWrite(postBrief, ["meetings"]);
  const { yoursToWrite, inRoom, why, outcome, position, neverSay } = brief;
  const isWritten = [why, outcome, position, neverSay].some((text) => text !== "");
  const post = () => posting.mutate({ params }, { onSuccess: () => toast({ text: t("brief.posted") }) });
  return (
    <>
      {inRoom === true && <p className={card["quiet"]}>{t("brief.inRoom")}</p>}
      {posting.error !== null && <Refused error={posting.error} />}
      <div className={styles["actions"]}>
        {yoursToWrite && (
          <Button size="small" onClick={onWrite}>
            {t("brief.write")}
          </Button>
        )}
        {yoursToWrite && isWritten && inRoom === false && (
          <Button size="small" disabled={posting.isPending} onClick={post}>
            {t("brief.post")}
          </Button>
        )}
        <Button size="small" appearance="subtle" onClick={() => window.print()}>
          {t("brief.print")}
        </Button>
      </div>
    </>
  );
}
