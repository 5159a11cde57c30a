import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
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
import styles from "./meetings.module.css";

type Promised = { id: string; text: string; ownerId: string; due: string };

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
      <Promises deal={deal} myId={myId} promises={promises} onChange={setPromises} />
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

type PromisesProps = {
  deal: Deal;
  myId: string | null;
  promises: readonly Promised[];
  onChange: (promises: Promised[]) => void;
};

function Promises({ deal, myId, promises, onChange }: PromisesProps) {
  const t = useT();
  const change = (id: string, part: Partial<Promised>) =>
    onChange(promises.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const add = () =>
    onChange([
      ...promises,
      { id: crypto.randomUUID(), text: "", ownerId: myId ?? deal.seats[0]?.person.id ?? "", due: "" },
    ]);
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("debrief.promises")}</legend>
      {promises.map(({ id, text, ownerId, due }) => (
        <div key={id} className={styles["promise"]}>
          <Input
            aria-label={t("debrief.what")}
            placeholder={t("debrief.what")}
            value={text}
            maxLength={255}
            onChange={(_event, { value }) => change(id, { text: value })}
          />
          <Select
            aria-label={t("debrief.owner")}
            value={ownerId}
            onChange={(_event, { value }) => change(id, { ownerId: value })}
          >
            {deal.seats.map(({ person }) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
          <Input
            type="date"
            aria-label={t("debrief.due")}
            value={due}
            onChange={(_event, { value }) => change(id, { due: value })}
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("debrief.drop")}
            onClick={() => onChange(promises.filter((one) => one.id !== id))}
          />
        </div>
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={add}>
          {t("debrief.add")}
        </Button>
      </div>
    </fieldset>
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
