import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { sensitivity } from "../../contract/deal-parts.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";

type Props = { value: Deal["sensitivity"]; onChange: (kind: Deal["sensitivity"]) => void };

/** Asks who gets into the deal's room. */
export function RoomKind({ value, onChange }: Props) {
  const t = useT();
  return (
    <Field label={t("field.sensitivity")}>
      <RadioGroup value={value} onChange={(_event, chosen) => onChange(sensitivity.parse(chosen.value))}>
        {sensitivity.options.map((kind) => (
          <Radio key={kind} value={kind} label={t(`sensitivity.${kind}Long`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
