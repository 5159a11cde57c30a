import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { Pair } from "../../contract/pairs.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { CadenceSelect } from "./cadence-select.tsx";
import styles from "./form.module.css";
import { usePairFacts } from "./pair-facts.ts";
import { useKeepPair } from "./use-keep-pair.ts";
import { instantIn } from "./wall-clock.ts";

type Props = { pair: Pair; dealId: string; onClose: () => void };

/** How often a pair shall meet, and a touch that no calendar and no mailbox knows of. */
export function EditPair({ pair, dealId, onClose }: Props) {
  const t = useT();
  const format = useFormat();
  const { zone, now } = useSurroundings();
  const { isKeeping, keep } = useKeepPair(dealId, pair);
  const [everyDays, setEveryDays] = useState(pair.everyDays);
  const [day, setDay] = useState("");
  const { last, next, due } = usePairFacts()(pair);
  const names = { ours: pair.executive.name, theirs: pair.contact.name };
  const atNow = new Date(now()).toISOString();
  const today = format.isoDay(atNow);
  const isAhead = day > today;
  // A day is told without its hour; noon lies in it, whatever the clocks do.
  const touchedAt = day === today ? atNow : instantIn(day, "12:00", zone);

  return (
    <Window title={t("pairs.pair", names)} onClose={onClose}>
      <p>{[due, last, next].filter((one) => one !== null).join(" · ")}</p>
      <div className={styles["grid"]}>
        <Field label={t("pairs.often")}>
          <CadenceSelect label={t("pairs.everyOf", names)} value={everyDays} onChange={setEveryDays} />
        </Field>
        <Field
          label={t("pairs.touchedOn")}
          hint={t("pairs.touchedHint")}
          {...(isAhead && { validationMessage: t("pairs.ahead") })}
        >
          <Input type="date" value={day} max={today} onChange={(_event, { value }) => setDay(value)} />
        </Field>
      </div>
      <WindowActions>
        <Button disabled={isKeeping} onClick={() => keep({ everyDays, touchedAt: atNow }, onClose)}>
          {t("pairs.touched")}
        </Button>
        <Button
          appearance="primary"
          disabled={isKeeping || isAhead}
          onClick={() => keep({ everyDays, touchedAt }, onClose)}
        >
          {t("debrief.keep")}
        </Button>
      </WindowActions>
    </Window>
  );
}
