import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { writeDebrief } from "../../contract/debriefs.ts";
import type { Meeting } from "../../contract/meetings.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { type Promised, PromisesField } from "./promises-field.tsx";

/** Three fields, one minute: what was agreed, who promised what, what is next; and the note to the client beneath. */
export function WriteDebrief(props: { meeting: Meeting; deal: Deal; onClose: () => void }) {
  const { meeting, deal, onClose } = props;
  const t = useT();
  const toast = useToast();
  const { myId } = useSurroundings();
  const [agreed, setAgreed] = useState("");
  const [next, setNext] = useState("");
  const [promises, setPromises] = useState<readonly Promised[]>([]);
  const [recap, setRecap] = useState<string | null>(null);
  const writing = useWrite(writeDebrief, ["meetings"]);
  const said = promises.filter(({ text }) => text.trim() !== "");
  const usual = recapOf(t, { agreed, next, promises: said });
  const speaker = deal.speaker?.person.name;

  function write() {
    const made = said.map(({ due, ...rest }) => ({ ...rest, due: due === "" ? null : due }));
    writing.mutate(
      {
        params: { dealId: meeting.dealId, meetingId: meeting.id },
        body: { agreed, next, promises: made, recap: recap ?? usual },
      },
      {
        onSuccess() {
          toast({ text: t("debrief.done") });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("debrief.write")} onClose={onClose}>
      <Field label={t("debrief.agreed")}>
        <Textarea
          value={agreed}
          maxLength={4000}
          rows={2}
          onChange={(_event, { value }) => setAgreed(value)}
        />
      </Field>
      <PromisesField deal={deal} myId={myId} promises={promises} onChange={setPromises} />
      <Field label={t("debrief.next")}>
        <Input value={next} maxLength={2000} onChange={(_event, { value }) => setNext(value)} />
      </Field>
      <Field
        label={t("debrief.recap")}
        {...(speaker !== undefined && { hint: t("debrief.recapHint", { name: speaker }) })}
      >
        <Textarea
          value={recap ?? usual}
          maxLength={8000}
          rows={4}
          onChange={(_event, { value }) => setRecap(value)}
        />
      </Field>
      {writing.error !== null && <Refused error={writing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={writing.isPending || (agreed.trim() === "" && said.length === 0 && next.trim() === "")}
          onClick={write}
        >
          {t("debrief.keep")}
        </Button>
      </WindowActions>
    </Window>
  );
}

/** The note to the client as it follows from the fields, until somebody words it themselves. */
function recapOf(
  t: Translate,
  { agreed, next, promises }: { agreed: string; next: string; promises: readonly Promised[] },
): string {
  const lines = [
    t("debrief.recapFirst"),
    ...(agreed.trim() === "" ? [] : [agreed.trim()]),
    ...promises.map(({ text }) => `– ${text.trim()}`),
    ...(next.trim() === "" ? [] : [t("debrief.nextIs", { next: next.trim() })]),
  ];
  return lines.join("\n");
}
