import { type FormEvent, useMemo } from "react";
import { useWrite } from "../../client/reading.tsx";
import { editTeam } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window } from "../../ui/window.tsx";
import { Clashes } from "./clashes.tsx";
import { teamDraft } from "./draft-kinds.ts";
import { editName } from "./draft-names.ts";
import { EditActions } from "./edit-actions.tsx";
import styles from "./edit-team.module.css";
import { useLeaving } from "./leaving.tsx";
import { Restored } from "./restored.tsx";
import { SeatsField } from "./seats-field.tsx";
import {
  hasOneLeader,
  isOtherTeam,
  mergeTeams,
  type SeatDraft,
  seatsOf,
  type TeamStart,
  takeSeats,
} from "./team-draft.ts";
import { type Editing, useSharedEdit } from "./use-shared-edit.ts";

type Props = { deal: Deal; start?: TeamStart | undefined; onClose: () => void };

/** The window that changes who is in the deal team: seats, roles, and who stands in. */
export function EditTeam({ deal, start, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const edit = useSharedEdit(deal, useEditing(deal.id), () => {
    toast({ text: t("editTeam.done") });
    onClose();
  });
  const { draft, clash, error } = edit;
  const drop = () => {
    edit.forget();
    onClose();
  };
  const leaving = useLeaving(edit.isChanged, drop);
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
        {edit.isRestored && <Restored draft={draft} fresh={() => edit.base} onChange={edit.setDraft} />}
        {clash === null ? (
          <SeatsField deal={deal} start={start} seats={draft} onChange={edit.setDraft} />
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
        <EditActions edit={edit} leaving={leaving} onClose={drop} />
      </form>
    </Window>
  );
}

function useEditing(dealId: string): Editing<SeatDraft[], string> {
  const { mutateAsync } = useWrite(editTeam, ["deals", "room"]);
  return useMemo(
    () => ({
      name: editName("team", dealId),
      kind: teamDraft,
      draftOf: seatsOf,
      isChanged: isOtherTeam,
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

function seatAt(seats: readonly SeatDraft[], id: string): SeatDraft | undefined {
  return seats.find(({ person }) => person.id === id);
}

function seatWords(seat: SeatDraft | undefined, t: Translate): string {
  if (seat === undefined) return t("editTeam.notInTeam");
  const role = t(`seat.${seat.role}`);
  return seat.backup === null ? role : `${role}, ${t("team.backup", { name: seat.backup.name })}`;
}
