import type * as z from "zod/mini";
import type { readVoice } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";

type Reading = z.output<typeof readVoice.reply>["reading"];

/** How far the past of the team's mailboxes was read; nothing when all of it is. */
export function PastReading({ reading }: { reading: Reading }) {
  const t = useT();
  const format = useFormat();
  if (reading.length === 0) return null;
  return (
    <div role="status" aria-label={t("past.title")}>
      {reading.map(({ person, done, mails }) => (
        <p key={person.id} className={card["quiet"]}>
          {t("past.reading", { name: person.name, share: format.percent(done), count: mails })}
        </p>
      ))}
    </div>
  );
}
