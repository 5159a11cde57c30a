import { type KeyboardEvent, useState } from "react";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Found } from "./found.ts";
import styles from "./meetings.module.css";
import type { Choice } from "./plan-draft.ts";
import { cellSentence } from "./reasons.ts";
import { type Cell, type Day, daysOf } from "./strip-cells.ts";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** Every start of the days looked at, one strip a day; who stands against each is said on hover and focus. */
export function DayStrips({ found, chosen, onChoose }: Props) {
  const t = useT();
  const format = useFormat();
  const days = daysOf(found, format);
  if (days.length === 0) return null;
  return (
    <>
      <h3 className={styles["subject"]}>{t("slots.all")}</h3>
      <p className={styles["quiet"]}>{t("slots.how")}</p>
      <ul className={styles["days"]}>
        {days.map((day) => (
          <Strip key={day.day} day={day} people={found.people} chosen={chosen} onChoose={onChoose} />
        ))}
      </ul>
    </>
  );
}

type StripProps = Omit<Props, "found"> & { day: Day; people: Found["people"] };

function Strip({ day: { title, cells }, people, chosen, onChoose }: StripProps) {
  const t = useT();
  const format = useFormat();
  const [place, setPlace] = useState(0);
  const [looked, setLooked] = useState<Cell | null>(null);
  const sentence = (cell: Cell) => cellSentence(t, format, cell, people);

  function onKey(event: KeyboardEvent<HTMLDivElement>) {
    const moves = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: cells.length - 1 };
    const next = moves[event.key as keyof typeof moves];
    if (next === undefined || next < 0 || next >= cells.length) return;
    event.preventDefault();
    setPlace(next);
    event.currentTarget.querySelectorAll<HTMLElement>("button")[next]?.focus();
  }

  return (
    <li className={styles["day"]}>
      <span className={styles["dayName"]}>{title}</span>
      {/* One stop of Tab for a day; arrows go from time to time. */}
      <div role="toolbar" aria-label={title} className={styles["strip"]} onKeyDown={onKey}>
        {cells.map((cell, n) => (
          <button
            key={cell.start}
            type="button"
            tabIndex={n === place ? 0 : -1}
            className={styles["cell"]}
            data-fits={cell.fits}
            data-hour={cell.isHour}
            aria-label={sentence(cell)}
            aria-disabled={!cell.fits}
            aria-pressed={chosen?.start === cell.start && chosen.steps.length === 0}
            onMouseEnter={() => setLooked(cell)}
            onMouseLeave={() => setLooked(null)}
            onFocus={() => {
              setPlace(n);
              setLooked(cell);
            }}
            onBlur={() => setLooked(null)}
            onClick={() => cell.fits && onChoose({ start: cell.start, steps: [] })}
          >
            {cell.isHour ? format.time(cell.start).slice(0, 2) : ""}
          </button>
        ))}
      </div>
      <p className={styles["reason"]} aria-hidden="true">
        {looked === null ? "" : sentence(looked)}
      </p>
    </li>
  );
}
