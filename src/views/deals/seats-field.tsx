import { useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { emptyCriticalSeats, type SeatRole } from "../../domain/deals/deal.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./edit-team.module.css";
import { EmptySeats } from "./empty-seats.tsx";
import { PeopleSearch } from "./people-search.tsx";
import { SeatLine } from "./seat-line.tsx";
import { type SeatDraft, type TeamStart, withRole } from "./team-draft.ts";

const NO_START = { backupOf: "" };

type Props = {
  deal: Deal;
  start: TeamStart | undefined;
  seats: readonly SeatDraft[];
  onChange: (seats: SeatDraft[]) => void;
};

/** The deal team as it is being changed: each seat, those that nobody holds, and finding colleagues. */
export function SeatsField({ deal, start = NO_START, seats, onChange }: Props) {
  const t = useT();
  const [wanted, want] = useState<SeatRole | null>("seat" in start ? start.seat : null);
  const led = deal.seats.find(({ role }) => role === "accountManager")?.person;
  const leads = seats.find(({ role }) => role === "accountManager")?.person;
  const speakerId = deal.speaker?.person.id;
  const isSpeakerGone = speakerId !== undefined && !seats.some(({ person }) => person.id === speakerId);
  return (
    <>
      <ul className={styles["seats"]}>
        {seats.map((seat) => (
          <SeatLine
            key={seat.person.id}
            seat={seat}
            needsBackup={"backupOf" in start && start.backupOf === seat.person.id}
            isSpeaker={seat.person.id === speakerId}
            colleagues={seats.map(({ person }) => person)}
            onRole={(role) => onChange(withRole(seats, seat.person.id, role))}
            onBackup={(backup) => onChange(seats.map((one) => (one === seat ? { ...one, backup } : one)))}
            onRemove={() => onChange(seats.filter((one) => one !== seat))}
          />
        ))}
      </ul>
      <EmptySeats roles={emptyCriticalSeats(deal.stage, seats)} wanted={wanted} onWant={want} />
      <PeopleSearch
        key={wanted ?? ""}
        label={wanted === null ? t("field.teamSearch") : t("editTeam.findFor", { seat: t(`seat.${wanted}`) })}
        isFocused={wanted !== null}
        without={seats.map(({ person }) => person.id)}
        onChoose={(person) => {
          onChange([...seats, { person, role: wanted ?? "expert", backup: null }]);
          want(null);
        }}
      />
      {leads !== undefined && led !== undefined && leads.id !== led.id && (
        <p role="alert">{t("editTeam.newLeader", { name: leads.name, before: led.name })}</p>
      )}
      {isSpeakerGone && (
        <p role="alert">{t("editTeam.speakerGone", { name: deal.speaker?.person.name ?? "" })}</p>
      )}
    </>
  );
}
