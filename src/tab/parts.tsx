import { Link } from "wouter";
import { useT } from "../ui/language/language.tsx";
import { dealPath } from "../views/deals/deal-path.ts";
import styles from "./deal-page.module.css";

const PARTS = ["today", "voice", "meetings", "team"] as const;

/** A part of a deal's page. */
export type Part = (typeof PARTS)[number];

/** The part that an address names; today for none, and for one that there is not. */
export function partOf(name: string): Part {
  return PARTS.find((part) => part === name) ?? "today";
}

/** The way to the parts of a deal's page; Voice tells how many mails went around. */
export function Parts(props: { dealId: string; shown: Part; openIncidents: number }) {
  const t = useT();
  const { dealId, shown, openIncidents } = props;
  return (
    <nav className={styles["parts"]} aria-label={t("part.list")}>
      {PARTS.map((part) => (
        <Link
          key={part}
          href={dealPath(dealId, part === "today" ? "" : part)}
          className={styles["part"] ?? ""}
          {...(part === shown && { "aria-current": "page" as const })}
        >
          {t(`part.${part}`)}
          {part === "voice" && openIncidents > 0 && (
            <>
              <span className={styles["count"]} aria-hidden="true">
                {openIncidents}
              </span>
              <span className={styles["unseen"]}>{t("deals.around", { count: openIncidents })}</span>
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}
