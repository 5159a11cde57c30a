import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { findSlots } from "../../contract/meeting-slots.ts";
import { type Meeting, moveMeeting } from "../../contract/meetings.ts";
import { Problem } from "../../contract/problem.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window } from "../../ui/window.tsx";
import styles from "./form.module.css";
import { moveSearchOf } from "./move-search.ts";
import { wrongDays } from "./plan-bodies.ts";
import { type Choice, window } from "./plan-draft.ts";
import { SearchTimes, TakeTime } from "./search-times.tsx";
import { DaysFields } from "./time-fields.tsx";

/** Another time for a meeting: the times that suit its people, who hears of it, and the move. */
export function MoveMeeting({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { zone, now } = useSurroundings();
  const today = format.isoDay(new Date(now()).toISOString());
  const [days, setDays] = useState(() => window(today));
  const [choice, setChoice] = useState<Choice | null>(null);
  const searching = useWrite(findSlots, []);
  const moving = useWrite(moveMeeting, ["meetings"]);
  const wrong = wrongDays(days, today);

  function search(event?: FormEvent) {
    event?.preventDefault();
    setChoice(null);
    if (wrong !== null) return;
    searching.mutate({ params: { dealId: meeting.dealId }, body: moveSearchOf(meeting, days, zone) });
  }

  function move({ start, steps }: Choice) {
    moving.mutate(
      { params: { dealId: meeting.dealId, meetingId: meeting.id }, body: { start, conceded: [...steps] } },
      {
        onSuccess(moved) {
          const when = { day: format.shortDay(moved.start), time: format.time(moved.start) };
          toast({ text: t("move.done", when) });
          onClose();
        },
        onError(error) {
          if (error instanceof Problem && error.code === "meeting.slot-taken") search();
        },
      },
    );
  }

  return (
    <Window title={t("move.title")} onClose={onClose} wide>
      <MoveNotes meeting={meeting} />
      <SearchTimes
        searching={searching}
        choice={choice}
        onSearch={search}
        onChoose={setChoice}
        refusal={moving.error}
      >
        <DaysFields days={days} wrong={wrong} onChange={(part) => setDays({ ...days, ...part })} />
      </SearchTimes>
      <TakeTime
        found={searching.data}
        choice={choice}
        isBusy={moving.isPending}
        label={t("move.do")}
        onTake={move}
        onClose={onClose}
      />
    </Window>
  );
}

/** Who hears of it, and of whom it is not known when they work. */
function MoveNotes({ meeting: { subject, attendees } }: { meeting: Meeting }) {
  const t = useT();
  const format = useFormat();
  const unknown = attendees.filter(({ personId, zone }) => personId === null && zone === null);
  const names = (list: Meeting["attendees"]) => format.list(list.map(({ name }) => name));
  return (
    <>
      <p>{t("move.what", { subject, names: names(attendees) })}</p>
      {unknown.length > 0 && (
        <p className={styles["warning"]}>{t("move.zones", { names: names(unknown) })}</p>
      )}
    </>
  );
}
