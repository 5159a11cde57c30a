import { Field, Select } from "@fluentui/react-components";

type Props = {
  label: string;
  value: number;
  choices: readonly number[];
  /** How a choice is said. */
  words: (choice: number) => string;
  onChange: (value: number) => void;
};

/** One number out of a few, each in words. */
export function NumberField({ label, value, choices, words, onChange }: Props) {
  return (
    <Field label={label}>
      <Select value={String(value)} onChange={(_event, data) => onChange(Number(data.value))}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
