import { Select } from "@fluentui/react-components";
import { useT } from "../../ui/language/language.tsx";

/** Cadences to choose from, in days. */
const CADENCES = [14, 30, 60, 90, 180] as const;

type Props = { label: string; value: number | null; onChange: (everyDays: number | null) => void };

/** How often two shall meet, in days; null for no cadence. A cadence of another length stays to be chosen. */
export function CadenceSelect({ label, value, onChange }: Props) {
  const t = useT();
  const choices = [...new Set([...CADENCES, ...(value === null ? [] : [value])])];
  return (
    <Select
      aria-label={label}
      value={String(value ?? "")}
      onChange={(_event, data) => onChange(data.value === "" ? null : Number(data.value))}
    >
      <option value="">{t("pairs.noCadence")}</option>
      {choices.map((days) => (
        <option key={days} value={days}>
          {t("pairs.every", { count: days })}
        </option>
      ))}
    </Select>
  );
}
