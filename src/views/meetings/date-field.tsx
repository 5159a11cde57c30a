import { Field, Input } from "@fluentui/react-components";

type Props = {
  label: string;
  type: "date" | "time";
  value: string;
  /** What is wrong with it, in words; false for nothing. */
  wrong?: string | false;
  onChange: (value: string) => void;
};

/** A day ("2026-03-02") or a time of day ("10:00"); "" while nothing is filled in. */
export function DateField({ label, type, value, wrong = false, onChange }: Props) {
  return (
    <Field label={label} {...(wrong !== false && { validationMessage: wrong })}>
      <Input type={type} value={value} onChange={(_event, data) => onChange(data.value)} />
    </Field>
  );
}
