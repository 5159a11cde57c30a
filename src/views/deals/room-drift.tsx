import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { z } from "zod/mini";
import { useRead, useWrite } from "../../client/reading.tsx";
import { checkRoom, readRoomDrift, settleDrift } from "../../contract/deal-drift.ts";
import type { Deal } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./room-drift.module.css";

type Drift = z.output<typeof readRoomDrift.reply>["drift"][number];

/** Who is in the room without a seat, or has a seat and is not in it; each is repaired or explained. */
export function RoomDrift({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const params = { dealId: deal.id };
  const { data, error, refetch } = useRead(
    readRoomDrift,
    { params },
    { topics: ["room", "deals"], dealId: deal.id },
  );
  const checking = useWrite(checkRoom, ["room"]);
  if (deal.room.state === "none") return null;
  const check = (
    <Button size="small" disabled={checking.isPending} onClick={() => checking.mutate({ params })}>
      {t("drift.check")}
    </Button>
  );
  return (
    <Section title={t("drift.title")} action={check}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {checking.error !== null && <Refused error={checking.error} />}
      {data === undefined && error === null && <Skeleton rows={1} />}
      {data?.drift.length === 0 && (
        <GoodLine>
          {data.checkedAt === null
            ? t("drift.unchecked")
            : t("drift.none", { ago: format.ago(data.checkedAt) })}
        </GoodLine>
      )}
      {data !== undefined && data.drift.length > 0 && (
        <ul className={card["frame"]}>
          {data.drift.map((drift) => (
            <DriftLine key={`${drift.kind} ${drift.person.id}`} deal={deal} drift={drift} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function DriftLine({ deal, drift }: { deal: Deal; drift: Drift }) {
  const t = useT();
  const format = useFormat();
  const [isExplaining, setExplaining] = useState(false);
  const settling = useWrite(settleDrift, ["room", "deals"]);
  const { person, kind, since, explained } = drift;
  const input = { params: { dealId: deal.id } };
  const leads = deal.yourRole === "accountManager";
  return (
    <li className={styles["item"]}>
      <span>
        {t(`drift.kind.${kind}`, { name: person.name })}
        <span className={`${card["quiet"]} ${styles["quiet"]}`}>
          {explained === null
            ? t("drift.since", { day: format.dayOf(since) })
            : t("drift.explained", { name: explained.by.name, words: explained.words })}
        </span>
      </span>
      {leads && !isExplaining && (
        <span className={styles["actions"]}>
          {kind !== "left-company" && (
            <Button
              size="small"
              disabled={settling.isPending}
              onClick={() => settling.mutate({ ...input, body: { action: "repair", personId: person.id } })}
            >
              {t(`drift.repair.${kind}`)}
            </Button>
          )}
          <Button size="small" appearance="subtle" onClick={() => setExplaining(true)}>
            {t("drift.explain")}
          </Button>
        </span>
      )}
      {isExplaining && (
        <Explanation
          isPending={settling.isPending}
          onCancel={() => setExplaining(false)}
          onExplain={(words) =>
            settling.mutate(
              { ...input, body: { action: "explain", personId: person.id, words } },
              { onSuccess: () => setExplaining(false) },
            )
          }
        />
      )}
      {settling.error !== null && <Refused error={settling.error} />}
    </li>
  );
}

type ExplanationProps = { isPending: boolean; onExplain: (words: string) => void; onCancel: () => void };

function Explanation({ isPending, onExplain, onCancel }: ExplanationProps) {
  const t = useT();
  const [words, setWords] = useState("");
  return (
    <form
      className={styles["explain"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== "") onExplain(words.trim());
      }}
    >
      <Field label={t("drift.why")} className={styles["words"] ?? ""}>
        <Input value={words} maxLength={300} autoFocus onChange={(_event, { value }) => setWords(value)} />
      </Field>
      <Button type="submit" disabled={isPending || words.trim() === ""}>
        {t("drift.explainDo")}
      </Button>
      <Button appearance="subtle" onClick={onCancel}>
        {t("action.cancel")}
      </Button>
    </form>
  );
}
