import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Slot } from "../../contract/meeting-slots.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Found } from "./found.ts";
import type { Choice } from "./plan-draft.ts";
import styles from "./slots.module.css";
import { TheirTimes } from "./their-times.tsx";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** So many times are shown at first. */
const FIRST = 5;

/** The best times, each with everybody's own clock, and with who could not come. */
export function BestSlots({ found: { slots, people }, chosen, onChoose }: Props) {
  const t = useT();
  const [withAll, setWithAll] = useState(false);
  const shown = withAll ? slots : slots.slice(0, FIRST);
  return (
    <>
      <h3 className={styles["title"]}>{t("slots.best")}</h3>
      <ol className={styles["slots"]}>
        {shown.map((slot) => (
          <li key={slot.start}>
            <button
              type="button"
              className={styles["slot"]}
              aria-pressed={chosen?.start === slot.start && chosen.steps.length === 0}
              onClick={() => onChoose({ start: slot.start, steps: [] })}
            >
              <SlotTime slot={slot} />
              <TheirTimes start={slot.start} people={people} />
              <SlotNotes slot={slot} people={people} />
            </button>
          </li>
        ))}
      </ol>
      {slots.length > FIRST && !withAll && (
        <div>
          <Button size="small" appearance="subtle" onClick={() => setWithAll(true)}>
            {t("slots.more", { count: slots.length - FIRST })}
          </Button>
        </div>
      )}
    </>
  );
}

function SlotTime({ slot: { start, end } }: { slot: Slot }) {
  const t = useT();
  const format = useFormat();
  return (
    <strong>
      {t("meeting.when", { day: format.shortDay(start), from: format.time(start), to: format.time(end) })}
    </strong>
  );
}

/** Why it stands where it stands, and who of the optional people would miss it. */
function SlotNotes({ slot: { terms, without, inOutlook }, people }: { slot: Slot; people: Found["people"] }) {
  const t = useT();
  const format = useFormat();
  // That optional people can come is worth saying only where there are any.
  const hasOptional = people.some(({ required }) => !required);
  const strongest = [...terms]
    .filter(({ name, points }) => points > 0 && (name !== "attendance" || hasOptional))
    .sort((one, other) => other.points - one.points);
  const names = without.map(({ personId }) => people.find(({ id }) => id === personId)?.name ?? "");
  return (
    <span className={card["quiet"]}>
      {format.list(strongest.slice(0, 2).map(({ name }) => t(`slots.term.${name}`)))}
      {inOutlook === true && ` · ${t("slots.inOutlook")}`}
      {names.length > 0 && ` · ${t("slots.without", { names: format.list(names) })}`}
    </span>
  );
}
