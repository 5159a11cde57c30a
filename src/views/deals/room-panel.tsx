import { Button } from "@fluentui/react-components";
import { OpenRegular } from "@fluentui/react-icons";
import { useWrite } from "../../client/reading.tsx";
import { createRoom, undoRoom } from "../../contract/deal-rooms.ts";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { MakeRoom } from "./make-room.tsx";
import { RoomOpenness } from "./room-openness.tsx";
import styles from "./room-panel.module.css";
import { RoomSteps } from "./room-steps.tsx";
import { useOwnStep } from "./use-own-step.ts";

/** The deal's channel in Teams: makes it, shows each step as it happens, names what failed, goes on or takes it back. */
export function RoomPanel({ deal }: { deal: Deal }) {
  const t = useT();
  const { openLink } = useSurroundings();
  const { room } = deal;
  const { webUrl, state, undoing = false } = room;
  useOwnStep(deal);
  // No room is made for a deal that is over.
  if (state === "none" && isClosed(deal.stage)) return null;
  const canMake = deal.yourRole === "accountManager";
  const sentence = undoing && state !== "none" ? "undoing" : state;
  return (
    <Section title={t("room.title")}>
      <div className={`${card["frame"]} ${styles["panel"]}`}>
        <p>{t(`room.state.${sentence}`, { name: room.channelName ?? deal.name })}</p>
        {state === "ready" && room.adopted && <p className={styles["why"]}>{t("room.adopted")}</p>}
        <RoomOpenness deal={deal} />
        {state !== "none" && state !== "ready" && <RoomSteps steps={room.steps} />}
        {state === "none" && canMake && <MakeRoom deal={deal} />}
        {state === "stuck" && canMake && <GoOn deal={deal} />}
        {(state === "none" || state === "stuck") && !canMake && (
          <span className={styles["why"]}>{t("room.who")}</span>
        )}
        {webUrl !== null && (
          <div className={styles["actions"]}>
            <Button icon={<OpenRegular />} onClick={() => openLink(webUrl)}>
              {t("room.open")}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function GoOn({ deal }: { deal: Deal }) {
  const t = useT();
  const making = useWrite(createRoom, ["room", "deals"]);
  const undoing = useWrite(undoRoom, ["room", "deals"]);
  const isBusy = making.isPending || undoing.isPending;
  const error = making.error ?? undoing.error;
  const params = { dealId: deal.id };
  const isUndone = deal.room.undoing === true;
  const hasNoPlace = deal.room.steps.some(({ why }) => why === "team-full" || why === "team-unknown");
  return (
    <>
      {error !== null && <Refused error={error} />}
      <div className={styles["actions"]}>
        {!isUndone && (
          <Button appearance="primary" disabled={isBusy} onClick={() => making.mutate({ params, body: {} })}>
            {t("room.resume")}
          </Button>
        )}
        {!isUndone && hasNoPlace && (
          <Button disabled={isBusy} onClick={() => making.mutate({ params, body: { team: "own" } })}>
            {t("room.ownTeamInstead")}
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => undoing.mutate({ params })}>
          {t(isUndone ? "room.undoOn" : "room.undo")}
        </Button>
      </div>
    </>
  );
}
