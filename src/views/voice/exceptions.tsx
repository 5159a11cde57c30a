import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useRead, useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import {
  type Delegation,
  endException,
  listExceptions,
  type QuietPeriod,
} from "../../contract/exceptions.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./voice-part.module.css";

const DelegateTopic = lazy(async () => ({ default: (await import("./delegate-topic.tsx")).DelegateTopic }));
const DeclareQuiet = lazy(async () => ({ default: (await import("./declare-quiet.tsx")).DeclareQuiet }));

/** Who else may speak in the deal, and when nobody may; what is in force first. */
export function Exceptions({ deal }: { deal: Deal }) {
  const t = useT();
  const [making, make] = useState<"delegation" | "quiet" | null>(null);
  const dealId = deal.id;
  const follows = { topics: ["deals", "incidents"], dealId } as const;
  const { data, error, refetch } = useRead(listExceptions, { params: { dealId } }, follows);
  const { delegations = [], quietPeriods = [], may } = data ?? {};
  const close = () => make(null);
  return (
    <Section title={t("exceptions.title")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data !== undefined && delegations.length + quietPeriods.length === 0 && (
        <Empty title={t("exceptions.none")}>{t("exceptions.noneNext")}</Empty>
      )}
      {delegations.length + quietPeriods.length > 0 && (
        <ul className={card["frame"]}>
          {quietPeriods.map((one) => (
            <QuietLine key={one.id} quiet={one} dealId={dealId} mayEnd={may?.declareQuiet === true} />
          ))}
          {delegations.map((one) => (
            <DelegationLine key={one.id} delegation={one} dealId={dealId} mayEnd={may?.delegate === true} />
          ))}
        </ul>
      )}
      <div className={styles["actions"]}>
        {may?.delegate === true && <Button onClick={() => make("delegation")}>{t("delegate.title")}</Button>}
        {may?.declareQuiet === true && <Button onClick={() => make("quiet")}>{t("quiet.title")}</Button>}
        {may?.delegate === false && <span className={card["quiet"]}>{t("delegate.who")}</span>}
      </div>
      <Suspense>
        {making === "delegation" && <DelegateTopic deal={deal} onClose={close} />}
        {making === "quiet" && <DeclareQuiet deal={deal} onClose={close} />}
      </Suspense>
    </Section>
  );
}

function DelegationLine(props: { delegation: Delegation; dealId: string; mayEnd: boolean }) {
  const t = useT();
  const { person, topic, clients, isForConversation } = props.delegation;
  const limits = [
    clients === null ? null : t("delegate.with", { clients: clients.join(", ") }),
    isForConversation ? t("delegate.conversation") : null,
  ];
  return (
    <Line
      text={t("delegate.line", { topic, name: person.name })}
      limits={limits}
      {...props.delegation}
      {...props}
    />
  );
}

function QuietLine(props: { quiet: QuietPeriod; dealId: string; mayEnd: boolean }) {
  const t = useT();
  const { contact, rule } = props.quiet;
  return <Line text={t("quiet.line", { name: contact.name })} limits={[rule]} {...props.quiet} {...props} />;
}

type LineProps = {
  text: string;
  limits: readonly (string | null)[];
  id: string;
  dealId: string;
  since: string;
  until: string | null;
  isInForce: boolean;
  mayEnd: boolean;
};

function Line({ text, limits, id, dealId, since, until, isInForce, mayEnd }: LineProps) {
  const t = useT();
  const format = useFormat();
  const ending = useWrite(endException, ["deals", "incidents"]);
  const times = [
    isInForce ? null : t("exceptions.past"),
    t("exceptions.since", { day: format.dayOf(since) }),
    until === null ? null : t("mark.until", { day: format.lastDayBefore(until) }),
  ];
  return (
    <li className={styles["item"]}>
      <span className={styles["words"]}>
        <span>{text}</span>
        <span className={card["quiet"]}>
          {[...limits, ...times].filter((part) => part !== null).join("\u00a0· ")}
        </span>
      </span>
      {isInForce && mayEnd && (
        <Button
          size="small"
          disabled={ending.isPending}
          aria-label={t("exceptions.endOf", { what: text })}
          onClick={() => ending.mutate({ params: { dealId, exceptionId: id } })}
        >
          {t("exceptions.end")}
        </Button>
      )}
      {ending.error !== null && <Refused error={ending.error} />}
    </li>
  );
}
