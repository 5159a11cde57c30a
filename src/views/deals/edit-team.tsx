import { type FormEvent, useMemo, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { editTeam } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import { emptyCriticalSeats, type SeatRole } from "../../domain/deals/deal.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window } from "../../ui/window.tsx";
import { Clashes } from "./clashes.tsx";
import { EditActions } from "./edit-actions.tsx";
import styles from "./edit-team.module.css";
import { EmptySeats } from "./empty-seats.tsx";
import { useLeaving } from "./leaving.tsx";
import { PeopleSearch } from "./people-search.tsx";
import { SeatLine } from "./seat-line.tsx";
import {
  hasOneLeader,
  isOtherTeam,
  mergeTeams,
  type SeatDraft,
  seatsOf,
  type TeamStart,
  takeSeats,
  withRole,
} from "./team-draft.ts";
import { type Editing, useSharedEdit } from "./use-shared-edit.ts";

type Props = { deal: Deal; start?: TeamStart | undefined; onClose: () => void };

const NO_START = { backupOf: "" };

/** The window that changes who is in the deal team: seats, roles, and who stands in. */
export function EditTeam({ deal, start, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const edit = useSharedEdit(deal, useEditing(deal.id), () => {
    toast({ text: t("editTeam.done") });
    onClose();
  });
  const { draft, clash, error } = edit;
  const leaving = useLeaving(isOtherTeam(edit.base, draft), onClose);
  const isLed = hasOneLeader(draft);

  function submit(event: FormEvent) {
    event.preventDefault();
    const seats = edit.settled();
    if (hasOneLeader(seats)) void edit.save(seats);
    else edit.setDraft(seats);
  }

  return (
    <Window title={t(clash === null ? "editTeam.title" : "clash.title")} onClose={leaving.leave} wide>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        {clash === null ? (
          <Seats deal={deal} start={start} seats={draft} onChange={edit.setDraft} />
        ) : (
          <Clashes
            clashes={clash.keys.map((id) => ({
              key: id,
              label: seatAt([...draft, ...clash.theirs], id)?.person.name ?? id,
              mine: seatWords(seatAt(draft, id), t),
              theirs: seatWords(seatAt(clash.theirs, id), t),
            }))}
            choices={clash.choices}
            onChoose={edit.choose}
          />
        )}
        {!isLed && (
          <p className={styles["wrong"]} role="alert">
            {t("editTeam.oneLeader")}
          </p>
        )}
        {error !== null && <Refused error={error} />}
        <EditActions edit={edit} leaving={leaving} onClose={onClose} />
      </form>
    </Window>
  );
}

function useEditing(dealId: string): Editing<SeatDraft[], string> {
  const { mutateAsync } = useWrite(editTeam, ["deals", "room"]);
  return useMemo(
    () => ({
      draftOf: seatsOf,
      merge: mergeTeams,
      take: takeSeats,
      send(version, draft) {
        const seats = draft.map(({ person, role, backup }) => ({
          personId: person.id,
          role,
          backupId: backup?.id ?? null,
        }));
        return mutateAsync({ params: { dealId }, body: { version, seats } });
      },
    }),
    [dealId, mutateAsync],
  );
}

type SeatsProps = {
  deal: Deal;
  start: TeamStart | undefined;
  seats: readonly SeatDraft[];
  onChange: (seats: SeatDraft[]) => void;
};

function Seats({ deal, start = NO_START, seats, onChange }: SeatsProps) {
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

function seatAt(seats: readonly SeatDraft[], id: string): SeatDraft | undefined {
  return seats.find(({ person }) => person.id === id);
}

function seatWords(seat: SeatDraft | undefined, t: Translate): string {
  if (seat === undefined) return t("editTeam.notInTeam");
  const role = t(`seat.${seat.role}`);
  return seat.backup === null ? role : `${role}, ${t("team.backup", { name: seat.backup.name })}`;
}
