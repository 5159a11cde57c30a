import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { scheduleMeeting } from "../../contract/meeting-scheduling.ts";
import { findSlots } from "../../contract/meeting-slots.ts";
import { Problem } from "../../contract/problem.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window } from "../../ui/window.tsx";
import { useKnownZones } from "./known-zones.ts";
import { OfferTimes } from "./offer-times.tsx";
import { bookingOf, offerOf, searchOf } from "./plan-bodies.ts";
import { type Choice, firstPlan, type PlanDraft, type PlanWrong } from "./plan-draft.ts";
import { PlanForm } from "./plan-form.tsx";
import { SearchTimes, TakeTime } from "./search-times.tsx";

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
  const today = () => format.isoDay(new Date(now()).toISOString());
  const [draft, setDraft] = useState(() => firstPlan(deal, myId, today(), crypto.randomUUID(), zones));
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
    const made = searchOf(draft, deal, { zone, today: today() });
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
      <SearchTimes
        searching={searching}
        choice={choice}
        onSearch={search}
        onChoose={(chosen) => {
          booking.reset();
          setChoice(chosen);
        }}
        refusal={booking.error}
      >
        <PlanForm deal={deal} draft={draft} wrong={wrong} change={change} />
      </SearchTimes>
      {searching.data !== undefined && offered !== null && (
        <OfferTimes dealId={deal.id} found={searching.data} plan={offered} />
      )}
      <TakeTime
        found={searching.data}
        choice={choice}
        isBusy={booking.isPending}
        label={t("plan.book")}
        onTake={book}
        onClose={onClose}
      />
    </Window>
  );
}
