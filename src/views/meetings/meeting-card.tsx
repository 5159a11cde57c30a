import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import type { Meeting } from "../../contract/meetings.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Answers } from "./answers.tsx";
import { BriefPart } from "./brief-part.tsx";
import { DebriefPart } from "./debrief-part.tsx";
import styles from "./meetings.module.css";

const MoveMeeting = lazy(async () => ({ default: (await import("./move-meeting.tsx")).MoveMeeting }));
const CancelMeeting = lazy(async () => ({ default: (await import("./cancel-meeting.tsx")).CancelMeeting }));

/** One meeting: when, with whom, who answered what, and what can be done. */
export function MeetingCard({ meeting, deal }: { meeting: Meeting; deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const { openLink, now } = useSurroundings();
  const [opened, open] = useState<"move" | "cancel" | null>(null);
  const { subject, start, end, state, joinUrl, place, series, yoursToCancel } = meeting;
  const isComing = Date.parse(start) > now();
  const isOver = Date.parse(end) <= now();
  return (
    <li className={`${card["frame"]} ${styles["card"]}`} data-state={state}>
      <div className={styles["top"]}>
        <h3 className={styles["subject"]}>{subject}</h3>
        <StateLine meeting={meeting} isOver={isOver} />
      </div>
      <p>
        <time dateTime={start}>
          {t("meeting.when", {
            day: format.shortDay(start),
            from: format.time(start),
            to: format.time(end),
          })}
        </time>
        {place !== null && ` · ${place}`}
        {series !== null && ` · ${t("meeting.ofSeries", { place: series.place, of: series.of })}`}
        <Inviter meeting={meeting} />
      </p>
      <Flanks meeting={meeting} />
      <Answers meeting={meeting} />
      {(joinUrl !== null || yoursToCancel) && state !== "cancelled" && !isOver && (
        <div className={styles["actions"]}>
          {joinUrl !== null && (
            <Button size="small" onClick={() => openLink(joinUrl)}>
              {t("meeting.join")}
            </Button>
          )}
          {yoursToCancel && isComing && state === "scheduled" && (
            <Button size="small" appearance="subtle" onClick={() => open("move")}>
              {t("meeting.move")}
            </Button>
          )}
          {yoursToCancel && (
            <Button size="small" appearance="subtle" onClick={() => open("cancel")}>
              {t("meeting.cancel")}
            </Button>
          )}
        </div>
      )}
      {state === "scheduled" && isComing && <BriefPart meeting={meeting} />}
      {state === "scheduled" && !isComing && <DebriefPart meeting={meeting} deal={deal} />}
      <Suspense>
        {opened === "move" && <MoveMeeting meeting={meeting} onClose={() => open(null)} />}
        {opened === "cancel" && <CancelMeeting meeting={meeting} onClose={() => open(null)} />}
      </Suspense>
    </li>
  );
}

/** Who invited, and who did it for them. */
function Inviter({ meeting: { organizer, bookedBy, origin } }: { meeting: Meeting }) {
  const t = useT();
  const { name } = organizer;
  if (origin === "outlook") return <span className={card["quiet"]}> · {t("meeting.fromOutlook")}</span>;
  const words =
    bookedBy === null ? t("meeting.by", { name }) : t("meeting.through", { name, by: bookedBy.name });
  return <span className={card["quiet"]}> · {words}</span>;
}

function StateLine({ meeting: { state, why, elsewhere }, isOver }: { meeting: Meeting; isOver: boolean }) {
  const t = useT();
  if (state === "scheduled" && isOver && elsewhere === null)
    return <span className={styles["state"]}>{t("meeting.state.over")}</span>;
  if (state === "failed" && why !== null) {
    return (
      <span className={styles["state"]} data-state="failed">
        {t(`meeting.why.${why}`)}
      </span>
    );
  }
  if (state === "scheduled" && why !== null) {
    return (
      <span className={styles["state"]} data-state="failed">
        {t(`meeting.unmoved.${why}`)}
      </span>
    );
  }
  if (elsewhere !== null && (state === "scheduled" || elsewhere === "deleted")) {
    return <span className={styles["state"]}>{t(`meeting.elsewhere.${elsewhere}`)}</span>;
  }
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`meeting.state.${state}`)}
    </span>
  );
}

function Flanks({ meeting: { briefing, debrief } }: { meeting: Meeting }) {
  const t = useT();
  const parts = [
    ...(briefing > 0 ? [t("meeting.briefing", { count: briefing })] : []),
    ...(debrief > 0 ? [t("meeting.debrief", { count: debrief })] : []),
  ];
  return parts.length === 0 ? null : <p className={card["quiet"]}>{parts.join(" · ")}</p>;
}
