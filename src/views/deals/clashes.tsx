import { Radio, RadioGroup } from "@fluentui/react-components";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import styles from "./clashes.module.css";

/** What two people set differently at once; both sides in words. */
export type Clash = { key: string; label: string; mine: string; theirs: string };

/** What was chosen for each clash by its key; a clash without a choice is still open. */
export type Choices = Readonly<Record<string, "mine" | "theirs">>;

type Props = { clashes: readonly Clash[]; choices: Choices; onChoose: (choices: Choices) => void };

/** Somebody else changed the same: both values side by side, and for each the choice to keep mine or to take theirs. */
export function Clashes({ clashes, choices, onChoose }: Props) {
  const t = useT();
  const open = clashes.filter(({ key }) => choices[key] === undefined).length;
  return (
    <div className={styles["clashes"]}>
      <p className={styles["what"]} role="alert">
        {t("clash.what")}
      </p>
      {clashes.map(({ key, label, mine, theirs }) => (
        <fieldset key={key} className={styles["clash"]}>
          <legend className={styles["label"]}>{label}</legend>
          <RadioGroup
            aria-label={label}
            value={choices[key] ?? ""}
            onChange={(_event, { value }) =>
              onChoose({ ...choices, [key]: value === "mine" ? "mine" : "theirs" })
            }
          >
            <Radio value="mine" label={<Side title={t("clash.mine")} value={mine} />} />
            <Radio value="theirs" label={<Side title={t("clash.theirs")} value={theirs} />} />
          </RadioGroup>
        </fieldset>
      ))}
      <p className={styles["open"]} role="status">
        {open > 0 && t("clash.open", { count: open })}
      </p>
    </div>
  );
}

function Side({ title, value }: { title: string; value: string }) {
  return (
    <>
      <span className={`${card["quiet"]} ${styles["title"]}`}>{title}</span>
      <span className={styles["value"]}>{value}</span>
    </>
  );
}
