import { Button, Checkbox } from "@fluentui/react-components";
import { useState } from "react";
import type { z } from "zod/mini";
import { useRead, useWrite } from "../../client/reading.tsx";
import { adoptChannel, createRoom, listRoomCandidates } from "../../contract/deal-rooms.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import styles from "./room-panel.module.css";

type Channel = z.output<typeof listRoomCandidates.reply>["channels"][number];

/** Makes the deal's room; where a channel of the same purpose is there already, it can become the room instead. */
export function MakeRoom({ deal }: { deal: Deal }) {
  const t = useT();
  const params = { dealId: deal.id };
  const [isOwnTeam, setOwnTeam] = useState(false);
  const making = useWrite(createRoom, ["room", "deals"]);
  const adopting = useWrite(adoptChannel, ["room", "deals"]);
  // What cannot be looked up is not offered; the room can be made all the same.
  const { data } = useRead(listRoomCandidates, { params }, { topics: ["room"], dealId: deal.id });
  const channels = data?.channels ?? [];
  const error = making.error ?? adopting.error;
  const isBusy = making.isPending || adopting.isPending;
  return (
    <>
      {channels.length > 0 && (
        <Candidates
          channels={channels}
          isBusy={isBusy}
          onAdopt={(channelId) => adopting.mutate({ params, body: { channelId } })}
        />
      )}
      <Checkbox
        label={t("room.ownTeam")}
        checked={isOwnTeam}
        onChange={(_event, { checked }) => setOwnTeam(checked === true)}
      />
      {error !== null && <Refused error={error} />}
      <div className={styles["actions"]}>
        <Button
          appearance="primary"
          disabled={isBusy}
          onClick={() => making.mutate({ params, body: isOwnTeam ? { team: "own" } : {} })}
        >
          {t("room.create")}
        </Button>
      </div>
    </>
  );
}

type CandidatesProps = {
  channels: readonly Channel[];
  isBusy: boolean;
  onAdopt: (channelId: string) => void;
};

function Candidates({ channels, isBusy, onAdopt }: CandidatesProps) {
  const t = useT();
  return (
    <section className={styles["candidates"]} aria-label={t("room.candidates")}>
      <p>{t("room.candidates")}</p>
      <ul className={styles["steps"]}>
        {channels.map(({ id, name, why }) => (
          <li key={id} className={styles["candidate"]}>
            <span>
              {name}
              <span className={styles["reason"]}>{t(`room.candidate.${why}`)}</span>
            </span>
            <Button
              size="small"
              disabled={isBusy}
              aria-label={t("room.adoptNamed", { name })}
              onClick={() => onAdopt(id)}
            >
              {t("room.adopt")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
