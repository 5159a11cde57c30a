import type * as z from "zod/mini";
import type { readVoice } from "../../contract/voice.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Section } from "../../ui/section.tsx";
import styles from "./voice-part.module.css";

type Pattern = z.output<typeof readVoice.reply>["patterns"][number];

/** The client's people who go around, and what could help. Nothing is said of colleagues; nothing when nobody does. */
export function Patterns({ patterns }: { patterns: readonly Pattern[] }) {
  const t = useT();
  const format = useFormat();
  if (patterns.length === 0) return null;
  return (
    <Section title={t("patterns.title")}>
      <ul className={styles["list"]}>
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
              <span className={styles["quiet"]}>{t(`suggestion.${suggestion}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
