import { Select } from "@fluentui/react-components";

type Props = {
  label: string;
  /** What stands for no choice; without it there is always one. */
  all?: string;
  /** What is chosen; null for none. */
  value: string | null;
  /** Each value with its words. */
  options: readonly (readonly [value: string, words: string])[];
  /** The words for a choice that is not among the options, which an old address may hold; the value itself without it. */
  unknown?: string;
  onChoose: (value: string | null) => void;
  /** For a place where several stand side by side. */
  small?: boolean;
};

/** One choice out of a list. A choice that is not in the list any more is shown all the same, so that it can be given up. */
export function Choice({ label, all, value, options, unknown, onChoose, small = false }: Props) {
  const isKnown = value === null || options.some(([one]) => one === value);
  return (
    <Select
      aria-label={label}
      size={small ? "small" : "medium"}
      value={value ?? ""}
      onChange={(_event, chosen) => onChoose(chosen.value === "" ? null : chosen.value)}
    >
      {all !== undefined && <option value="">{all}</option>}
      {!isKnown && <option value={value}>{unknown ?? value}</option>}
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </Select>
  );
}
