import { MailAlertRegular, WarningRegular } from "@fluentui/react-icons";
import { Link } from "wouter";
import type { DealCard, DealNeed } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { SpokespersonMark } from "../../ui/mark.tsx";
import { dealPath } from "./deal-path.ts";
import styles from "./deal-row.module.css";

/** Where a row stands in a list of which only a part is drawn. `top` in pixels; `measure` learns its true height. */
type Place = { index: number; count: number; top: number; measure: (row: Element | null) => void };

type Props = { deal: DealCard; place?: Place; onFocus?: () => void };

/** One deal in the list of all: who speaks, what is out of tune, what comes next. */
export function DealRow({ deal, place, onFocus }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <li
      className={styles["row"]}
      {...(place !== undefined && placed(place))}
      {...(onFocus !== undefined && { onFocus })}
    >
      <div className={styles["names"]}>
        <Link href={dealPath(deal.id)} className={styles["name"]}>
          {deal.name}
        </Link>
        {deal.account !== deal.name && <span className={card["quiet"]}>{deal.account}</span>}
      </div>
      <div className={styles["speaker"]}>
        <SpokespersonMark speaker={deal.speaker} small />
      </div>
      <div className={styles["facts"]}>
        <span>{t(`stage.${deal.stage}`)}</span>
        {deal.value !== null && <span>{format.money(deal.value)}</span>}
        <NextDate deal={deal} />
      </div>
      <div className={styles["tune"]}>
        {deal.openIncidents > 0 ? (
          <span className={styles["around"]}>
            <MailAlertRegular aria-hidden="true" /> {t("deals.around", { count: deal.openIncidents })}
          </span>
        ) : (
          deal.voiceShare !== null && (
            <span className={card["quiet"]}>
              {t("deals.onVoice", { share: format.percent(deal.voiceShare) })}
            </span>
          )
        )}
        {(deal.roomState === "stuck" || deal.roomState === "none") && (
          <span className={card["quiet"]}>{t(`room.short.${deal.roomState}`)}</span>
        )}
        <Needs deal={deal} />
      </div>
    </li>
  );
}

/** What needs somebody and is not said elsewhere in the row. */
const TOLD_APART = ["drift", "seat", "date", "away"] as const satisfies readonly DealNeed[];

function Needs({ deal: { needs = [] } }: { deal: DealCard }) {
  const t = useT();
  const told = TOLD_APART.filter((need) => needs.includes(need));
  if (told.length === 0) return null;
  return (
    <span className={card["quiet"]}>
      <WarningRegular aria-hidden="true" /> {told.map((need) => t(`need.${need}`)).join(", ")}
    </span>
  );
}

function placed({ index, count, top, measure }: Place) {
  return {
    ref: measure,
    "data-index": index,
    "aria-posinset": index + 1,
    "aria-setsize": count,
    style: { position: "absolute", top: 0, left: 0, right: 0, transform: `translateY(${top}px)` } as const,
  };
}

function NextDate({ deal: { tenderDate, closeDate } }: { deal: DealCard }) {
  const t = useT();
  const format = useFormat();
  if (tenderDate !== null) return <span>{t("deals.tender", { day: format.day(tenderDate) })}</span>;
  return closeDate === null ? null : <span>{t("deals.closes", { day: format.day(closeDate) })}</span>;
}
