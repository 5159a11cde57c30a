import { WarningRegular } from "@fluentui/react-icons";
import type { Deal } from "../../contract/deals.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { Empty } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { EditTeamButton } from "./edit-team-button.tsx";
import styles from "./team-list.module.css";

/** Ours and theirs: the seats of the deal with who stands in, those still empty, and the client's people. */
export function TeamList({ deal }: { deal: Deal }) {
  return (
    <div className={styles["sides"]}>
      <OurSide deal={deal} />
      <TheirSide deal={deal} />
    </div>
  );
}

function OurSide({ deal }: { deal: Deal }) {
  const t = useT();
  const empty = (deal.warnings ?? []).flatMap((one) => (one.kind === "empty-seat" ? [one.role] : []));
  const change = <EditTeamButton deal={deal}>{t("menu.team")}</EditTeamButton>;
  return (
    <Section title={t("team.ours")} count={deal.seats.length} action={change}>
      <ul className={styles["list"]}>
        {deal.seats.map(({ person, role, backup }) => (
          <li key={person.id} className={styles["person"]}>
            <Face id={person.id} name={person.name} size={36} />
            <span className={styles["words"]}>
              <span className={styles["name"]}>
                {person.name}
                {person.id === deal.speaker?.person.id && (
                  <span className={styles["speaks"]}>{t("team.speaks")}</span>
                )}
              </span>
              <span className={styles["quiet"]}>
                {[t(`seat.${role}`), person.title, backup ? t("team.backup", { name: backup.name }) : null]
                  .filter((text) => text !== null)
                  .join("\u00a0· ")}
              </span>
            </span>
          </li>
        ))}
        {empty.map((role) => (
          <li key={role} className={styles["person"]} data-empty="true">
            <span className={styles["vacant"]} aria-hidden="true">
              <WarningRegular />
            </span>
            <span className={styles["words"]}>
              <span className={styles["name"]}>{t(`seat.${role}`)}</span>
              <span className={styles["quiet"]}>{t("team.nobody")}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TheirSide({ deal }: { deal: Deal }) {
  const t = useT();
  const domains = deal.domains.join(", ");
  return (
    <Section title={t("team.theirs", { account: deal.account })} count={deal.contacts.length}>
      {deal.contacts.length === 0 ? (
        <Empty title={t("team.noContacts")}>{t("team.noContactsNext", { domains })}</Empty>
      ) : (
        <ul className={styles["list"]}>
          {deal.contacts.map((contact) => (
            <li key={contact.id} className={styles["person"]}>
              <Face name={contact.name} size={36} />
              <span className={styles["words"]}>
                <span className={styles["name"]}>{contact.name}</span>
                <span className={styles["quiet"]}>
                  {[contact.role === null ? null : t(`buying.${contact.role}`), contact.address]
                    .filter((text) => text !== null)
                    .join("\u00a0· ")}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className={styles["quiet"]}>{t("team.domains", { domains })}</p>
    </Section>
  );
}
