import { Button } from "@fluentui/react-components";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { useT } from "../ui/language/language.tsx";
import { useStage } from "./stage.tsx";
import styles from "./tour.module.css";
import { ActError } from "./world/act-error.tsx";
import { draftOf } from "./world/presets.ts";
import { type Sent, useWriting } from "./world/use-writing.ts";

const STEPS = ["teams", "mail", "world"] as const;

/** A step of the tour is the part of the page that it is about. */
export type TourStep = (typeof STEPS)[number];

type Props = {
  step: TourStep;
  /** Null ends the tour. */
  onStep: (step: TourStep | null) => void;
  onSent: (sent: Sent) => void;
};

/** The tour of a first visit: three steps, the last of which sends the mail. Escape ends it; nothing is locked meanwhile. */
export function Tour({ step, onStep, onSent }: Props) {
  const t = useT();
  const id = useId();
  const { cast } = useStage();
  const card = useRef<HTMLDivElement>(null);
  const writing = useWriting((sent) => {
    onSent(sent);
    onStep(null);
  });
  const index = STEPS.indexOf(step);
  const next = STEPS[index + 1];
  const before = STEPS[index - 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is a new card to read.
  useEffect(() => card.current?.focus(), [step]);

  function onKeyDown({ key }: KeyboardEvent) {
    if (key === "Escape") onStep(null);
    if (key === "ArrowRight" && next !== undefined) onStep(next);
    if (key === "ArrowLeft" && before !== undefined) onStep(before);
  }

  const letter = () => writing.send(draftOf("delivery", t, cast.organization.domain));
  return (
    <div
      ref={card}
      className={styles["card"]}
      data-step={step}
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <p className={styles["count"]}>
        {t("tour.label")} · {t("tour.step", { step: index + 1, all: STEPS.length })}
      </p>
      <h2 id={`${id}-title`} className={styles["title"]}>
        {t(`tour.${step}.title`)}
      </h2>
      <p id={`${id}-text`}>{t(`tour.${step}.text`)}</p>
      <ActError error={writing.error} />
      <div className={styles["acts"]}>
        <Button appearance="subtle" size="small" onClick={() => onStep(null)}>
          {t(next === undefined ? "action.close" : "tour.skip")}
        </Button>
        <span className={styles["ways"]}>
          {before !== undefined && (
            <Button size="small" onClick={() => onStep(before)}>
              {t("action.back")}
            </Button>
          )}
          {next !== undefined ? (
            <Button size="small" appearance="primary" onClick={() => onStep(next)}>
              {t("tour.next")}
            </Button>
          ) : (
            <Button size="small" appearance="primary" disabled={writing.isSending} onClick={letter}>
              {t("tour.send")}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
