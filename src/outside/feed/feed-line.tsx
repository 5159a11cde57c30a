import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useNameOf } from "../stage.tsx";
import styles from "./feed-list.module.css";
import type { Line } from "./line.ts";
import { signOf } from "./signs.tsx";

/** More people than this are counted, not named. */
const NAMED = 4;

/** One line of the feed in the reader's words. */
export function FeedLine({ line }: { line: Line }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNameOf();
  const { side, what, at, inNameOf, words, count } = line;
  const names = line.people.map(nameOf);
  const more = names.length - NAMED;
  const people = format.list(more > 1 ? [...names.slice(0, NAMED), t("feed.more", { count: more })] : names);
  const values = { ...words, people, count };
  return (
    <li className={styles["line"]} data-side={side} data-trouble={what === "busy" || what === "refused"}>
      <time className={styles["time"]} dateTime={at}>
        {format.time(at)}
      </time>
      <span className={styles["sign"]} aria-hidden="true">
        {signOf(what)}
      </span>
      <span className={styles["words"]}>
        {what !== "clientGot" && <strong className={styles["who"]}>{t(`feed.${side}`)}</strong>}{" "}
        {t(`feed.${what}`, values)}
        {inNameOf !== null && (
          <span className={styles["quiet"]}> ({t("feed.inNameOf", { name: nameOf(inNameOf) })})</span>
        )}
      </span>
    </li>
  );
}
