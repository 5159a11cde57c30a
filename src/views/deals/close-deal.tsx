import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useRead, useWrite } from "../../client/reading.tsx";
import { type ComingMeeting, closeDeal, readClosing, reopenDeal } from "../../contract/deal-ending.ts";
import type { Deal } from "../../contract/deals.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { CallOff } from "./coming-meetings.tsx";
import { OpenWork } from "./open-work.tsx";
import { useTakeBack } from "./use-take-back.ts";

const OUTCOMES = ["won", "lost"] as const;

/** Ends a deal: asks how it ended, shows what ends with it, and lets it be taken back for a minute. */
export function CloseDeal({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const offerUndo = useTakeBack();
  const [outcome, choose] = useState<(typeof OUTCOMES)[number] | null>(null);
  const [cancel, setCancel] = useState<string[]>([]);
  const [comment, setComment] = useState("");
  const closing = useWrite(closeDeal, ["deals", "incidents", "room", "meetings"]);

  function close() {
    if (outcome === null) return;
    const callOff = cancel.length === 0 ? {} : { cancel, comment };
    const input = { params: { dealId: deal.id }, body: { version: deal.version, outcome, ...callOff } };
    closing.mutate(input, {
      onSuccess() {
        offerUndo({
          dealId: deal.id,
          endpoint: reopenDeal,
          text: t(`close.done.${outcome}`, { name: deal.name }),
          undone: t("over.reopened", { name: deal.name }),
        });
        onClose();
      },
    });
  }

  return (
    <Window title={t("close.title")} onClose={onClose}>
      <RadioGroup
        aria-label={t("close.how")}
        layout="horizontal"
        value={outcome ?? ""}
        onChange={(_event, { value }) => choose(OUTCOMES.find((one) => one === value) ?? null)}
      >
        {OUTCOMES.map((one) => (
          <Radio key={one} value={one} label={t(`stage.${one}`)} />
        ))}
      </RadioGroup>
      <WhatEnds dealId={deal.id}>
        {(meetings) => (
          <CallOff
            meetings={meetings}
            chosen={cancel}
            comment={comment}
            onChoose={setCancel}
            onComment={setComment}
          />
        )}
      </WhatEnds>
      {closing.error !== null && <Refused error={closing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={outcome === null || closing.isPending} onClick={close}>
          {t(outcome === null ? "close.do" : `close.as.${outcome}`)}
        </Button>
      </WindowActions>
    </Window>
  );
}

type EndsProps = { dealId: string; children: (meetings: readonly ComingMeeting[]) => ReactNode };

function WhatEnds({ dealId, children }: EndsProps) {
  const t = useT();
  const format = useFormat();
  const follows = { topics: ["deals", "incidents", "meetings", "room"], dealId } as const;
  const { data, error, refetch } = useRead(readClosing, { params: { dealId } }, follows);
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={3} />;
  const { unwatched, channelName, toCome = [] } = data;
  const names = format.list(unwatched.map(({ name }) => name));
  return (
    <>
      <OpenWork work={data} kind="ends">
        {[
          t("close.turn"),
          unwatched.length === 0 ? null : t("close.unwatched", { names }),
          channelName === null ? null : t("close.room", { name: channelName }),
          t("close.client"),
        ]}
      </OpenWork>
      {children(toCome)}
    </>
  );
}
