import { Field, Input, Select } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useT } from "../../ui/language/language.tsx";
import styles from "./form.module.css";

/** Whether people meet in person, and then where. */
export type Where = { inPerson: boolean; place: string };

type Props = {
  where: Where;
  isWrong?: boolean;
  onChange: (part: Partial<Where>) => void;
  /** What is asked besides of a meeting in person. */
  children?: ReactNode;
};

/** In Teams, or at a place that is then named. */
export function PlaceFields({ where: { inPerson, place }, isWrong = false, onChange, children }: Props) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <Field label={t("plan.where")}>
        <Select
          value={inPerson ? "place" : "teams"}
          onChange={(_event, { value }) => onChange({ inPerson: value === "place" })}
        >
          {(["teams", "place"] as const).map((where) => (
            <option key={where} value={where}>
              {t(`plan.where.${where}`)}
            </option>
          ))}
        </Select>
      </Field>
      {inPerson && (
        <>
          <Field label={t("plan.place")} {...(isWrong && { validationMessage: t("plan.placeWrong") })}>
            <Input
              value={place}
              maxLength={200}
              onChange={(_event, { value }) => onChange({ place: value })}
            />
          </Field>
          {children}
        </>
      )}
    </div>
  );
}
