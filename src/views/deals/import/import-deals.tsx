import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useT } from "../../../ui/language/language.tsx";
import { Refused } from "../../../ui/notices.tsx";
import { Section } from "../../../ui/section.tsx";
import { ChooseFile } from "./choose-file.tsx";
import styles from "./import.module.css";
import { type Chosen, readTable } from "./table.ts";
import { TableImport } from "./table-import.tsx";

/** Deals from a CRM's table: choose the file, say what its columns mean, see what would happen, let it happen. */
export function ImportDeals({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function choose(file: File): Promise<void> {
    setReading(true);
    setError(null);
    await readTable(file).then(setChosen, setError);
    setReading(false);
  }

  return (
    <div className={styles["page"]}>
      <Section
        title={t("import.title")}
        action={
          chosen?.kind === "table" && <Button onClick={() => setChosen(null)}>{t("import.another")}</Button>
        }
      >
        {chosen?.kind !== "table" && (
          <ChooseFile isReading={isReading} onChoose={(file) => void choose(file)} />
        )}
        {chosen?.kind === "refused" && (
          <div className={styles["refused"]} role="alert">
            {t(`import.refused.${chosen.why}`, { name: chosen.name })}
          </div>
        )}
        {error !== null && <Refused error={error} />}
      </Section>
      {chosen?.kind === "table" && <TableImport name={chosen.name} table={chosen.table} onDone={onDone} />}
    </div>
  );
}
