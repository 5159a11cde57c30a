import type { Ask } from "../../contract/asks.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { AskAnswer } from "./ask-answer.tsx";
import { AskOptions } from "./ask-options.tsx";
import styles from "./meetings.module.css";

/** One executive who is asked: what for, where it stands, and what the reader can do. */
export function AskCard({ ask }: { ask: Ask }) {
  const t = useT();
  const format = useFormat();
  const { executive, client, subject, stake, start, minutes, place, state, meeting, yours } = ask;
  const time = meeting?.start ?? start;
  const canAnswer = yours === "answer" && !["held", "debriefed", "ended"].includes(state);
  return (
    <li className={`${card["frame"]} ${styles["card"]}`}>
      <div className={styles["top"]}>
        <h3 className={styles["subject"]}>{subject}</h3>
        <span className={styles["state"]}>{t(`ask.state.${state}`)}</span>
      </div>
      <p>
        {executive.name}
        {client !== null && ` · ${client.name}`}
        <span className={card["quiet"]}>
          {" · "}
          <time dateTime={time}>
            {format.shortDay(time)}, {format.time(time)}
          </time>
          {" · "}
          {t("plan.minutes", { count: minutes })}
          {place !== null && ` · ${place}`}
        </span>
      </p>
      {stake !== "" && <p className={styles["stake"]}>{stake}</p>}
      <LastAnswer ask={ask} />
      {canAnswer && <AskAnswer ask={ask} />}
      {ask.private !== null && <AskOptions ask={ask} told={ask.private} />}
    </li>
  );
}

/** The last answer: what, by whom, for whom. */
function LastAnswer({ ask: { answer, executive } }: { ask: Ask }) {
  const t = useT();
  const format = useFormat();
  if (answer === null) return null;
  const { kind, at, by, forOther, why, instead } = answer;
  const said = [
    t(`ask.answer.${kind}`),
    ...(why !== null && instead === null ? [t(`ask.why.${why}`)] : []),
    ...(instead !== null ? [t("ask.instead", { name: instead.name })] : []),
    ...(forOther ? [t("ask.forOther", { name: by.name, executive: executive.name })] : []),
  ];
  return (
    <p className={card["quiet"]}>
      {said.join(" · ")} · <time dateTime={at}>{format.ago(at)}</time>
    </p>
  );
}
