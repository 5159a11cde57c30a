import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { handOverVoice } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";

/** Asks whom the voice passes to, says what will change, and passes it. */
export function HandOverVoice({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const others = deal.seats.filter(({ person }) => person.id !== deal.speaker?.person.id);
  const [personId, choose] = useState(others[0]?.person.id ?? "");
  const passing = useWrite(handOverVoice, ["deals", "incidents"]);
  const chosen = others.find(({ person }) => person.id === personId)?.person;

  function pass() {
    const input = { params: { dealId: deal.id }, body: { personId, version: deal.version } };
    passing.mutate(input, {
      onSuccess() {
        toast({ text: t("handOver.done", { name: chosen?.name ?? "" }) });
        onClose();
      },
    });
  }

  return (
    <Window title={t("voice.handOver")} onClose={onClose}>
      <p>{others.length === 0 ? t("handOver.nobody") : t("handOver.what")}</p>
      <RadioGroup
        value={personId}
        onChange={(_event, { value }) => choose(value)}
        aria-label={t("handOver.whom")}
      >
        {others.map(({ person, role }) => (
          <Radio key={person.id} value={person.id} label={`${person.name}, ${t(`seat.${role}`)}`} />
        ))}
      </RadioGroup>
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
