import { Button, Input, Select } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./form.module.css";

/** Something promised in a meeting while it is written down; `due` is a day ("2026-03-02"), "" for none. */
export type Promised = { id: string; text: string; ownerId: string; due: string };

type Props = {
  deal: Deal;
  myId: string | null;
  promises: readonly Promised[];
  onChange: (promises: Promised[]) => void;
};

/** Who promised what by when; each becomes a task of its owner's. */
export function PromisesField({ deal, myId, promises, onChange }: Props) {
  const t = useT();
  const change = (id: string, part: Partial<Promised>) =>
    onChange(promises.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const add = () =>
    onChange([
      ...promises,
      { id: crypto.randomUUID(), text: "", ownerId: myId ?? deal.seats[0]?.person.id ?? "", due: "" },
    ]);
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("debrief.promises")}</legend>
      {promises.map(({ id, text, ownerId, due }) => (
        <div key={id} className={styles["promise"]}>
          <Input
            aria-label={t("debrief.what")}
            placeholder={t("debrief.what")}
            value={text}
            maxLength={255}
            onChange={(_event, { value }) => change(id, { text: value })}
          />
          <Select
            aria-label={t("debrief.owner")}
            value={ownerId}
            onChange={(_event, { value }) => change(id, { ownerId: value })}
          >
            {deal.seats.map(({ person }) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
          <Input
            type="date"
            aria-label={t("debrief.due")}
            value={due}
            onChange={(_event, { value }) => change(id, { due: value })}
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("debrief.drop")}
            onClick={() => onChange(promises.filter((one) => one.id !== id))}
          />
        </div>
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={add}>
          {t("debrief.add")}
        </Button>
      </div>
    </fieldset>
  );
}
