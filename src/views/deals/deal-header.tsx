import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { SpokespersonMark } from "../../ui/mark.tsx";
import styles from "./deal-header.module.css";

const HandOverVoice = lazy(async () => ({ default: (await import("./hand-over-voice.tsx")).HandOverVoice }));

/** The top of a deal's page: what it is, and who speaks. */
export function DealHeader({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const [isHandingOver, setHandingOver] = useState(false);
  const leads = deal.yourRole === "accountManager";
  const facts = [
    t(`stage.${deal.stage}`),
    deal.value === null ? null : format.money(deal.value),
    deal.tenderDate === null ? null : t("deals.tender", { day: format.day(deal.tenderDate) }),
    deal.closeDate === null ? null : t("deals.closes", { day: format.day(deal.closeDate) }),
    deal.sensitivity === "private" ? t("sensitivity.private") : null,
  ].filter((fact) => fact !== null);
  return (
    <header className={styles["header"]}>
      <div className={styles["names"]}>
        <h1 className={styles["name"]}>{deal.name}</h1>
        <p className={styles["account"]}>{deal.account}</p>
        <p className={styles["facts"]}>{facts.join("\u00a0· ")}</p>
      </div>
      <div className={styles["voice"]}>
        <SpokespersonMark speaker={deal.speaker} />
        <div className={styles["action"]}>
          {leads ? (
            <Button onClick={() => setHandingOver(true)}>{t("voice.handOver")}</Button>
          ) : (
            <span className={styles["why"]}>{t("voice.handOverWho")}</span>
          )}
        </div>
      </div>
      {isHandingOver && (
        <Suspense>
          <HandOverVoice deal={deal} onClose={() => setHandingOver(false)} />
        </Suspense>
      )}
    </header>
  );
}
