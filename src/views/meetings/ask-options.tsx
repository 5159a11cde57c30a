import type { Ask } from "../../contract/asks.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./meetings.module.css";
import { OptionLine } from "./option-line.tsx";

/** For the account manager alone: what is due, how often the executive stepped aside, and what can be done about it. */
export function AskOptions({ ask, told }: { ask: Ask; told: NonNullable<Ask["private"]> }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const { count, due, options, waitsUntil = null } = told;
  const times = count.silences + count.postponed + count.declined;
  const notes = [
    ...(waitsUntil === null
      ? []
      : [t("ask.waits", { day: format.shortDay(waitsUntil), time: format.time(waitsUntil) })]),
    ...(due === null
      ? []
      : [t(`ask.due.${due.what}`, { day: format.shortDay(due.at), time: format.time(due.at) })]),
    ...(times > 0 ? [t("ask.count", { count: times })] : []),
  ];
  return (
    <>
      {notes.length > 0 && (
        <p className={card["quiet"]}>
          {notes.join(" · ")} · {t("ask.private")}
        </p>
      )}
      {options.length === 0 && due?.what === "move" && <p className={card["quiet"]}>{t("ask.noOption")}</p>}
      {options.length > 0 && (
        <>
          <p className={styles["legend"]}>{t("ask.options")}</p>
          {Date.parse(ask.start) < now() && <p className={card["quiet"]}>{t("ask.timeOver")}</p>}
          <ul className={styles["options"]}>
            {options.map((option) => (
              <OptionLine key={`${option.kind} ${option.to.id}`} ask={ask} option={option} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
