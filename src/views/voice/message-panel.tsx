import { lazy, Suspense, useEffect } from "react";
import { useRead } from "../../client/reading.tsx";
import { checkMessage } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./message-panel.module.css";

// The card is fetched while the server reads the mail.
const load = () => import("./reading-card.tsx");
const ReadingCard = lazy(async () => ({ default: (await load()).ReadingCard }));
const AboutWhichDeal = lazy(async () => ({
  default: (await import("./about-which-deal.tsx")).AboutWhichDeal,
}));

/** The side panel on one mail: whose deal it is, who speaks, what the rule says. Null: no mail is selected. */
export function MessagePanel({ item }: { item: { messageId: string; isShared: boolean } | null }) {
  const t = useT();
  const messageId = item === null || item.isShared ? null : item.messageId;
  const input = messageId === null ? null : { body: { messageId } };
  const { data, error, refetch } = useRead(checkMessage, input, { topics: ["incidents", "deals"] });
  useEffect(() => void load().catch(() => {}), []);
  if (item === null) return <Empty title={t("reading.nothing")}>{t("reading.nothingNext")}</Empty>;
  if (messageId === null) return <Empty title={t("reading.shared")}>{t("reading.sharedNext")}</Empty>;
  if (error !== null && data === undefined) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={3} tall />;
  const { readings, sender, others, resembles = null } = data;
  if (readings.length === 0) {
    const name = sender === null ? null : sender.name || sender.address;
    return (
      <div className={styles["panel"]}>
        <Empty title={t("reading.none")}>
          {name === null ? t("reading.noneInternal") : t("reading.noneUnknown", { name })}
        </Empty>
        {resembles !== null && (
          <p className={styles["warning"]} role="status">
            {t("reading.resembles", { domain: resembles })}
          </p>
        )}
        {name !== null && resembles === null && (
          <Suspense fallback={<Skeleton rows={1} />}>
            <AboutWhichDeal key={messageId} messageId={messageId} name={name} />
          </Suspense>
        )}
      </div>
    );
  }
  return (
    <div className={styles["panel"]}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {readings.length > 1 && (
        <p className={card["quiet"]}>{t("reading.several", { count: readings.length })}</p>
      )}
      <Suspense fallback={<Skeleton rows={3} tall />}>
        {readings.map((reading) => (
          <ReadingCard
            key={`${messageId} ${reading.deal.id}`}
            messageId={messageId}
            reading={reading}
            sender={sender}
            others={others}
          />
        ))}
      </Suspense>
    </div>
  );
}
