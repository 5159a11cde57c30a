import { Field, Select } from "@fluentui/react-components";
import type { CsvTable } from "../../../domain/deals/csv-read.ts";
import { IMPORT_FIELDS, type ImportField } from "../../../domain/deals/import-field.ts";
import card from "../../../ui/card.module.css";
import { useT } from "../../../ui/language/language.tsx";
import styles from "./import.module.css";
import type { Reading } from "./use-import.ts";

const CURRENCIES = ["EUR", "USD", "RUB", "CHF", "GBP", "CNY", "KZT", "TRY", "AED"];

/** How days such as 03/04/2026 are meant. */
const DAY_ORDERS = { ask: null, day: true, month: false } as const;

type Props = {
  table: CsvTable;
  reading: Reading;
  isFixed: boolean;
  onChange: (part: Partial<Reading>) => void;
};

/** What each column of the table tells, with what it holds as an example; guessed first, then as the reader says. */
export function Columns({ table, reading, isFixed, onChange }: Props) {
  const { columns } = reading;

  /** One column for one field: a field that is given to a column leaves the one that had it. */
  function give(place: number, field: ImportField | null) {
    onChange({
      columns: columns.map((one, index) => {
        if (index === place) return field;
        return one === field ? null : one;
      }),
    });
  }

  return (
    <>
      <ul className={styles["columns"]}>
        {table.header.map((title, place) => (
          <Column
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear one name; their places never change.
            key={place}
            title={title}
            place={place}
            example={example(table, place)}
            field={columns[place] ?? null}
            isFixed={isFixed}
            onGive={(field) => give(place, field)}
          />
        ))}
      </ul>
      <Usage reading={reading} isFixed={isFixed} onChange={onChange} />
    </>
  );
}

type ColumnProps = {
  title: string;
  place: number;
  example: string;
  field: ImportField | null;
  isFixed: boolean;
  onGive: (field: ImportField | null) => void;
};

function Column(props: ColumnProps) {
  const t = useT();
  const { title, place, field, isFixed, onGive } = props;
  return (
    <li className={`${card["frame"]} ${styles["column"]}`}>
      <span className={styles["title"]}>
        {title || t("import.unnamed", { place: place + 1 })}
        <span className={`${card["quiet"]} ${styles["quiet"]}`}>
          {props.example || t("import.noExample")}
        </span>
      </span>
      <Select
        aria-label={t("import.means", { title: title || String(place + 1) })}
        value={field ?? ""}
        disabled={isFixed}
        onChange={(_event, { value }) => onGive(IMPORT_FIELDS.find((one) => one === value) ?? null)}
      >
        <option value="">{t("import.nothing")}</option>
        {IMPORT_FIELDS.map((name) => (
          <option key={name} value={name}>
            {t(`importField.${name}`)}
          </option>
        ))}
      </Select>
    </li>
  );
}

function Usage({ reading: { currency, dayFirst }, isFixed, onChange }: Omit<Props, "table">) {
  const t = useT();
  const order = dayFirst === null ? "ask" : dayFirst ? "day" : "month";
  return (
    <div className={styles["usage"]}>
      <Field label={t("import.currency")}>
        <Select
          value={currency}
          disabled={isFixed}
          onChange={(_event, { value }) => onChange({ currency: value })}
        >
          {CURRENCIES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </Field>
      <Field label={t("import.days")}>
        <Select
          value={order}
          disabled={isFixed}
          onChange={(_event, { value }) =>
            onChange({ dayFirst: DAY_ORDERS[value as keyof typeof DAY_ORDERS] ?? null })
          }
        >
          {(["ask", "day", "month"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`import.days.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** What the column holds in the first row that holds something. */
function example({ rows }: CsvTable, place: number): string {
  const found = rows.slice(0, 50).find(({ cells }) => (cells[place] ?? "") !== "");
  return (found?.cells[place] ?? "").slice(0, 60);
}
