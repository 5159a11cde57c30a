import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type * as z from "zod/mini";
import { useRead, useWrite } from "../../client/reading.tsx";
import { type Brief, readBrief, writeBrief } from "../../contract/briefs.ts";
import type { Meeting } from "../../contract/meetings.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import styles from "./meetings.module.css";

const WRITTEN = ["why", "outcome", "neverSay"] as const;

/** The brief of a meeting to come: two minutes to read, what changed is marked. */
export function BriefPart({ meeting: { dealId, id: meetingId } }: { meeting: Meeting }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  return (
    <details className={styles["brief"]} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t("brief.title")}</summary>
      {isOpen && <Read dealId={dealId} meetingId={meetingId} />}
    </details>
  );
}

function Read(params: { dealId: string; meetingId: string }) {
  const t = useT();
  const format = useFormat();
  const [isWriting, setWriting] = useState(false);
  const follows = { topics: ["meetings"], dealId: params.dealId } as const;
  const { data: brief, error, refetch } = useRead(readBrief, { params }, follows);
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (brief === undefined) return <Skeleton rows={2} />;
  const { people, touches, changed, frozen, yoursToWrite } = brief;
  const title = (part: Brief["changed"][number]) => (
    <dt className={styles["legend"]}>
      {t(`brief.${part}`)}
      {changed.includes(part) && <span className={styles["changed"]}> {t("brief.changed")}</span>}
    </dt>
  );
  return (
    <>
      <dl className={styles["parts"]}>
        {WRITTEN.filter((part) => brief[part] !== "").map((part) => (
          <div key={part}>
            {title(part)}
            <dd className={styles["stake"]}>{brief[part]}</dd>
          </div>
        ))}
        {people.length > 0 && (
          <div>
            {title("people")}
            {people.map(({ name, role }) => (
              <dd key={name}>
                {name}
                {role !== null && <span className={styles["quiet"]}> {t(`buying.${role}`)}</span>}
              </dd>
            ))}
          </div>
        )}
        {touches.length > 0 && (
          <div>
            {title("touches")}
            {touches.map(({ at, subject }) => (
              <dd key={at}>
                {format.shortDay(at)} {subject}
              </dd>
            ))}
          </div>
        )}
      </dl>
      {frozen && <p className={styles["quiet"]}>{t("brief.frozen")}</p>}
      {yoursToWrite && (
        <div className={styles["actions"]}>
          <Button size="small" onClick={() => setWriting(true)}>
            {t("brief.write")}
          </Button>
        </div>
      )}
      {isWriting && <Write params={params} brief={brief} onClose={() => setWriting(false)} />}
    </>
  );
}

type Words = z.input<typeof writeBrief.body>;
type WriteProps = { params: { dealId: string; meetingId: string }; brief: Brief; onClose: () => void };

function Write({ params, brief, onClose }: WriteProps) {
  const t = useT();
  const toast = useToast();
  const [words, setWords] = useState<Words>(() => {
    const { why, outcome, neverSay } = brief;
    return { why, outcome, neverSay };
  });
  const writing = useWrite(writeBrief, ["meetings"]);

  function write() {
    writing.mutate(
      { params, body: words },
      {
        onSuccess() {
          toast({ text: t("brief.done") });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("brief.title")} onClose={onClose}>
      {WRITTEN.map((part) => (
        <Field key={part} label={t(`brief.${part}`)}>
          <Textarea
            value={words[part]}
            maxLength={1000}
            rows={2}
            onChange={(_event, { value }) => setWords({ ...words, [part]: value })}
          />
        </Field>
      ))}
      {writing.error !== null && <Refused error={writing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={writing.isPending} onClick={write}>
          {t("debrief.keep")}
        </Button>
      </WindowActions>
    </Window>
  );
}
