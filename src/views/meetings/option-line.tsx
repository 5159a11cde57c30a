import { Button } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Ask, AskOption } from "../../contract/asks.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { optionTitle, optionWords } from "./ask-words.ts";
import styles from "./meetings.module.css";
import { SendOption } from "./send-option.tsx";
import { useSendOption } from "./use-send-option.ts";

/** One way out: its words as they stand, sent in one click; or opened first, to change them or the time. */
export function OptionLine({ ask, option }: { ask: Ask; option: AskOption }) {
  const t = useT();
  const { now } = useSurroundings();
  const [isOpen, open] = useState(false);
  const { error, isPending, send } = useSendOption(ask, option);
  const title = optionTitle(t, option);
  const words = optionWords(t, ask, option);
  // At that time nobody could come: another is chosen in the window that opens.
  const needsTime = Date.parse(ask.start) < now() || option.availability === "busy";
  return (
    <li className={styles["option"]}>
      <div className={styles["line"]}>
        <span>
          <Button size="small" onClick={() => open(true)}>
            {title}
          </Button>
          {option.availability !== null && (
            <span className={card["quiet"]}> {t(`ask.free.${option.availability}`)}</span>
          )}
        </span>
        {!needsTime && (
          <Button
            size="small"
            appearance="subtle"
            icon={<SendRegular />}
            aria-label={t("ask.sendThis", { option: title })}
            disabled={isPending}
            onClick={() => send(words, null)}
          >
            {t("ask.send")}
          </Button>
        )}
      </div>
      <p className={card["quiet"]}>{words.replace(/\s+/g, " ")}</p>
      {error !== null && <Refused error={error} />}
      {isOpen && <SendOption ask={ask} option={option} onClose={() => open(false)} />}
    </li>
  );
}
