import { Checkbox } from "@fluentui/react-components";
import { useState, useSyncExternalStore } from "react";
import { useT } from "../../ui/language/language.tsx";
import { Empty } from "../../ui/notices.tsx";
import { useStage } from "../stage.tsx";
import { FeedLine } from "./feed-line.tsx";
import styles from "./feed-list.module.css";

/** What happened: what the person at the page did, what One Voice asked of Microsoft 365, what clients received. */
export function FeedList() {
  const t = useT();
  const { feed } = useStage();
  const lines = useSyncExternalStore(feed.onChange, feed.lines);
  const [isEverything, showEverything] = useState(false);
  const shown = lines.filter(({ quiet }) => isEverything || !quiet);
  return (
    <section className={styles["feed"]} aria-labelledby="feed-title">
      <div className={styles["head"]}>
        <h2 id="feed-title" className={styles["title"]}>
          {t("feed.title")}
        </h2>
        <span className={styles["hint"]}>{t("feed.hint")}</span>
        <Checkbox
          size="medium"
          label={t("feed.everything")}
          checked={isEverything}
          onChange={(_event, { checked }) => showEverything(checked === true)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={styles["scroll"]} tabIndex={0} role="log" aria-labelledby="feed-title">
        {shown.length === 0 ? (
          <Empty title={t("feed.none")}>{t("feed.noneNext")}</Empty>
        ) : (
          <ol>
            {shown.map((line) => (
              <FeedLine key={line.key} line={line} />
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
