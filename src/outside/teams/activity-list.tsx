import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty } from "../../ui/notices.tsx";
import type { Activity, Colleague } from "../tenant/shapes.ts";
import styles from "./teams-frame.module.css";

/** What Teams tells a person in their activity feed, newest first. */
export function ActivityList(props: { person: Colleague; activities: readonly Activity[] }) {
  const { person, activities } = props;
  const t = useT();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles["list"]} tabIndex={0} aria-label={t("teams.activity")}>
      <h3>{t("teams.activity")}</h3>
      {activities.length === 0 ? (
        <Empty title={t("teams.activityNone")}>
          {t("teams.activityNoneNext", { name: person.displayName })}
        </Empty>
      ) : (
        <ul>
          {activities.map(({ id, at, title, previewText }) => (
            <li key={id} className={styles["line"]}>
              <span className={styles["lineTitle"]}>{title}</span>
              <time className={styles["time"]} dateTime={at}>
                {`${format.dayOf(at)}, ${format.time(at)}`}
              </time>
              <span className={styles["preview"]}>{previewText}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
