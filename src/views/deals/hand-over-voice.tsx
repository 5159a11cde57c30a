import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useRead, useWrite } from "../../client/reading.tsx";
import { handOverVoice } from "../../contract/deal-edits.ts";
import { readHandOver, undoHandOver } from "../../contract/deal-ending.ts";
import type { Deal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { type PassingOn, PassMeetings } from "./coming-meetings.tsx";
import { OpenWork } from "./open-work.tsx";
import { useTakeBack } from "./use-take-back.ts";

/** Asks whom the voice passes to, shows what passes on, passes it, and lets it be taken back for a minute. */
export function HandOverVoice({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const offerUndo = useTakeBack();
  const params = { dealId: deal.id };
  const before = deal.speaker?.person;
  const others = deal.seats.filter(({ person }) => person.id !== before?.id);
  const [personId, choose] = useState(likeliestOf(deal, others)?.id ?? "");
  const passing = useWrite(handOverVoice, ["deals", "incidents"]);
  const [meetings, setMeetings] = useState<PassingOn | null>(null);
  const chosen = others.find(({ person }) => person.id === personId)?.person;

  function pass() {
    const input = {
      params,
      body: { personId, version: deal.version, ...(meetings !== null && { meetings }) },
    };
    passing.mutate(input, {
      onSuccess() {
        offerUndo({
          dealId: deal.id,
          endpoint: undoHandOver,
          text: t("handOver.done", { name: chosen?.name ?? "" }),
          undone: before === undefined ? t("undo.done") : t("handOver.undone", { name: before.name }),
        });
        onClose();
      },
    });
  }

  return (
    <Window title={t("voice.handOver")} onClose={onClose}>
      {others.length === 0 ? (
        <p>{t("handOver.nobody")}</p>
      ) : (
        <>
          <RadioGroup
            value={personId}
            onChange={(_event, { value }) => choose(value)}
            aria-label={t("handOver.whom")}
          >
            {others.map(({ person, role }) => (
              <Radio key={person.id} value={person.id} label={`${person.name}, ${t(`seat.${role}`)}`} />
            ))}
          </RadioGroup>
          <WhatPasses deal={deal} to={chosen} meetings={meetings} onMeetings={setMeetings} />
        </>
      )}
      {passing.error !== null && <Refused error={passing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={chosen === undefined || passing.isPending} onClick={pass}>
          {chosen === undefined ? t("voice.handOver") : t("handOver.to", { name: chosen.name })}
        </Button>
      </WindowActions>
    </Window>
  );
}

/** Who is chosen to begin with: whoever stands in for the one who speaks, else somebody who does the deal's work, else anybody. */
function likeliestOf(deal: Deal, others: Deal["seats"]): Person | undefined {
  const deputyId = deal.seats.find(({ person }) => person.id === deal.speaker?.person.id)?.backup?.id;
  const ranks = [
    ({ person }: Deal["seats"][number]) => person.id === deputyId,
    ({ role }: Deal["seats"][number]) => role === "accountManager",
    ({ role }: Deal["seats"][number]) => role !== "executiveSponsor" && role !== "managerCoach",
    () => true,
  ];
  return ranks.map((fits) => others.find(fits)).find((seat) => seat !== undefined)?.person;
}

type PassesProps = {
  deal: Deal;
  to: Person | undefined;
  /** Null as long as nothing was chosen. */
  meetings: PassingOn | null;
  onMeetings: (meetings: PassingOn) => void;
};

function WhatPasses({ deal, to, meetings, onMeetings }: PassesProps) {
  const t = useT();
  const follows = { topics: ["deals", "incidents", "meetings"], dealId: deal.id } as const;
  const query = to === undefined ? {} : { to: to.id };
  const input = { params: { dealId: deal.id }, query };
  const { data, error, refetch } = useRead(readHandOver, input, follows, { keepsLast: true });
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={2} />;
  return (
    <>
      <OpenWork work={data} kind="passes">
        {[t("handOver.team"), t("handOver.client")]}
      </OpenWork>
      <PassMeetings
        meetings={data.toCome ?? []}
        to={to?.name ?? ""}
        from={deal.speaker?.person.name ?? null}
        value={meetings ?? "join"}
        onChoose={onMeetings}
      />
    </>
  );
}
