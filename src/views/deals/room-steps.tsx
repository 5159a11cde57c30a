import {
  CheckmarkCircleFilled,
  CircleRegular,
  ErrorCircleFilled,
  PersonClockRegular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Room } from "../../contract/deal-rooms.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./room-panel.module.css";

type Step = Room["steps"][number];

/** The steps in which a room comes about, each with what became of it. */
export function RoomSteps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={styles["steps"]} aria-live="polite">
      {steps.map((step) => (
        <StepLine key={step.name} step={step} />
      ))}
    </ol>
  );
}

const ICONS: Record<Step["state"], ReactNode> = {
  waiting: <CircleRegular />,
  done: <CheckmarkCircleFilled />,
  failed: <ErrorCircleFilled />,
  "needs-you": <PersonClockRegular />,
};

function StepLine({ step }: { step: Step }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={styles["step"]}>
      <span className={styles["icon"]} data-state={step.state} aria-hidden="true">
        {ICONS[step.state]}
      </span>
      <span>
        {t(`room.step.${step.name}`)}
        <span className={styles["why"]}> · {t(`room.stepState.${step.state}`)}</span>
        {step.state === "needs-you" && <span className={styles["reason"]}>{t("room.inYourName")}</span>}
        {step.why !== null && <span className={styles["reason"]}>{t(`room.why.${step.why}`)}</span>}
        {step.people.length > 0 && (
          <span className={styles["reason"]}>{t("room.people", { names: format.list(step.people) })}</span>
        )}
      </span>
    </li>
  );
}
