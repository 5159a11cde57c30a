import { useRead } from "../../client/reading.tsx";
import { type Doubt, listDoubts } from "../../contract/doubts.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { reasonSentence } from "./sentences.ts";
import styles from "./voice-part.module.css";
import { WhichDeal } from "./which-deal.tsx";

/** Mail of which the rule cannot tell, or that came while nobody spoke: what it waits for, and who can help. Nothing where there is none. */
export function Doubts({ dealId }: { dealId: string }) {
  const t = useT();
  const follows = { topics: ["incidents", "deals"], dealId } as const;
  const { data, error, refetch } = useRead(listDoubts, { params: { dealId } }, follows);
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.doubts.length === 0) return null;
  return (
    <Section title={t("doubts.title")} count={data.doubts.length}>
      <ul className={card["frame"]}>
        {data.doubts.map((doubt) => (
          <DoubtLine
            key={`${doubt.client.address} ${doubt.sentAt} ${doubt.subject}`}
            doubt={doubt}
            dealId={dealId}
          />
        ))}
      </ul>
    </Section>
  );
}

function DoubtLine({ doubt, dealId }: { doubt: Doubt; dealId: string }) {
  const t = useT();
  const format = useFormat();
  const { client, kind, reason, sentAt, subject, readers, yourMessageId } = doubt;
  const mayAnswer = reason === "which-deal" && yourMessageId !== null;
  const names = format.list(readers.map(({ name }) => name));
  return (
    <li className={styles["item"]}>
      <span className={styles["words"]}>
        <span>
          <strong>{client.name || client.address}</strong>
          {subject !== null && ` ${t("incident.subject", { subject })}`}
        </span>
        <span className={card["quiet"]}>
          {[reasonSentence(t, reason), format.ago(sentAt)].join("\u00a0· ")}
        </span>
        {kind === "vacant" && <span className={card["quiet"]}>{t("doubts.vacant")}</span>}
        {reason === "which-deal" && !mayAnswer && readers.length > 0 && (
          <span className={card["quiet"]}>{t("doubts.who", { names })}</span>
        )}
      </span>
      {mayAnswer && (
        <span className={styles["actions"]}>
          <WhichDeal messageId={yourMessageId} dealId={dealId} isSmall />
        </span>
      )}
    </li>
  );
}
