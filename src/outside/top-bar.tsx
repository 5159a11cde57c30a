import { Button, Select } from "@fluentui/react-components";
import { QuestionCircleRegular } from "@fluentui/react-icons";
import { useFormat } from "../ui/format.ts";
import { useT } from "../ui/language/language.tsx";
import { LanguageSwitch } from "../ui/language/language-switch.tsx";
import { type Choices, LOOKS, type Look } from "./choices.ts";
import { useStage } from "./stage.tsx";
import { useTenantTime } from "./tenant-clock.ts";
import styles from "./top-bar.module.css";

type Props = { look: Look; choose: (change: Partial<Choices>) => void; onTour: () => void };

/** What this page is, what time it is in the tenant, and how the page looks and speaks. */
export function TopBar({ look, choose, onTour }: Props) {
  const t = useT();
  const { cast } = useStage();
  return (
    <header className={styles["bar"]}>
      <p className={styles["what"]}>
        <strong className={styles["brand"]}>{t("outside.brand")}</strong>{" "}
        <span className={styles["about"]}>
          {t("outside.about", { company: cast.organization.displayName })}
        </span>
      </p>
      <div className={styles["tools"]}>
        <OfficeTime />
        <Button
          className={styles["tool"]}
          size="small"
          appearance="subtle"
          icon={<QuestionCircleRegular />}
          onClick={onTour}
        >
          <span className={styles["label"]}>{t("outside.tour")}</span>
        </Button>
        <Select
          className={styles["tool"]}
          size="small"
          aria-label={t("outside.theme")}
          value={look}
          onChange={(_event, { value }) => choose({ look: LOOKS.find((one) => one === value) ?? "system" })}
        >
          {LOOKS.map((one) => (
            <option key={one} value={one}>
              {t(`outside.theme.${one}`)}
            </option>
          ))}
        </Select>
        <LanguageSwitch />
      </div>
    </header>
  );
}

function OfficeTime() {
  const t = useT();
  const format = useFormat();
  const { tenant } = useStage();
  const now = useTenantTime(tenant);
  if (now === undefined) return null;
  return (
    <span className={styles["clock"]}>
      {t("outside.clock")}: <time dateTime={now}>{`${format.shortDay(now)}, ${format.time(now)}`}</time>
    </span>
  );
}
