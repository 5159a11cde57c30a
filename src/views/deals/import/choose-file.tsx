import { DocumentTableRegular } from "@fluentui/react-icons";
import { type DragEvent, useState } from "react";
import card from "../../../ui/card.module.css";
import { useT } from "../../../ui/language/language.tsx";
import styles from "./import.module.css";

type Props = { isReading: boolean; onChoose: (file: File) => void };

/** Where a file is chosen or dropped. */
export function ChooseFile({ isReading, onChoose }: Props) {
  const t = useT();
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onChoose(file);
  }

  return (
    <label
      className={styles["drop"]}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <DocumentTableRegular aria-hidden="true" className={styles["icon"] ?? ""} />
      <span className={styles["dropTitle"]}>{t(isReading ? "import.reading" : "import.choose")}</span>
      <span className={`${card["quiet"]} ${styles["quiet"]}`}>{t("import.chooseHint")}</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        className={styles["file"]}
        disabled={isReading}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again after it was corrected.
          currentTarget.value = "";
          if (file !== undefined) onChoose(file);
        }}
      />
    </label>
  );
}
