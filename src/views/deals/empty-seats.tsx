import { Button } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons";
import type { SeatRole } from "../../domain/deals/deal.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import styles from "./edit-team.module.css";

type Props = {
  roles: readonly SeatRole[];
  /** The seat that somebody is being looked for. */
  wanted: SeatRole | null;
  onWant: (role: SeatRole) => void;
};

/** Seats that the deal cannot do without at its stage and that nobody holds. */
export function EmptySeats({ roles, wanted, onWant }: Props) {
  const t = useT();
  if (roles.length === 0) return null;
  return (
    <ul className={styles["seats"]} aria-label={t("editTeam.empty")}>
      {roles.map((role) => (
        <li key={role} className={styles["empty"]}>
          <WarningRegular aria-hidden="true" className={styles["icon"] ?? ""} />
          <span className={styles["words"]}>
            <strong>{t(`seat.${role}`)}</strong>
            <span className={`${card["quiet"]} ${styles["quiet"]}`}>{t("editTeam.nobodyYet")}</span>
          </span>
          <Button size="small" disabled={role === wanted} onClick={() => onWant(role)}>
            {t("editTeam.find")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
