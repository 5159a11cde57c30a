import { useRead } from "../../client/reading.tsx";
import { readDeal } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Learned } from "../../ui/language/learned.tsx";
import styles from "./deal-facts.module.css";

/** The live facts of a deal for a narrow place: stage, value, days, mail around. Nothing while they cannot be read. */
export function DealFacts({ dealId }: { dealId: string }) {
  return (
    <Learned feature="deals">
      <Facts dealId={dealId} />
    </Learned>
  );
}

function Facts({ dealId }: { dealId: string }) {
  const t = useT();
  const format = useFormat();
  const follows = { topics: ["deals", "room", "incidents"], dealId } as const;
  const { data: deal } = useRead(readDeal, { params: { dealId } }, follows);
  if (deal === undefined) return null;
  const { stage, value, tenderDate, closeDate, openIncidents, voiceShare } = deal;
  const facts = [
    t(`stage.${stage}`),
    value === null ? null : format.money(value),
    tenderDate === null ? null : t("deals.tender", { day: format.day(tenderDate) }),
    closeDate === null ? null : t("deals.closes", { day: format.day(closeDate) }),
    openIncidents === 0 ? null : t("deals.around", { count: openIncidents }),
    voiceShare === null ? null : t("deals.onVoice", { share: format.percent(voiceShare) }),
  ].filter((fact) => fact !== null);
  return (
    <section className={`${card["frame"]} ${styles["facts"]}`} aria-label={deal.name}>
      <h2 className={styles["name"]}>{deal.name}</h2>
      <ul className={styles["list"]}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </section>
  );
}
