import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type * as z from "zod/mini";
import { useRead, useWrite } from "../../client/reading.tsx";
import { type Ask, answerAsk, declineReason, readOffers } from "../../contract/asks.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./meetings.module.css";

type Said = z.input<typeof answerAsk.body>["answer"];
type Opened = "time" | "colleague" | "no" | null;

/** The answer in one tap: yes, another time, a colleague, or why not. */
export function AskAnswer({ ask }: { ask: Ask }) {
  const t = useT();
  const toast = useToast();
  const { myId } = useSurroundings();
  const [opened, open] = useState<Opened>(null);
  const answering = useWrite(answerAsk, ["meetings"]);

  function say(answer: Said) {
    const params = { dealId: ask.dealId, askId: ask.id };
    answering.mutate(
      { params, body: { key: crypto.randomUUID(), answer } },
      {
        onSuccess() {
          toast({ text: t("ask.answered") });
          open(null);
        },
        // The time may be gone: the others are shown at once.
        onError: () => open("time"),
      },
    );
  }

  const toggle = (part: Opened) => open(opened === part ? null : part);
  return (
    <>
      {myId !== ask.executive.id && (
        <p className={card["quiet"]}>{t("ask.youFor", { name: ask.executive.name })}</p>
      )}
      <div className={styles["actions"]}>
        {ask.state !== "accepted" && (
          <Button
            appearance="primary"
            disabled={answering.isPending}
            onClick={() => say({ kind: "yes", start: ask.start })}
          >
            {t("ask.yes")}
          </Button>
        )}
        {(["time", "colleague", "no"] as const).map((part) => (
          <Button key={part} aria-expanded={opened === part} onClick={() => toggle(part)}>
            {t(`ask.open.${part}`)}
          </Button>
        ))}
      </div>
      {answering.error !== null && <Refused error={answering.error} />}
      {opened === "no" && (
        <div className={styles["actions"]}>
          {declineReason.options.map((why) => (
            <Button key={why} size="small" onClick={() => say({ kind: "no", why })}>
              {t(`ask.why.${why}`)}
            </Button>
          ))}
          <Button size="small" appearance="subtle" onClick={() => say({ kind: "no", why: null })}>
            {t("ask.noReason")}
          </Button>
        </div>
      )}
      {(opened === "time" || opened === "colleague") && <Offers ask={ask} part={opened} say={say} />}
    </>
  );
}

type OffersProps = { ask: Ask; part: "time" | "colleague"; say: (answer: Said) => void };

function Offers({ ask, part, say }: OffersProps) {
  const t = useT();
  const format = useFormat();
  const input = { params: { dealId: ask.dealId, askId: ask.id } };
  const { data, error, refetch } = useRead(readOffers, input, { topics: ["meetings"], dealId: ask.dealId });
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={1} />;
  const when = (start: string) => ({ day: format.shortDay(start), time: format.time(start) });
  if (part === "time") {
    return (
      <div className={styles["actions"]}>
        {data.times.map(({ start }) => (
          <Button key={start} size="small" onClick={() => say({ kind: "yes", start })}>
            {t("plan.chosen", when(start))}
          </Button>
        ))}
        <Button size="small" appearance="subtle" onClick={() => say({ kind: "another-time" })}>
          {t(data.times.length > 0 ? "ask.noneOfThese" : "ask.open.time")}
        </Button>
      </div>
    );
  }
  if (data.colleagues.length === 0) return <p className={card["quiet"]}>{t("ask.noColleague")}</p>;
  return (
    <div className={styles["actions"]}>
      {data.colleagues.map(({ person, freeAt }) => (
        <Button key={person.id} size="small" onClick={() => say({ kind: "colleague", personId: person.id })}>
          {freeAt === null
            ? t("ask.colleagueBusy", { name: person.name })
            : t("ask.colleagueFree", { name: person.name, ...when(freeAt) })}
        </Button>
      ))}
    </div>
  );
}
