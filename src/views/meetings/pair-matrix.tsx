import { type KeyboardEvent, lazy, Suspense, useState } from "react";
import type { Pair } from "../../contract/pairs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { PairButton, PairFactsIn } from "./pair-cell.tsx";
import { tableOf } from "./pair-order.ts";
import styles from "./pairs.module.css";

const EditPair = lazy(async () => ({ default: (await import("./edit-pair.tsx")).EditPair }));

type Props = { pairs: readonly Pair[]; dealId: string; mayKeep: boolean };
type Place = { row: number; column: number };

/**
 * Our executives down, theirs across. For the account manager a grid: one stop of Tab, arrows go from pair to pair, Enter
 * opens one. For the others a table to read.
 */
export function PairMatrix({ pairs, dealId, mayKeep }: Props) {
  const t = useT();
  const { ours, theirs, cells } = tableOf(pairs);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [opened, setOpened] = useState<Pair | null>(null);
  const stop = {
    row: Math.min(place.row, ours.length - 1),
    column: Math.min(place.column, theirs.length - 1),
  };

  function onKey(event: KeyboardEvent<HTMLTableElement>) {
    const next = moved(stop, event, { row: ours.length - 1, column: theirs.length - 1 });
    if (next === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus();
  }

  return (
    // What scrolls must be reachable by keyboard.
    <div className={`${card["frame"]} ${styles["frame"]}`} {...(!mayKeep && { tabIndex: 0 })}>
      <table
        className={styles["matrix"]}
        aria-label={t("pairs.title")}
        {...(mayKeep && { role: "grid", onKeyDown: onKey })}
      >
        <thead>
          <tr>
            <td className={styles["corner"]}>{t("pairs.corner")}</td>
            {theirs.map(({ id, name, role }) => (
              <th key={id} scope="col">
                {name}
                {role !== null && <span className={styles["role"]}>{t(`buying.${role}`)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ours.map(({ id, name, title }, row) => (
            <tr key={id}>
              <th scope="row">
                {name}
                {title !== null && <span className={styles["role"]}>{title}</span>}
              </th>
              {cells[row]?.map((pair, column) => (
                <td key={theirs[column]?.id} data-overdue={pair?.overdue ?? false}>
                  {pair !== null && mayKeep && (
                    <PairButton
                      pair={pair}
                      at={`${row} ${column}`}
                      tabIndex={row === stop.row && column === stop.column ? 0 : -1}
                      onFocus={() => setPlace({ row, column })}
                      onOpen={() => setOpened(pair)}
                    />
                  )}
                  {pair !== null && !mayKeep && <PairFactsIn pair={pair} mayKeep={false} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {opened !== null && (
        <Suspense>
          <EditPair pair={opened} dealId={dealId} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Where a key leads; null for a key that leads nowhere. With Control, Home and End go to the corners. */
function moved({ row, column }: Place, { key, ctrlKey }: KeyboardEvent, last: Place): Place | null {
  const places: Record<string, Place> = {
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? last.row : row, column: last.column },
  };
  const next = places[key];
  if (next === undefined || next.row < 0 || next.column < 0) return null;
  return next.row > last.row || next.column > last.column ? null : next;
}
