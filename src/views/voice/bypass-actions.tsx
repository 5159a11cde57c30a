import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { Reading } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { Learned } from "../../ui/language/learned.tsx";
import { GoodLine } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./message-panel.module.css";
import { useSettling } from "./settling.ts";

const HandToSpeaker = lazy(async () => ({ default: (await import("./hand-to-speaker.tsx")).HandToSpeaker }));

const DelegateFromMail = lazy(async () => ({
  default: (await import("./delegate-from-mail.tsx")).DelegateFromMail,
}));

type Props = {
  messageId: string;
  reading: Reading;
  sender: { name: string; address: string } | null;
};

/** What can be done about a mail that went around: pass it on, say that it is about something else, delegate its topic. */
export function BypassActions({ messageId, reading, sender }: Props) {
  const t = useT();
  const { settle, isPending } = useSettling();
  const [isHanding, setHanding] = useState(false);
  const [isDelegating, setDelegating] = useState(false);
  const { incident, speaker, deputy, deal, verdict } = reading;
  const name = deputy?.name ?? speaker?.person.name ?? "";
  const state = incident?.state ?? "open";
  // Whoever handed it over reads there what was sent to whom, though the mail is settled by then.
  if (state !== "open" && !(isHanding && state === "handed")) {
    return <GoodLine>{t(`incident.state.${state}`, { name })}</GoodLine>;
  }
  if (isHanding) {
    return (
      <Suspense fallback={<Skeleton rows={3} tall />}>
        <HandToSpeaker messageId={messageId} dealId={deal.id} onBack={() => setHanding(false)} />
      </Suspense>
    );
  }
  return (
    <div className={styles["actions"]}>
      {speaker !== null && verdict.direction === "from-client" && (
        <Button appearance="primary" onClick={() => setHanding(true)}>
          {t("reading.hand", { name })}
        </Button>
      )}
      {incident !== null && (
        <Button appearance="subtle" disabled={isPending} onClick={() => settle(incident.id, "dismissed")}>
          {t("incident.dismiss")}
        </Button>
      )}
      {verdict.direction === "from-client" && (
        <Button appearance="subtle" onClick={() => setDelegating(true)}>
          {t("reading.delegate")}
        </Button>
      )}
      {isDelegating && (
        <Suspense fallback={<Skeleton rows={1} />}>
          <Learned feature="deal">
            <DelegateFromMail
              dealId={deal.id}
              messageId={messageId}
              client={sender}
              onClose={() => setDelegating(false)}
            />
          </Learned>
        </Suspense>
      )}
    </div>
  );
}
