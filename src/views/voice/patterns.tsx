import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type * as z from "zod/mini";
import type { Deal } from "../../contract/deals.ts";
import type { readVoice } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Section } from "../../ui/section.tsx";
import styles from "./voice-part.module.css";

const DelegateTopic = lazy(async () => ({ default: (await import("./delegate-topic.tsx")).DelegateTopic }));

type Pattern = z.output<typeof readVoice.reply>["patterns"][number];

type Props = { deal: Deal; patterns: readonly Pattern[]; mayDelegate: boolean };

/** The client's people who go around, and what could help. Nothing is said of colleagues; nothing when nobody does. */
export function Patterns({ deal, patterns, mayDelegate }: Props) {
  const t = useT();
  const format = useFormat();
  const [client, delegateWith] = useState<Pattern["client"] | null>(null);
  if (patterns.length === 0) return null;
  return (
    <Section title={t("patterns.title")}>
      <ul className={card["frame"]}>
        {patterns.map(({ client, count, since, suggestion }) => (
          <li key={client.address} className={styles["item"]}>
            <span className={styles["words"]}>
              <span>
                {t("patterns.around", {
                  client: client.name || client.address,
                  day: format.dayOf(since),
                  count,
                })}
              </span>
              <span className={card["quiet"]}>{t(`suggestion.${suggestion}`)}</span>
            </span>
            {suggestion === "delegate" && mayDelegate && (
              <Button size="small" onClick={() => delegateWith(client)}>
                {t("patterns.delegate", { client: client.name || client.address })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Suspense>
        {client !== null && <DelegateTopic deal={deal} client={client} onClose={() => delegateWith(null)} />}
      </Suspense>
    </Section>
  );
}
