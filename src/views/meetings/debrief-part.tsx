import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { type Debrief, readDebrief } from "../../contract/debriefs.ts";
import type { Meeting } from "../../contract/meetings.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import styles from "./meetings.module.css";

const WriteDebrief = lazy(async () => ({ default: (await import("./write-debrief.tsx")).WriteDebrief }));

/** What came of a meeting that has begun, or the way to write it down. */
export function DebriefPart({ meeting, deal }: { meeting: Meeting; deal: Deal }) {
  const t = useT();
  const [isWriting, setWriting] = useState(false);
  const { dealId, id: meetingId } = meeting;
  const { data, error, refetch } = useRead(
    readDebrief,
    { params: { dealId, meetingId } },
    { topics: ["meetings"], dealId },
  );
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.debrief !== null) return <Written debrief={data.debrief} />;
  return (
    <div className={styles["actions"]}>
      <Button size="small" appearance="primary" onClick={() => setWriting(true)}>
        {t("debrief.write")}
      </Button>
      {isWriting && (
        <Suspense>
          <WriteDebrief meeting={meeting} deal={deal} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Written({ debrief: { agreed, promises, next, by, recap, spokesperson } }: { debrief: Debrief }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles["debrief"]}>
      {agreed !== "" && <p className={styles["stake"]}>{agreed}</p>}
      <ul className={styles["answers"]} aria-label={t("debrief.promises")}>
        {promises.map(({ id, text, owner, due, task, taskIn = null }) => (
          <li key={id}>
            {text}
            <span className={card["quiet"]}>
              {" "}
              {owner.name}
              {due !== null && `, ${format.day(due)}`} ·{" "}
              {t(taskIn === "plan" ? "debrief.task.planned" : `debrief.task.${task}`)}
            </span>
          </li>
        ))}
      </ul>
      {next !== "" && <p className={styles["stake"]}>{t("debrief.nextIs", { next })}</p>}
      <p className={card["quiet"]}>
        {t("debrief.by", { name: by.name })}
        {spokesperson !== null && ` · ${t(`debrief.recap.${recap}`, { name: spokesperson.name })}`}
      </p>
    </div>
  );
}
