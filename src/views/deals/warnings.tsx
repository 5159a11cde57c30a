import { WarningRegular } from "@fluentui/react-icons";
import type { DealWarning } from "../../contract/deal-parts.ts";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Section } from "../../ui/section.tsx";
import { AcceptBackup } from "./accept-backup.tsx";
import { EditTeamButton } from "./edit-team-button.tsx";
import styles from "./warnings.module.css";

type Props = {
  deal: Deal;
  /** Where the empty seats stand in a list of their own, only absences are warned of. */
  only?: "away";
};

/** What needs a look before the deal's own days come; nothing when nothing does, and when the deal is over. */
export function Warnings({ deal, only }: Props) {
  const t = useT();
  const warnings = (deal.warnings ?? []).filter(({ kind }) => only === undefined || kind === only);
  if (warnings.length === 0 || isClosed(deal.stage)) return null;
  return (
    <Section title={t("warnings.title")} count={warnings.length}>
      <ul className={styles["list"]}>
        {warnings.map((warning) => (
          <li key={keyOf(warning)} className={styles["item"]}>
            <span className={styles["icon"]} aria-hidden="true">
              <WarningRegular />
            </span>
            {warning.kind === "empty-seat" ? (
              <span className={styles["line"]}>
                <span>{t("warnings.empty", { seat: t(`seat.${warning.role}`) })}</span>
                <EditTeamButton deal={deal} start={{ seat: warning.role }}>
                  {t("warnings.find")}
                </EditTeamButton>
              </span>
            ) : (
              <AwayWords deal={deal} warning={warning} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Away = Extract<DealWarning, { kind: "away" }>;

function AwayWords({ deal, warning }: { deal: Deal; warning: Away }) {
  const t = useT();
  const format = useFormat();
  const { person, role, from, to, clashes, milestones = [], backup } = warning;
  const days = [...clashes.map((clash) => t(`warnings.clash.${clash}`)), ...milestones];
  const held = deal.seats.find((one) => one.person.id === person.id);
  const isOffered =
    deal.yourRole === "accountManager" && held !== undefined && held.backup?.id !== backup?.id;
  const seat = t(`seat.${role}`);
  const away =
    to === null
      ? t("warnings.awaySince", { name: person.name, seat, from: format.day(from) })
      : t("warnings.away", { name: person.name, seat, from: format.day(from), to: format.day(to) });
  return (
    <span className={styles["words"]}>
      <span>
        {away} <strong>{format.list(days)}</strong>
        <span className={styles["quiet"]}>
          {backup === null ? t("warnings.nobody") : t("warnings.backup", { name: backup.name })}
        </span>
      </span>
      {backup === null && (
        <EditTeamButton deal={deal} start={{ backupOf: person.id }}>
          {t("warnings.choose")}
        </EditTeamButton>
      )}
      {isOffered && backup !== null && <AcceptBackup deal={deal} holderId={person.id} backup={backup} />}
    </span>
  );
}

function keyOf(warning: DealWarning): string {
  return warning.kind === "empty-seat"
    ? `empty ${warning.role}`
    : `${warning.person.id} ${warning.role} ${warning.from}`;
}
