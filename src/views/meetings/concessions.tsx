import type { ConcessionStep } from "../../contract/meeting-wants.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Empty } from "../../ui/notices.tsx";
import type { Found } from "./found.ts";
import type { Choice } from "./plan-draft.ts";
import styles from "./slots.module.css";
import { TheirTimes } from "./their-times.tsx";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** Nothing fits: the least that would have to give, each with the time it opens. */
export function Concessions({ found: { concessions, people }, chosen, onChoose }: Props) {
  const t = useT();
  const format = useFormat();
  if (concessions.length === 0) return <Empty title={t("slots.none")}>{t("slots.noneNext")}</Empty>;
  const isChosen = (one: Choice) =>
    chosen?.start === one.start && JSON.stringify(chosen.steps) === JSON.stringify(one.steps);
  return (
    <>
      <h3 className={styles["title"]}>{t("slots.concede")}</h3>
      <ul className={styles["slots"]}>
        {concessions.map(({ start, end, steps }) => (
          <li key={`${start} ${JSON.stringify(steps)}`}>
            <button
              type="button"
              className={styles["slot"]}
              aria-pressed={isChosen({ start, steps })}
              onClick={() => onChoose({ start, steps })}
            >
              <strong>{steps.map((step) => stepSentence(t, step, people)).join(" · ")}</strong>
              <span>
                {t("meeting.when", {
                  day: format.shortDay(start),
                  from: format.time(start),
                  to: format.time(end),
                })}
              </span>
              <TheirTimes start={start} people={people} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One thing given up, in words. */
export function stepSentence(
  t: Translate,
  { what, personId, minutes }: ConcessionStep,
  people: Found["people"],
): string {
  const name = people.find(({ id }) => id === personId)?.name ?? "";
  return t(`slots.step.${what}`, { name, count: minutes ?? 0 });
}
