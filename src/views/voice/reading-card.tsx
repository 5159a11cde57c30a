import { Button } from "@fluentui/react-components";
import type { Reading } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { SpokespersonMark } from "../../ui/mark.tsx";
import { GoodLine } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useAnswering } from "./answering.ts";
import { BypassActions } from "./bypass-actions.tsx";
import styles from "./message-panel.module.css";
import { reasonSentence } from "./sentences.ts";
import { WhichDeal } from "./which-deal.tsx";

/** Reasons that somebody's answer about the conversation gave. */
const ANSWERED: readonly string[] = ["not-about-deals", "other-deal"];

type Props = {
  messageId: string;
  reading: Reading;
  sender: { name: string; address: string } | null;
  others: readonly string[];
};

/** How the rule reads the selected mail for one deal. In order: one quiet line. Not in order: who speaks, why, one button. */
export function ReadingCard({ messageId, reading, sender, others }: Props) {
  const t = useT();
  const format = useFormat();
  const { deal, speaker, deputy = null, presence, verdict } = reading;
  const name = speaker?.person.name ?? "";
  if (verdict.kind === "heard") return <HeardLine reading={reading} />;
  if (verdict.kind === "delegated") return <GoodLine>{t("reading.delegated", { deal: deal.name })}</GoodLine>;
  if (verdict.kind === "exempt" || verdict.kind === "outside") {
    return (
      <div className={styles["head"]}>
        <div>
          <p>{reasonSentence(t, verdict.reason)}</p>
          <p className={card["quiet"]}>{deal.name}</p>
        </div>
        {ANSWERED.includes(verdict.reason) && <TakeBack messageId={messageId} />}
      </div>
    );
  }
  const reached = format.list([t("you"), ...others]);
  return (
    <article className={`${card["frame"]} ${styles["card"]}`} aria-label={deal.name}>
      <SpokespersonMark speaker={speaker} presence={presence} />
      {deputy !== null && <p>{t("reading.deputy", { speaker: name, name: deputy.name })}</p>}
      <div>
        <p className={styles["verdict"]}>
          {verdictSentence(t, reading, sender?.name || sender?.address || "", reached)}
        </p>
        {verdict.kind !== "bypass" && <p>{reasonSentence(t, verdict.reason)}</p>}
        <p className={card["quiet"]}>
          {[deal.name, deal.account, t(`stage.${deal.stage}` as "stage.lead")].join("\u00a0· ")}
        </p>
      </div>
      {verdict.kind === "bypass" && <BypassActions messageId={messageId} reading={reading} sender={sender} />}
      {verdict.reason === "which-deal" && (
        <div className={styles["actions"]}>
          <WhichDeal messageId={messageId} dealId={deal.id} />
        </div>
      )}
    </article>
  );
}

/** Who has the mail: by name, since the voice may have passed on after it was sent. */
function HeardLine({ reading: { deal, speaker, verdict, heardBy = null } }: { reading: Reading }) {
  const t = useT();
  const { myId } = useSurroundings();
  const whoever = heardBy ?? speaker?.person;
  const isMe = whoever?.id === myId;
  const says = { name: whoever?.name ?? "", deal: deal.name };
  if (verdict.reason === "deputy")
    return <GoodLine>{t(isMe ? "reading.heardYoursDeputy" : "reading.heardDeputy", says)}</GoodLine>;
  const isYours = isMe && speaker?.person.id === myId;
  return <GoodLine>{t(isYours ? "reading.heardYours" : "reading.heard", says)}</GoodLine>;
}

function TakeBack({ messageId }: { messageId: string }) {
  const t = useT();
  const { answer, isPending } = useAnswering(messageId);
  return (
    <Button size="small" disabled={isPending} onClick={() => answer(null)}>
      {t("about.takeBack")}
    </Button>
  );
}

function verdictSentence(
  t: Translate,
  { verdict, speaker }: Reading,
  client: string,
  reached: string,
): string {
  const name = speaker?.person.name ?? "";
  if (verdict.kind === "vacant") return t("reading.vacant");
  if (verdict.kind === "unclear") return t("reading.unclear");
  if (verdict.direction === "to-client") return t("reading.bypassToClient", { name });
  return t("reading.bypass", { client, reached, name });
}
