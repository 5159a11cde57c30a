import { Checkbox, Input, Select } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { stage } from "../../contract/deal-parts.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./my-deals.module.css";
import { SORTS, type Wanted } from "./use-wanted.ts";

/** How long somebody may pause in a word before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

type Props = { wanted: Wanted; onWant: (part: Partial<Wanted>) => void };

/** Search, stage and order of the list of deals. `onWant` is told after each choice, and when typing pauses. */
export function FindDeals({ wanted, onWant }: Props) {
  const t = useT();
  return (
    <search className={styles["find"]}>
      <Search wanted={wanted} onWant={onWant} />
      <Select
        aria-label={t("find.stage")}
        value={wanted.stage ?? ""}
        onChange={(_event, { value }) =>
          onWant({ stage: stage.options.find((one) => one === value) ?? null })
        }
      >
        <option value="">{t("find.allStages")}</option>
        {stage.options.map((one) => (
          <option key={one} value={one}>
            {t(`stage.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("find.sort")}
        value={wanted.sort}
        onChange={(_event, { value }) => onWant({ sort: SORTS.find((one) => one === value) ?? "close" })}
      >
        {SORTS.map((one) => (
          <option key={one} value={one}>
            {t(`find.by.${one}`)}
          </option>
        ))}
      </Select>
      <span className={styles["checks"]}>
        <Checkbox
          label={t("find.mine")}
          checked={wanted.isMine}
          onChange={(_event, { checked }) => onWant({ isMine: checked === true })}
        />
        <Checkbox
          label={t("find.archived")}
          checked={wanted.isArchived}
          onChange={(_event, { checked }) => onWant({ isArchived: checked === true })}
        />
      </span>
    </search>
  );
}

function Search({ wanted: { search }, onWant }: Props) {
  const t = useT();
  const [typed, type] = useState(search);
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => onWant({ search: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, onWant]);
  return (
    <Input
      type="search"
      aria-label={t("find.search")}
      placeholder={t("find.search")}
      maxLength={120}
      value={typed}
      onChange={(_event, { value }) => type(value)}
    />
  );
}
