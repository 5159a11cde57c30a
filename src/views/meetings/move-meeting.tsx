import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { findSlots } from "../../contract/meeting-slots.ts";
import { type Meeting, moveMeeting } from "../../contract/meetings.ts";
import { Problem } from "../../contract/problem.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { ChosenTime } from "./chosen-time.tsx";
import { FoundTimes } from "./found-times.tsx";
import styles from "./meetings.module.css";
import { moveSearchOf } from "./move-search.ts";
import { type Choice, window } from "./plan-draft.ts";

/** Another time for a meeting: the times that suit its people, who hears of it, and the move. */
export function MoveMeeting({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { zone, now } = useSurroundings();
  const [days, setDays] = useState(() => window(format.isoDay(new Date(now()).toISOString())));
  const [choice, setChoice] = useState<Choice | null>(null);
  const searching = useWrite(findSlots, []);
  const moving = useWrite(moveMeeting, ["meetings"]);
  const isWrong = days.from === "" || days.to < days.from;

  function search(event?: FormEvent) {
    event?.preventDefault();
    setChoice(null);
    if (isWrong) return;
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
      <form className={styles["form"]} onSubmit={search} noValidate>
        <DaysFields days={days} isWrong={isWrong} onChange={setDays} />
        <div>
          <Button type="submit" appearance={choice === null ? "primary" : "secondary"}>
            {t("plan.search")}
          </Button>
        </div>
      </form>
      {moving.error !== null && <Refused error={moving.error} />}
      {searching.isPending && <Skeleton rows={3} />}
      {searching.error !== null && <Refused error={searching.error} onRetry={search} />}
      {searching.data !== undefined && (
        <FoundTimes found={searching.data} chosen={choice} onChoose={setChoice} />
      )}
      <WindowActions>
        {choice !== null && searching.data !== undefined && (
          <ChosenTime choice={choice} people={searching.data.people} />
        )}
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={choice === null || moving.isPending}
          onClick={() => choice !== null && move(choice)}
        >
          {t("move.do")}
        </Button>
      </WindowActions>
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

type Days = { from: string; to: string };

function DaysFields(props: { days: Days; isWrong: boolean; onChange: (days: Days) => void }) {
  const { days, isWrong, onChange } = props;
  const t = useT();
  const wrong = isWrong && { validationMessage: t("plan.daysWrong") };
  return (
    <div className={styles["grid"]}>
      <Field label={t("plan.from")} {...wrong}>
        <Input
          type="date"
          value={days.from}
          onChange={(_event, { value }) => onChange({ ...days, from: value })}
        />
      </Field>
      <Field label={t("plan.to")}>
        <Input
          type="date"
          value={days.to}
          onChange={(_event, { value }) => onChange({ ...days, to: value })}
        />
      </Field>
    </div>
  );
}
