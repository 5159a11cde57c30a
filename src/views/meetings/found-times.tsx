import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { BestSlots } from "./best-slots.tsx";
import { Concessions } from "./concessions.tsx";
import { DayStrips } from "./day-strips.tsx";
import type { Found } from "./found.ts";
import styles from "./meetings.module.css";
import type { Choice } from "./plan-draft.ts";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** The times a search found: the best first, or what would have to give, and every other time with its reasons. */
export function FoundTimes({ found, chosen, onChoose }: Props) {
  const t = useT();
  return (
    <section className={styles["found"]} aria-label={t("slots.title")}>
      <PeopleLine found={found} />
      {found.slots.length > 0 ? (
        <BestSlots found={found} chosen={chosen} onChoose={onChoose} />
      ) : (
        <Concessions found={found} chosen={chosen} onChoose={onChoose} />
      )}
      <DayStrips found={found} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

/** Whose hours were kept, and whose could not be: unknown is never free. */
function PeopleLine({ found: { people } }: { found: Found }) {
  const t = useT();
  const format = useFormat();
  const unknown = people.filter(({ known, required }) => !known && required);
  return (
    <>
      <p className={styles["quiet"]}>
        {people
          .map(({ name, zone }) => (zone === null ? name : `${name} (${format.place(zone)})`))
          .join(" · ")}
      </p>
      {unknown.length > 0 && (
        <p className={styles["warning"]}>
          {t("slots.unknown", { names: format.list(unknown.map(({ name }) => name)) })}
        </p>
      )}
    </>
  );
}
