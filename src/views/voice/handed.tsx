import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type * as z from "zod/mini";
import { useWrite } from "../../client/reading.tsx";
import { type handOver, undoHandOver } from "../../contract/hand-overs.ts";
import { useT } from "../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../ui/notices.tsx";
import styles from "./message-panel.module.css";

type Props = {
  sent: z.output<typeof handOver.reply>;
  /** Whoever gets the mail. */
  name: string;
  onUndone: () => void;
};

/** What a hand-over came to; while it waits, a way to take it back. */
export function Handed({ sent: { replied, undo = null }, name, onUndone }: Props) {
  const t = useT();
  const [isOut, setOut] = useState(undo === null);
  const undoing = useWrite(undoHandOver, ["incidents", "deals"]);
  const waitMs = (undo?.seconds ?? 0) * 1000;
  useEffect(() => {
    const timer = setTimeout(() => setOut(true), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);
  const isTooLate = undoing.data?.undone === false;
  if (undo === null || isTooLate || (isOut && !undoing.isPending)) {
    const done = t(replied ? "hand.doneBoth" : "hand.doneOne", { name });
    return <GoodLine>{isTooLate ? `${t("hand.tooLate")} ${done}` : done}</GoodLine>;
  }
  const takeBack = () => {
    const onSuccess = ({ undone }: { undone: boolean }) => {
      if (undone) onUndone();
    };
    undoing.mutate({ body: { key: undo.key } }, { onSuccess });
  };
  return (
    <div className={styles["actions"]}>
      <p role="status">{t(replied ? "hand.waitingBoth" : "hand.waitingOne")}</p>
      {undoing.error !== null && <Refused error={undoing.error} />}
      <Button disabled={undoing.isPending} onClick={takeBack}>
        {t("action.undo")}
      </Button>
    </div>
  );
}
