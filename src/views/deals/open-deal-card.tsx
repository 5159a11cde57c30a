import { Link } from "wouter";
import type { OpenCard } from "../../contract/deals.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { SpokespersonMark } from "../../ui/mark.tsx";
import { Section } from "../../ui/section.tsx";
import headers from "./deal-header.module.css";
import { dealPath } from "./deal-path.ts";
import styles from "./team-list.module.css";

/** What everybody in a shared channel may see of the deal: who it is for, who speaks, who belongs to it. */
export function OpenDealCard({ card, dealId }: { card: OpenCard; dealId: string | null }) {
  const t = useT();
  const { name, account, speaker, team } = card;
  const speaking =
    speaker === null ? null : { person: { id: speaker.mail, name: speaker.name }, until: null, zone: null };
  return (
    <>
      <header className={headers["header"]}>
        <div className={headers["names"]}>
          <h1 className={headers["name"]}>{name}</h1>
          {account !== name && <p className={headers["account"]}>{account}</p>}
          <p className={headers["facts"]}>{t("openCard.what")}</p>
        </div>
        <div className={headers["voice"]}>
          <SpokespersonMark speaker={speaking} />
        </div>
      </header>
      <Section title={t("openCard.team")} count={team.length}>
        <ul className={styles["list"]}>
          {team.map((person) => (
            <li key={`${person.name} ${person.title}`} className={styles["person"]}>
              <Face name={person.name} size={36} />
              <span className={styles["words"]}>
                <span className={styles["name"]}>{person.name}</span>
                <span className={styles["quiet"]}>{person.title}</span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {dealId !== null && <Link href={dealPath(dealId)}>{t("openCard.whole")}</Link>}
    </>
  );
}
