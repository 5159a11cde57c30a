import { Button } from "@fluentui/react-components";
import { useEffect } from "react";
import type * as z from "zod/mini";
import { useWrite } from "../../client/reading.tsx";
import { handOver, undoHandOver } from "../../contract/hand-overs.ts";
import { useT } from "../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../ui/notices.tsx";
import styles from "./message-panel.module.css";

type Props = {
  sent: z.output<typeof handOver.reply>;
  /** What was asked for. Asked again when the wait is over, it says whether it went out. */
  order: z.input<typeof handOver.body>;
  /** Whoever gets the mail. */
  name: string;
  onUndone: () => void;
};

/** What a hand-over came to; while it waits, a way to take it back. */
export function Handed({ sent, order, name, onUndone }: Props) {
  const t = useT();
  const looking = useWrite(handOver, ["incidents", "deals"]);
  const undoing = useWrite(undoHandOver, ["incidents", "deals"]);
  const { replied, undo = null } = looking.data ?? sent;
  const { mutate: look } = looking;
  useEffect(() => {
    if (undo === null) return undefined;
    const timer = setTimeout(() => look({ body: order }), undo.seconds * 1000);
    return () => clearTimeout(timer);
  }, [undo, order, look]);
  const isTooLate = undoing.data?.undone === false;
  if (undo === null || isTooLate) {
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
      {looking.error !== null && <Refused error={looking.error} onRetry={() => look({ body: order })} />}
      <Button disabled={undoing.isPending || looking.isPending} onClick={takeBack}>
        {t("action.undo")}
      </Button>
    </div>
  );
}
