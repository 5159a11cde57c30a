import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { CsvTable } from "../../../domain/deals/csv-read.ts";
import { guessColumns } from "../../../domain/deals/import-columns.ts";
import { useFormat } from "../../../ui/format.ts";
import { useLanguage } from "../../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../../ui/notices.tsx";
import { Section } from "../../../ui/section.tsx";
import { Columns } from "./columns.tsx";
import styles from "./import.module.css";
import { Outcome } from "./outcome.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { type Reading, useImport } from "./use-import.ts";

type Props = { name: string; table: CsvTable; onDone: () => void };

/** A table that has been read: what its columns mean, what an import would do, and the import itself. */
export function TableImport({ name, table, onDone }: Props) {
  const { t, language } = useLanguage();
  const format = useFormat();
  const [reading, setReading] = useState<Reading>(() => ({
    columns: guessColumns(table.header),
    currency: language === "ru" ? "RUB" : "EUR",
    dayFirst: null,
  }));
  const { progress, check, run, goOn, reset } = useImport(table.rows);
  const { phase, rows, error } = progress;
  const isBusy = (phase === "checking" || phase === "importing") && error === null;
  const fresh = rows.filter(({ state }) => state === "new").length;
  const hasClient = reading.columns.includes("account");

  function change(part: Partial<Reading>) {
    reset();
    setReading({ ...reading, ...part });
  }

  return (
    <>
      <Section title={t("import.columns")}>
        <p className={styles["quiet"]}>
          {t("import.read", {
            name,
            rows: format.number(table.rows.length),
            encoding: table.encoding.toUpperCase(),
          })}
        </p>
        {table.openQuote !== null && (
          <p className={styles["refused"]} role="alert">
            {t("import.openQuote", { line: table.openQuote })}
          </p>
        )}
        <Columns table={table} reading={reading} isFixed={isBusy || phase === "imported"} onChange={change} />
        {!hasClient && (
          <p className={styles["refused"]} role="alert">
            {t("import.noClient")}
          </p>
        )}
        {phase === "idle" && (
          <div>
            <Button appearance="primary" disabled={!hasClient} onClick={() => check(reading)}>
              {t("import.check")}
            </Button>
          </div>
        )}
      </Section>
      {isBusy && <ProgressLine progress={progress} onStop={reset} />}
      {error !== null && <Refused error={error} onRetry={() => goOn(reading)} />}
      {phase === "imported" && <GoodLine>{t("import.done", { count: fresh })}</GoodLine>}
      {(phase === "checked" || phase === "imported") && (
        <Outcome table={table} rows={rows} isDone={phase === "imported"} />
      )}
      {phase === "checked" && (
        <div>
          <Button appearance="primary" disabled={fresh === 0} onClick={() => run(reading)}>
            {t("import.run", { count: fresh })}
          </Button>
        </div>
      )}
      {phase === "imported" && (
        <div>
          <Button appearance="primary" onClick={onDone}>
            {t("import.toDeals")}
          </Button>
        </div>
      )}
    </>
  );
}
