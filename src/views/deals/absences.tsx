import type { Deal } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Section } from "../../ui/section.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { type AbsenceDays, absenceDays, type DealDay, later, placeOf } from "./absence-days.ts";
import styles from "./absences.module.css";

/** Who is away when, drawn against the deal's own days; nothing when nobody is. The same is said in words beside it. */
export function Absences({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const shown = absenceDays(deal, format.isoDay(new Date(now()).toISOString()));
  if (shown === null) return null;
  return (
    <Section title={t("absences.title")}>
      <div className={`${card["frame"]} ${styles["panel"]}`}>
        <ul className={styles["rows"]}>
          {shown.away.map(({ person, from, to }) => (
            <li key={`${person.id} ${from}`} className={styles["row"]}>
              <span>
                {person.name}
                <span className={`${card["quiet"]} ${styles["quiet"]}`}>
                  {to === null
                    ? t("absences.since", { from: format.day(from) })
                    : t("absences.fromTo", { from: format.day(from), to: format.day(to) })}
                </span>
              </span>
              <Track shown={shown} from={from} to={to} />
            </li>
          ))}
        </ul>
        <ul className={styles["days"]} aria-label={t("absences.days")}>
          {shown.days.map((one) => (
            <li key={`${one.day} ${one.kind} ${one.name}`} className={styles["day"]}>
              <span className={styles["sign"]} data-kind={one.kind} aria-hidden="true" />
              {format.day(one.day)} {nameOf(one, t)}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Track({ shown, from, to }: { shown: AbsenceDays; from: string; to: string | null }) {
  const start = placeOf(from, shown);
  const end = to === null ? 1 : placeOf(later(to, 1), shown);
  return (
    <span className={styles["track"]} aria-hidden="true">
      <span
        className={styles["away"]}
        data-open={to === null}
        style={{ insetInlineStart: percent(start), width: percent(end - start) }}
      />
      {shown.days.map(({ day, kind, name }) => (
        <span
          key={`${day} ${kind} ${name}`}
          className={styles["mark"]}
          data-kind={kind}
          style={{ insetInlineStart: percent(placeOf(day, shown)) }}
        />
      ))}
    </span>
  );
}

function nameOf({ kind, name }: DealDay, t: Translate): string {
  return kind === "milestone" ? name : t(`warnings.clash.${kind}`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
