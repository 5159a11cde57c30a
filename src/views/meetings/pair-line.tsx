import { Button } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons";
import type { Pair } from "../../contract/pairs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { CadenceSelect } from "./cadence-select.tsx";
import { usePairFacts } from "./pair-facts.ts";
import styles from "./pairs.module.css";
import { useKeepPair } from "./use-keep-pair.ts";

type Props = { pair: Pair; dealId: string; mayKeep: boolean };

/** One pair on a phone: what is known of it, and for the account manager the cadence and a touch by hand. */
export function PairLine({ pair, dealId, mayKeep }: Props) {
  const t = useT();
  const { now } = useSurroundings();
  const { isKeeping, keep } = useKeepPair(dealId, pair);
  const { executive, contact, everyDays, overdue } = pair;
  const { last, next, due } = usePairFacts()(pair);
  const names = { ours: executive.name, theirs: contact.name };
  return (
    <li className={styles["line"]}>
      <span>
        {t("pairs.pair", names)}
        {due !== null && (
          <span className={styles["due"]} data-overdue={overdue}>
            {overdue && <WarningRegular aria-hidden="true" />}
            {due}
          </span>
        )}
        <span className={`${card["quiet"]} ${styles["quiet"]}`}>
          {[last, ...(next === null ? [] : [next])].join(" · ")}
        </span>
      </span>
      {mayKeep && (
        <span className={styles["actions"]}>
          <CadenceSelect
            label={t("pairs.everyOf", names)}
            value={everyDays}
            onChange={(days) => keep({ everyDays: days, touchedAt: null })}
          />
          <Button
            aria-label={t("pairs.touchedOf", names)}
            disabled={isKeeping}
            onClick={() => keep({ everyDays, touchedAt: new Date(now()).toISOString() })}
          >
            {t("pairs.touched")}
          </Button>
        </span>
      )}
    </li>
  );
}
