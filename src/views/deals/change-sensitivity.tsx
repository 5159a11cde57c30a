import { Button, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { changeSensitivity } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { RoomKind } from "./room-kind.tsx";

/** What can become of the channel that was the room, the safer first. */
const FATES = ["archive", "keep"] as const;
type Fate = (typeof FATES)[number];

/**
 * Changes who gets into the deal's room. Teams cannot change a channel that exists: then it says so, and offers a new room
 * and what becomes of the old channel.
 */
export function ChangeSensitivity({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const [kind, choose] = useState(deal.sensitivity);
  const [old, setOld] = useState<Fate>("archive");
  const changing = useWrite(changeSensitivity, ["deals", "room"]);
  const { state, channelName } = deal.room;
  const hasChannel = state !== "none";
  const isSame = kind === deal.sensitivity;

  function change() {
    const body = { version: deal.version, sensitivity: kind, ...(hasChannel && { old }) };
    changing.mutate(
      { params: { dealId: deal.id }, body },
      {
        onSuccess() {
          toast({ text: t(hasChannel ? "sensitivity.newRoomDone" : "sensitivity.done") });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("sensitivity.title")} onClose={onClose}>
      <RoomKind value={kind} onChange={choose} />
      {hasChannel && !isSame && <NewRoom name={channelName ?? deal.name} old={old} onChoose={setOld} />}
      {changing.error !== null && <Refused error={changing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={isSame || changing.isPending} onClick={change}>
          {t(hasChannel && !isSame ? "sensitivity.newRoom" : "sensitivity.change")}
        </Button>
      </WindowActions>
    </Window>
  );
}

type NewRoomProps = { name: string; old: Fate; onChoose: (old: Fate) => void };

function NewRoom({ name, old, onChoose }: NewRoomProps) {
  const t = useT();
  return (
    <>
      <p role="note">{t("sensitivity.fixed", { name })}</p>
      <Field label={t("sensitivity.old", { name })}>
        <RadioGroup
          value={old}
          onChange={(_event, { value }) => onChoose(FATES.find((one) => one === value) ?? "archive")}
        >
          {FATES.map((one) => (
            <Radio key={one} value={one} label={t(`sensitivity.old.${one}`)} />
          ))}
        </RadioGroup>
      </Field>
    </>
  );
}
