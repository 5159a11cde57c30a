import { MailCheckmarkRegular, MailWarningRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import { useStage } from "../stage.tsx";
import { chiefOf, colleagueNamed } from "../tenant/people.ts";
import { ChiefCard } from "./chief-card.tsx";
import { LetterCard } from "./letter-card.tsx";
import { LoseCard } from "./lose-card.tsx";
import { OverCard } from "./over-card.tsx";
import { TimeCard } from "./time-card.tsx";
import type { Sent } from "./use-writing.ts";
import { VacationCard } from "./vacation-card.tsx";
import styles from "./world.module.css";

/** The world around the company: what clients, executives, time and bad luck can do. */
export function World({ onSent, onOver }: { onSent: (sent: Sent) => void; onOver: () => void }) {
  const t = useT();
  const { cast } = useStage();
  const chief = chiefOf(cast);
  const expert = colleagueNamed(cast, "ivan.petrov");
  return (
    <section className={styles["world"]} aria-labelledby="world-title">
      <div className={styles["head"]}>
        <h2 id="world-title" className={styles["title"]}>
          {t("world.title")}
        </h2>
        <p className={styles["hint"]}>{t("world.hint")}</p>
      </div>
      <ul className={styles["cards"]}>
        <LetterCard
          first
          preset="delivery"
          title={t("world.around")}
          why={t("world.aroundWhy")}
          icon={<MailWarningRegular />}
          onSent={onSent}
        />
        <LetterCard
          preset="answer"
          title={t("world.right")}
          why={t("world.rightWhy")}
          icon={<MailCheckmarkRegular />}
          onSent={onSent}
        />
        {chief !== undefined && <ChiefCard chief={chief} />}
        <TimeCard />
        <LoseCard />
        {expert !== undefined && <VacationCard expert={expert} />}
        <OverCard onOver={onOver} />
      </ul>
    </section>
  );
}
