import { CalendarRegular, EditRegular, WarningRegular } from "@fluentui/react-icons";
import type { Pair } from "../../contract/pairs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { usePairFacts } from "./pair-facts.ts";
import styles from "./pairs.module.css";

/** What is known of a pair; a sign beside the words tells what is overdue and what is planned. */
export function PairFactsIn({ pair, mayKeep }: { pair: Pair; mayKeep: boolean }) {
  const { last, next, due, cadence } = usePairFacts()(pair);
  return (
    <span className={styles["facts"]}>
      {due !== null && (
        <span className={styles["due"]} data-overdue={pair.overdue}>
          {pair.overdue && <WarningRegular aria-hidden="true" />}
          {due}
        </span>
      )}
      <span>{last}</span>
      {next !== null && (
        <span className={styles["next"]}>
          <CalendarRegular aria-hidden="true" />
          {next}
        </span>
      )}
      <span className={styles["cadence"]}>
        {cadence}
        {mayKeep && <EditRegular aria-hidden="true" />}
      </span>
    </span>
  );
}

type Props = { pair: Pair; tabIndex: 0 | -1; at: string; onFocus: () => void; onOpen: () => void };

/** A pair that the account manager may change. `at` tells the table which of its cells it is. */
export function PairButton({ pair, tabIndex, at, onFocus, onOpen }: Props) {
  const t = useT();
  return (
    <button
      type="button"
      className={styles["open"]}
      tabIndex={tabIndex}
      data-at={at}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className={card["unseen"]}>
        {t("pairs.pair", { ours: pair.executive.name, theirs: pair.contact.name })}
      </span>
      <PairFactsIn pair={pair} mayKeep />
    </button>
  );
}
