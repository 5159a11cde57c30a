import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { stepSentence } from "./concessions.tsx";
import type { Found } from "./found.ts";
import type { Choice } from "./plan-draft.ts";
import styles from "./slots.module.css";
import { TheirTimes } from "./their-times.tsx";

/** The time that is about to be booked, by everybody's clock, and what was given up for it. */
export function ChosenTime({ choice, people }: { choice: Choice; people: Found["people"] }) {
  const t = useT();
  const format = useFormat();
  const { start, steps } = choice;
  return (
    <p className={styles["chosen"]} role="status">
      <strong>{t("plan.chosen", { day: format.shortDay(start), time: format.time(start) })}</strong>{" "}
      <TheirTimes start={start} people={people} />
      {steps.length > 0 && (
        <span className={card["quiet"]}>
          {" "}
          {steps.map((step) => stepSentence(t, step, people)).join(" · ")}
        </span>
      )}
    </p>
  );
}
