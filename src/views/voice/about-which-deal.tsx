import { Button, Select } from "@fluentui/react-components";
import { useId, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { listDeals } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAddingContact } from "./adding-contact.ts";
import { useAnswering } from "./answering.ts";
import styles from "./message-panel.module.css";

/**
 * Asks which of the reader's deals a stranger's mail is about: the conversation alone, or the stranger from now on.
 * `name` is the stranger's. Shows nothing to whoever has no deal.
 */
export function AboutWhichDeal({ messageId, name }: { messageId: string; name: string }) {
  const t = useT();
  const id = useId();
  const [picked, choose] = useState<string | null>(null);
  const { data, error } = useRead(listDeals, {}, { topics: ["deals"] });
  const { answer, isPending } = useAnswering(messageId);
  const adding = useAddingContact(messageId);
  if (error !== null) return <Refused error={error} />;
  if (data === undefined) return <Skeleton rows={1} />;
  const deals = data.deals.filter(({ stage }) => stage !== "won" && stage !== "lost");
  if (deals.length === 0) return null;
  // Who works on one deal alone is asked about that one.
  const chosenId = picked ?? (deals.length === 1 ? deals[0]?.id : undefined) ?? "";
  const chosen = deals.find((deal) => deal.id === chosenId);
  const isBusy = isPending || adding.isPending;
  return (
    <div className={styles["actions"]}>
      <label htmlFor={id}>{t("about.question")}</label>
      <Select id={id} value={chosenId} onChange={(_event, { value }) => choose(value)}>
        <option value="">{t("about.choose")}</option>
        {deals.map((deal) => (
          <option key={deal.id} value={deal.id}>
            {deal.name}
          </option>
        ))}
      </Select>
      <Button disabled={chosen === undefined || isBusy} onClick={() => answer({ deal: chosenId })}>
        {t("about.this")}
      </Button>
      <Button
        appearance="subtle"
        disabled={chosen === undefined || isBusy}
        onClick={() => chosen && adding.add(chosen, name)}
      >
        {t("contact.add", { name })}
      </Button>
    </div>
  );
}
