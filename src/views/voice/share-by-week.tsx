import type * as z from "zod/mini";
import type { readVoice } from "../../contract/voice.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty } from "../../ui/notices.tsx";
import styles from "./voice-part.module.css";

type Week = z.output<typeof readVoice.reply>["weeks"][number];

/** The share of mail on voice, a bar a week; each bar says its figures in words. */
export function ShareByWeek({ weeks }: { weeks: readonly Week[] }) {
  const t = useT();
  const format = useFormat();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) {
    return <Empty title={t("share.none")}>{t("share.noneNext")}</Empty>;
  }
  return (
    <div>
      <ol className={styles["weeks"]}>
        {weeks.map(({ week, share, onVoice, around }) => (
          <li key={week} className={styles["week"]} data-full={share === 1}>
            <span aria-hidden="true">{share === null ? "" : format.percent(share)}</span>
            <span className={styles["bar"]} style={{ height: `${(share ?? 0) * 60}%` }} aria-hidden="true" />
            <span className={styles["unseen"]}>
              {t("share.week", {
                day: format.day(week),
                share: share === null ? "–" : format.percent(share),
                onVoice,
                around,
              })}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles["foot"]} aria-hidden="true">
        <span className={styles["quiet"]}>{format.day(first.week)}</span>
        {weeks.length > 1 && <span className={styles["quiet"]}>{format.day(last.week)}</span>}
      </p>
    </div>
  );
}
