import { Button, Select } from "@fluentui/react-components";
import { DismissRegular, PersonAddRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { seatRole } from "../../contract/deal-parts.ts";
import type { Person } from "../../contract/words.ts";
import type { SeatRole } from "../../domain/deals/deal.ts";
import card from "../../ui/card.module.css";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import styles from "./edit-team.module.css";
import { PeopleSearch } from "./people-search.tsx";
import type { SeatDraft } from "./team-draft.ts";

type Props = {
  seat: SeatDraft;
  isSpeaker: boolean;
  /** The team was opened to find a backup for this person. */
  needsBackup: boolean;
  /** Everyone in the team: offered as backups before anything is typed. */
  colleagues: readonly Person[];
  onRole: (role: SeatRole) => void;
  onBackup: (backup: Person | null) => void;
  onRemove: () => void;
};

/** One person of the team while it is changed. Whoever leads stays until somebody else does. */
export function SeatLine(props: Props) {
  const t = useT();
  const { seat, isSpeaker, onRole, onRemove } = props;
  const { person, role } = seat;
  const leads = role === "accountManager";
  return (
    <li className={styles["seat"]}>
      <span className={styles["who"]}>
        <Face id={person.id} name={person.name} size={32} />
        <span className={styles["words"]}>
          {person.name}
          {isSpeaker && <span className={styles["speaks"]}>{t("team.speaks")}</span>}
          <span className={`${card["quiet"]} ${styles["quiet"]}`}>{person.title ?? person.mail}</span>
        </span>
      </span>
      <Select
        className={styles["role"] ?? ""}
        aria-label={t("field.seatOf", { name: person.name })}
        value={role}
        disabled={leads}
        {...(leads && { title: t("editTeam.leaderStays") })}
        onChange={(_event, { value }) => onRole(seatRole.parse(value))}
      >
        {seatRole.options.map((name) => (
          <option key={name} value={name}>
            {t(`seat.${name}`)}
          </option>
        ))}
      </Select>
      <Backup {...props} />
      {leads ? (
        <span className={styles["fixed"]} />
      ) : (
        <Button
          className={styles["fixed"] ?? ""}
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t("field.remove", { name: person.name })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

type BackupProps = Pick<Props, "seat" | "needsBackup" | "colleagues" | "onBackup">;

function Backup({ seat: { person, backup }, needsBackup, colleagues, onBackup }: BackupProps) {
  const t = useT();
  const [isChoosing, setChoosing] = useState(needsBackup);
  if (backup !== null) {
    return (
      <span className={styles["backup"]}>
        <span>{t("team.backup", { name: backup.name })}</span>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t("editTeam.noBackup", { name: person.name, backup: backup.name })}
          onClick={() => onBackup(null)}
        />
      </span>
    );
  }
  if (!isChoosing) {
    return (
      <span className={styles["backup"]}>
        <Button
          size="small"
          appearance="subtle"
          icon={<PersonAddRegular />}
          aria-label={t("editTeam.backupOf", { name: person.name })}
          onClick={() => setChoosing(true)}
        >
          {t("editTeam.backup")}
        </Button>
      </span>
    );
  }
  return (
    <span className={styles["backup"]}>
      <PeopleSearch
        label={t("editTeam.backupOf", { name: person.name })}
        isFocused
        without={[person.id]}
        suggested={colleagues}
        onChoose={(chosen) => {
          setChoosing(false);
          onBackup(chosen);
        }}
      />
    </span>
  );
}
