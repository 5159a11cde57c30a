import type * as z from "zod/mini";
import type { readVoice } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty } from "../../ui/notices.tsx";
import styles from "./voice-part.module.css";

type Week = z.output<typeof readVoice.reply>["weeks"][number];

/** The share of mail on voice, a bar a week; each bar says its figures in words. */
export function ShareByWeek({ weeks }: { weeks: readonly Week[] }) {
  const t = useT();
  const format = useFormat();
  if (weeks.length === 0) return <Empty title={t("share.none")}>{t("share.noneNext")}</Empty>;
  // Twelve dates do not fit side by side on a phone.
  const isDated = (place: number) => weeks.length <= 6 || place === 0 || place === weeks.length - 1;
  return (
    <>
      <ol className={styles["weeks"]}>
        {weeks.map(({ week, share, onVoice, around }, place) => (
          <li key={week} className={styles["week"]} data-full={share === 1}>
            <span aria-hidden="true">{share === null ? "" : format.percent(share)}</span>
            <span className={styles["bar"]} style={{ height: `${(share ?? 0) * 60}%` }} aria-hidden="true" />
            <span className={styles["date"]} aria-hidden="true">
              {isDated(place) && format.day(week)}
            </span>
            <span className={card["unseen"]}>
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
      <details>
        <summary>{t("share.table")}</summary>
        <table className={styles["table"]}>
          <thead>
            <tr>
              {(["week", "onVoice", "around", "share"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`share.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ week, onVoice, around, share }) => (
              <tr key={week}>
                <th scope="row">{format.day(week)}</th>
                <td>{onVoice}</td>
                <td>{around}</td>
                <td>{share === null ? "–" : format.percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
