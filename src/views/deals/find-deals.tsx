import { Input, Select } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type * as z from "zod/mini";
import { stage } from "../../contract/deal-parts.ts";
import type { listDeals } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./my-deals.module.css";

/** What a reader looks for among the deals. */
export type Wanted = z.output<typeof listDeals.query>;

const SORTS = ["close", "name", "account", "value", "voice"] as const;
/** How long somebody may pause in a word before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

/** Search, stage and order of the list of deals. `onWant` is told after each choice, and when typing pauses. */
export function FindDeals({ onWant }: { onWant: (wanted: Wanted) => void }) {
  const t = useT();
  const [typed, type] = useState("");
  const [only, setOnly] = useState<Wanted["stage"]>();
  const [sort, setSort] = useState<Wanted["sort"]>("close");
  useEffect(() => {
    const search = typed.trim();
    const wanted = { sort, ...(search !== "" && { search }), ...(only !== undefined && { stage: only }) };
    const timer = setTimeout(() => onWant(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, only, sort, onWant]);
  return (
    <search className={styles["find"]}>
      <Input
        type="search"
        aria-label={t("find.search")}
        placeholder={t("find.search")}
        maxLength={120}
        value={typed}
        onChange={(_event, { value }) => type(value)}
      />
      <Select
        aria-label={t("find.stage")}
        value={only ?? ""}
        onChange={(_event, { value }) => setOnly(stage.options.find((one) => one === value))}
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
        value={sort}
        onChange={(_event, { value }) => setSort(SORTS.find((one) => one === value))}
      >
        {SORTS.map((one) => (
          <option key={one} value={one}>
            {t(`find.by.${one}`)}
          </option>
        ))}
      </Select>
    </search>
  );
}
