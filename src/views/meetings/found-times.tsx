import { useEffect, useRef } from "react";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { BestSlots } from "./best-slots.tsx";
import { Concessions } from "./concessions.tsx";
import type { Found } from "./found.ts";
import type { Choice } from "./plan-draft.ts";
import styles from "./slots.module.css";
import { WeekStrips } from "./week-strips.tsx";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** The times a search found: the best first, or what would have to give, and every other time with its reasons. */
export function FoundTimes({ found, chosen, onChoose }: Props) {
  const t = useT();
  const section = useRef<HTMLElement>(null);
  useEffect(() => bringIntoView(section.current), []);
  return (
    <section ref={section} className={styles["found"]} aria-label={t("slots.title")}>
      <PeopleLine found={found} />
      {found.slots.length > 0 ? (
        <BestSlots found={found} chosen={chosen} onChoose={onChoose} />
      ) : (
        <Concessions found={found} chosen={chosen} onChoose={onChoose} />
      )}
      <WeekStrips found={found} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

/**
 * The times stand below the plan, where a small window does not show them. Only the window that holds them is scrolled, and
 * the focus stays where it is. Moving softly is left to those who have not asked for less motion.
 */
function bringIntoView(section: HTMLElement | null): void {
  const frame = section?.closest("dialog");
  if (!section || !frame) return;
  const top = section.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  if (top < frame.clientHeight / 2) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  frame.scrollBy({ top: top - LEFT_ABOVE, behavior });
}

/** So many pixels of the plan stay in sight, the button that found the times among them. */
const LEFT_ABOVE = 64;

/** Whose hours were kept, and whose could not be: unknown is never free. */
function PeopleLine({ found: { people } }: { found: Found }) {
  const t = useT();
  const format = useFormat();
  const bare = people.filter(({ hasMailbox }) => hasMailbox === false);
  const unknown = people.filter((one) => !one.known && one.required && !bare.includes(one));
  const names = (ones: typeof people) => format.list(ones.map(({ name }) => name));
  return (
    <>
      <p className={card["quiet"]}>
        {people
          .map(({ name, zone }) => (zone === null ? name : `${name} (${format.place(zone)})`))
          .join(" · ")}
      </p>
      {unknown.length > 0 && (
        <p className={styles["warning"]}>{t("slots.unknown", { names: names(unknown) })}</p>
      )}
      {bare.length > 0 && <p className={styles["warning"]}>{t("slots.noMailbox", { names: names(bare) })}</p>}
    </>
  );
}
