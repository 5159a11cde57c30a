import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import { useNameOf, useStage } from "../stage.tsx";
import { CLIENTS } from "../tenant/people.ts";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";
import { draftOf, type PresetName } from "./presets.ts";
import { type Sent, useWriting } from "./use-writing.ts";
import styles from "./world.module.css";

const LetterWindow = lazy(async () => ({ default: (await import("./letter-window.tsx")).LetterWindow }));

type Props = {
  preset: PresetName;
  title: string;
  why: string;
  icon: ReactNode;
  first?: boolean;
  onSent: (sent: Sent) => void;
};

/** A client's letter, ready to be sent, or to be changed first. */
export function LetterCard({ preset, title, why, icon, first = false, onSent }: Props) {
  const t = useT();
  const nameOf = useNameOf();
  const { cast } = useStage();
  const { send, isSending, error } = useWriting(onSent);
  const [isChanging, setChanging] = useState(false);
  const draft = draftOf(preset, t, cast.organization.domain);
  const route = t("world.route", { from: CLIENTS[draft.from].name, to: nameOf(draft.to) });
  return (
    <Card
      title={title}
      icon={icon}
      kind="letter"
      first={first}
      text={
        <>
          <p className={styles["letter"]}>
            <span>{route}</span>
            <strong className={styles["letterSubject"]}>{draft.subject}</strong>
          </p>
          <p>{why}</p>
          <ActError error={error} />
        </>
      }
    >
      <Button
        size="small"
        appearance={first ? "primary" : "secondary"}
        disabled={isSending}
        onClick={() => send(draft)}
      >
        {t("world.send")}
      </Button>
      <Button size="small" appearance="subtle" onClick={() => setChanging(true)}>
        {t("world.change")}
      </Button>
      {isChanging && (
        <Suspense>
          <LetterWindow preset={preset} onSent={onSent} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </Card>
  );
}
