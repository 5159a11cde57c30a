import { Button } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { ErrorCircleFilled } from "@fluentui/react-icons/svg/error-circle";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import { PersonClockRegular } from "@fluentui/react-icons/svg/person-clock";
import type { ReactNode } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createRoom, type Room } from "../../contract/deal-rooms.ts";
import type { Deal } from "../../contract/deals.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./room-panel.module.css";

type Step = Room["steps"][number];

/** The deal's channel in Teams: makes it, shows each step as it happens, names what failed, goes on, opens it. */
export function RoomPanel({ deal }: { deal: Deal }) {
  const t = useT();
  const { openLink } = useSurroundings();
  const making = useWrite(createRoom, ["room", "deals"]);
  const { room } = deal;
  const { webUrl } = room;
  const make = () => making.mutate({ params: { dealId: deal.id } });
  const canMake = deal.yourRole === "accountManager";
  return (
    <Section title={t("room.title")}>
      <div className={styles["panel"]}>
        <p>{t(`room.state.${room.state}`, { name: room.channelName ?? deal.name })}</p>
        {room.state !== "none" && room.state !== "ready" && <Steps steps={room.steps} />}
        {making.error !== null && <Refused error={making.error} />}
        <div className={styles["actions"]}>
          {room.state === "none" && canMake && (
            <Button appearance="primary" disabled={making.isPending} onClick={make}>
              {t("room.create")}
            </Button>
          )}
          {room.state === "stuck" && canMake && (
            <Button appearance="primary" disabled={making.isPending} onClick={make}>
              {t("room.resume")}
            </Button>
          )}
          {(room.state === "none" || room.state === "stuck") && !canMake && (
            <span className={styles["why"]}>{t("room.who")}</span>
          )}
          {webUrl !== null && (
            <Button icon={<OpenRegular />} onClick={() => openLink(webUrl)}>
              {t("room.open")}
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
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
        {step.why !== null && <span className={styles["reason"]}>{t(`room.why.${step.why}`)}</span>}
        {step.people.length > 0 && (
          <span className={styles["reason"]}>{t("room.people", { names: format.list(step.people) })}</span>
        )}
      </span>
    </li>
  );
}
