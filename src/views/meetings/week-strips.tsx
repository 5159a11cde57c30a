import { type CSSProperties, type KeyboardEvent, useState } from "react";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Found } from "./found.ts";
import type { Choice } from "./plan-draft.ts";
import { cellSentence, reasonsOf } from "./reasons.ts";
import styles from "./slots.module.css";
import { type Cell, type Day, isIn, type Week, weeksOf } from "./strip-cells.ts";

type Props = { found: Found; chosen: Choice | null; onChoose: (choice: Choice) => void };

/** Every start of the weeks looked at, one strip a day; who stands against each is said on hover and focus. */
export function WeekStrips({ found, chosen, onChoose }: Props) {
  const t = useT();
  const format = useFormat();
  const weeks = weeksOf(found, format);
  if (weeks.length === 0) return null;
  return (
    <>
      <h3 className={styles["title"]}>{t("slots.all")}</h3>
      <p className={card["quiet"]}>{t(found.fits.length > 0 ? "slots.how" : "slots.howNone")}</p>
      <ul className={styles["weeks"]}>
        {weeks.map((week) => (
          <WeekOf key={week.title} week={week} people={found.people} chosen={chosen} onChoose={onChoose} />
        ))}
      </ul>
    </>
  );
}

type Shared = Omit<Props, "found"> & { people: Found["people"] };

function WeekOf({ week: { title, days }, people, ...rest }: Shared & { week: Week }) {
  const t = useT();
  const format = useFormat();
  const [looked, look] = useState<Cell | null>(null);
  const sentence = (cell: Cell) => cellSentence(t, format, cell, people);
  return (
    <li className={styles["week"]}>
      <div className={styles["weekHead"]}>
        <span className={styles["weekName"]}>{title}</span>
        <span className={`${card["quiet"]} ${styles["reason"]}`} aria-hidden="true">
          {looked === null ? "" : `${format.shortDay(looked.start)}, ${sentence(looked)}`}
        </span>
      </div>
      {days.map((day) => (
        <div key={day.day} className={styles["day"]}>
          <span className={styles["dayName"]}>{day.title}</span>
          {day.shut === null ? (
            <Strip day={day} sentence={sentence} onLook={look} {...rest} />
          ) : (
            <span className={`${card["quiet"]} ${styles["shut"]}`}>
              {reasonsOf(t, format, day.shut, people)}
            </span>
          )}
        </div>
      ))}
    </li>
  );
}

type StripProps = Pick<Props, "chosen" | "onChoose"> & {
  day: Day;
  sentence: (cell: Cell) => string;
  onLook: (cell: Cell | null) => void;
};

function Strip({ day: { title, cells, offset }, sentence, chosen, onChoose, onLook }: StripProps) {
  const [place, setPlace] = useState(0);

  function onKey(event: KeyboardEvent<HTMLDivElement>) {
    const moves = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: cells.length - 1 };
    const next = moves[event.key as keyof typeof moves];
    if (next === undefined || next < 0 || next >= cells.length) return;
    event.preventDefault();
    setPlace(next);
    event.currentTarget.querySelectorAll<HTMLElement>("button")[next]?.focus();
  }

  return (
    // One stop of Tab for a day; arrows go from time to time.
    <div
      role="toolbar"
      aria-label={title}
      className={styles["strip"]}
      style={{ "--offset": offset + 1 } as CSSProperties}
      onKeyDown={onKey}
    >
      {cells.map((cell, n) => (
        <button
          key={cell.start}
          type="button"
          tabIndex={n === place ? 0 : -1}
          className={styles["cell"]}
          data-fits={cell.fits}
          aria-label={sentence(cell)}
          aria-disabled={!cell.fits}
          aria-pressed={chosen !== null && chosen.steps.length === 0 && isIn(cell, chosen.start)}
          onMouseEnter={() => onLook(cell)}
          onMouseLeave={() => onLook(null)}
          onFocus={() => {
            setPlace(n);
            onLook(cell);
          }}
          onBlur={() => onLook(null)}
          onClick={() => cell.fits && onChoose({ start: cell.start, steps: [] })}
        >
          {cell.hour}
        </button>
      ))}
    </div>
  );
}
