import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { CsvTable } from "../../../domain/deals/csv-read.ts";
import { guessColumns } from "../../../domain/deals/import-columns.ts";
import card from "../../../ui/card.module.css";
import { useFormat } from "../../../ui/format.ts";
import { useLanguage, useT } from "../../../ui/language/language.tsx";
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
        <WhatWasRead name={name} table={table} />
        <Columns table={table} reading={reading} isFixed={isBusy || phase === "imported"} onChange={change} />
        {!hasClient && (
          <div className={styles["refused"]} role="alert">
            {t("import.noClient")}
          </div>
        )}
        {phase === "idle" && (
          <Next isReady={hasClient} onClick={() => check(reading)}>
            {t("import.check")}
          </Next>
        )}
      </Section>
      {isBusy && <ProgressLine progress={progress} onStop={reset} />}
      {error !== null && <Refused error={error} onRetry={() => goOn(reading)} />}
      {phase === "imported" && <GoodLine>{t("import.done", { count: fresh })}</GoodLine>}
      {(phase === "checked" || phase === "imported") && (
        <Outcome table={table} rows={rows} isDone={phase === "imported"} />
      )}
      {phase === "checked" && (
        <Next isReady={fresh > 0} onClick={() => run(reading)}>
          {t("import.run", { count: fresh })}
        </Next>
      )}
      {phase === "imported" && <Next onClick={onDone}>{t("import.toDeals")}</Next>}
    </>
  );
}

function WhatWasRead({ name, table: { rows, encoding, openQuote } }: Pick<Props, "name" | "table">) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p className={`${card["quiet"]} ${styles["quiet"]}`}>
        {t("import.read", {
          ...{ name, count: rows.length, rows: format.number(rows.length) },
          encoding: encoding.toUpperCase(),
        })}
      </p>
      {openQuote !== null && (
        <div className={styles["refused"]} role="alert">
          {t("import.openQuote", { line: openQuote })}
        </div>
      )}
    </>
  );
}

type NextProps = { isReady?: boolean; onClick: () => void; children: ReactNode };

/** The one button that leads on. */
function Next({ isReady = true, onClick, children }: NextProps) {
  return (
    <div>
      <Button appearance="primary" disabled={!isReady} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}
