import { lazy, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { type Brief, readBrief } from "../../contract/briefs.ts";
import type { Meeting } from "../../contract/meetings.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./brief.module.css";
import { BriefActions } from "./brief-actions.tsx";
import { WRITTEN } from "./brief-words.ts";

const WriteBrief = lazy(async () => ({ default: (await import("./write-brief.tsx")).WriteBrief }));

/** The brief of a meeting to come: two minutes to read, what changed is marked. */
export function BriefPart({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  return (
    <details
      className={styles["brief"]}
      data-print="brief"
      onToggle={(event) => open(event.currentTarget.open)}
    >
      <summary>{t("brief.title")}</summary>
      {isOpen && <Read meeting={meeting} />}
    </details>
  );
}

function Read({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const params = { dealId: meeting.dealId, meetingId: meeting.id };
  const format = useFormat();
  const [isWriting, setWriting] = useState(false);
  const follows = { topics: ["meetings"], dealId: params.dealId } as const;
  const { data: brief, error, refetch } = useRead(readBrief, { params }, follows);
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (brief === undefined) return <Skeleton rows={2} />;
  const { people, touches, changed, frozen } = brief;
  const title = (part: Brief["changed"][number]) => (
    <dt className={styles["legend"]}>
      {t(`brief.${part}`)}
      {changed.includes(part) && <span className={styles["changed"]}> {t("brief.changed")}</span>}
    </dt>
  );
  return (
    <>
      {/* On paper there is nothing around it that says which meeting it is for. */}
      <p className={styles["onPaper"]}>
        {meeting.subject}, {format.longDay(meeting.start)}, {format.time(meeting.start)}
      </p>
      <dl className={styles["parts"]}>
        {WRITTEN.filter((part) => brief[part] !== "").map((part) => (
          <div key={part}>
            {title(part)}
            <dd className={styles["text"]}>{brief[part]}</dd>
          </div>
        ))}
        {people.length > 0 && (
          <div>
            {title("people")}
            {people.map(({ name, role }) => (
              <dd key={name}>
                {name}
                {role !== null && <span className={card["quiet"]}> {t(`buying.${role}`)}</span>}
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
      {frozen && <p className={card["quiet"]}>{t("brief.frozen")}</p>}
      <BriefActions params={params} brief={brief} onWrite={() => setWriting(true)} />
      {isWriting && (
        <Suspense>
          <WriteBrief params={params} brief={brief} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </>
  );
}
