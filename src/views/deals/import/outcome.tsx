import { Button } from "@fluentui/react-components";
import type { ImportedRow } from "../../../contract/deal-import.ts";
import type { CsvTable } from "../../../domain/deals/csv-read.ts";
import { writeCsv } from "../../../domain/deals/csv-write.ts";
import card from "../../../ui/card.module.css";
import { useFormat } from "../../../ui/format.ts";
import { useT } from "../../../ui/language/language.tsx";
import type { Translate } from "../../../ui/language/translate.ts";
import { Section } from "../../../ui/section.tsx";
import { saveText } from "../save-text.ts";
import styles from "./import.module.css";

const STATES = ["new", "known", "twice", "wrong"] as const;
/** So many lines are shown; the rest is in the file that can be saved. */
const SHOWN = 100;
/** So many new deals are named. */
const NAMED = 5;

type Props = { table: CsvTable; rows: readonly ImportedRow[]; isDone: boolean };

/** What becomes, or became, of the table: in numbers, and line by line where something is wrong. */
export function Outcome({ table, rows, isDone }: Props) {
  const wrong = rows.filter(({ state }) => state === "wrong");
  return (
    <>
      {!isDone && <Preview rows={rows} />}
      {wrong.length > 0 && <Faults table={table} wrong={wrong} />}
    </>
  );
}

function Preview({ rows }: Pick<Props, "rows">) {
  const t = useT();
  const format = useFormat();
  const fresh = rows.filter(({ state }) => state === "new").map(({ name }) => name);
  const more = fresh.length - NAMED;
  return (
    <Section title={t("import.preview")}>
      <ul className={styles["counts"]}>
        {STATES.map((state) => {
          const count = rows.filter((row) => row.state === state).length;
          return (
            <li key={state} className={`${card["frame"]} ${styles["count"]}`} data-state={state}>
              <strong>{format.number(count)}</strong> {t(`import.state.${state}`, { count })}
            </li>
          );
        })}
      </ul>
      {fresh.length > 0 && (
        <p className={`${card["quiet"]} ${styles["quiet"]}`}>
          {more > 0
            ? t("import.names", { names: fresh.slice(0, NAMED).join(", "), count: more })
            : fresh.join(", ")}
        </p>
      )}
    </Section>
  );
}

function Faults({ table, wrong }: { table: CsvTable; wrong: readonly ImportedRow[] }) {
  const t = useT();
  const save = (
    <Button size="small" onClick={() => saveText("faults.csv", faultsTable(table, wrong, t))}>
      {t("import.saveFaults")}
    </Button>
  );
  return (
    <Section title={t("import.faults")} count={wrong.length} action={save}>
      <table className={styles["faults"]}>
        <thead>
          <tr>
            <th scope="col">{t("import.line")}</th>
            <th scope="col">{t("importField.name")}</th>
            <th scope="col">{t("import.what")}</th>
          </tr>
        </thead>
        <tbody>
          {wrong.slice(0, SHOWN).map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td>{row.name}</td>
              <td>{faultWords(row, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {wrong.length > SHOWN && (
        <p className={`${card["quiet"]} ${styles["quiet"]}`}>
          {t("import.more", { count: wrong.length - SHOWN })}
        </p>
      )}
    </Section>
  );
}

function faultWords({ faults }: ImportedRow, t: Translate): string {
  return faults.map(({ field, why }) => `${t(`importField.${field}`)}: ${t(`import.why.${why}`)}`).join("; ");
}

/** The lines that are wrong, as they were, with the reason behind: to be corrected and imported again. */
function faultsTable({ header, rows }: CsvTable, wrong: readonly ImportedRow[], t: Translate): string {
  const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]));
  const reason = t("import.what");
  return writeCsv([
    [...header, reason],
    ...wrong.map((row) => {
      const cells = cellsOf.get(row.line) ?? [];
      return [...header.map((_title, place) => cells[place] ?? ""), faultWords(row, t)];
    }),
  ]);
}
