import { Button } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { scheduleMeeting } from "../../contract/meeting-scheduling.ts";
import { findSlots } from "../../contract/meeting-slots.ts";
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
import { useKnownZones } from "./known-zones.ts";
import styles from "./meetings.module.css";
import { OfferTimes } from "./offer-times.tsx";
import {
  bookingOf,
  type Choice,
  firstPlan,
  offerOf,
  type PlanDraft,
  type PlanWrong,
  searchOf,
} from "./plan-draft.ts";
import { PlanForm } from "./plan-form.tsx";

const NOTHING_WRONG: PlanWrong = new Set();
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  "subject",
  "agenda",
  "organizerId",
  "everyWeeks",
  "times",
]);

/** The window that plans a meeting: who and how long, then the times with their reasons, then the booking. */
export function PlanMeeting({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { myId, zone, now } = useSurroundings();
  const zones = useKnownZones(deal.id);
  const [draft, setDraft] = useState(() =>
    firstPlan(deal, myId, format.isoDay(new Date(now()).toISOString()), crypto.randomUUID(), zones),
  );
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const [choice, setChoice] = useState<Choice | null>(null);
  const searching = useWrite(findSlots, []);
  const booking = useWrite(scheduleMeeting, ["meetings"]);
  const params = { dealId: deal.id };

  function change(part: Partial<PlanDraft>) {
    setDraft({ ...draft, ...part });
    // Words, who invites and how often do not change which times there are; everything else does.
    if (!Object.keys(part).some((name) => WITHOUT_EFFECT.has(name))) {
      searching.reset();
      setChoice(null);
    }
    setWrong(NOTHING_WRONG);
  }

  function search(event?: FormEvent) {
    event?.preventDefault();
    const made = searchOf(draft, deal, zone);
    setWrong("wrong" in made ? made.wrong : NOTHING_WRONG);
    setChoice(null);
    if ("body" in made) searching.mutate({ params, body: made.body });
  }

  const subjectOf = () =>
    draft.subject.trim() === "" ? t("plan.usualSubject", { deal: deal.name }) : draft.subject;

  function book(chosen: Choice) {
    booking.mutate(
      { params, body: bookingOf({ ...draft, subject: subjectOf() }, deal, zone, chosen) },
      {
        onSuccess(meeting) {
          const when = { day: format.shortDay(meeting.start), time: format.time(meeting.start) };
          toast({ text: t("plan.done", when) });
          if (meeting.skipped.length > 0)
            toast({ text: t("plan.skipped", { days: format.list(meeting.skipped.map(format.dayOf)) }) });
          onClose();
        },
        onError(error) {
          // Somebody was quicker: the other times are wanted anew, and the plan itself is kept.
          if (error instanceof Problem && error.code === "meeting.slot-taken") search();
        },
      },
    );
  }

  const offered = offerOf({ ...draft, subject: subjectOf() }, deal);
  return (
    <Window title={t("meetings.plan")} onClose={onClose} wide>
      <form className={styles["form"]} onSubmit={search} noValidate>
        <PlanForm deal={deal} draft={draft} wrong={wrong} change={change} />
        <div>
          <Button type="submit" appearance={choice === null ? "primary" : "secondary"}>
            {t("plan.search")}
          </Button>
        </div>
      </form>
      {booking.error !== null && <Refused error={booking.error} />}
      {searching.isPending && <Skeleton rows={3} />}
      {searching.error !== null && <Refused error={searching.error} onRetry={search} />}
      {searching.data !== undefined && (
        <FoundTimes
          found={searching.data}
          chosen={choice}
          onChoose={(chosen) => {
            booking.reset();
            setChoice(chosen);
          }}
        />
      )}
      {searching.data !== undefined && offered !== null && (
        <OfferTimes dealId={deal.id} found={searching.data} plan={offered} />
      )}
      <WindowActions>
        {choice !== null && searching.data !== undefined && (
          <ChosenTime choice={choice} people={searching.data.people} />
        )}
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={choice === null || booking.isPending}
          onClick={() => choice !== null && book(choice)}
        >
          {t("plan.book")}
        </Button>
      </WindowActions>
    </Window>
  );
}
