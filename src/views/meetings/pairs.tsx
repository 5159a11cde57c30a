import { Button, Select } from "@fluentui/react-components";
import { useRead, useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { keepPair, listPairs, type Pair } from "../../contract/pairs.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { Section } from "../../ui/section.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./meetings.module.css";

/** Cadences to choose from, in days. */
const CADENCES = [14, 30, 60, 90, 180] as const;

/** Our executives and the client's people: when each two last met and meet next, overdue first. */
export function Pairs({ deal }: { deal: Deal }) {
  const t = useT();
  const dealId = deal.id;
  const { data, error, refetch } = useRead(
    listPairs,
    { params: { dealId } },
    { topics: ["meetings", "deals"], dealId },
  );
  // Without an executive or a contact there is nothing to keep touch with; the sections above say what to do.
  if (error === null && (data === undefined || data.pairs.length === 0)) return null;
  return (
    <Section title={t("pairs.title")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      <ul className={styles["list"]}>
        {data?.pairs.map((pair) => (
          <PairLine key={`${pair.executive.id} ${pair.contact.id}`} pair={pair} deal={deal} />
        ))}
      </ul>
    </Section>
  );
}

function PairLine({ pair, deal }: { pair: Pair; deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { now } = useSurroundings();
  const keeping = useWrite(keepPair, ["meetings"]);
  const { executive, contact, everyDays, lastTouch, lastBy, nextTouch, due, overdue } = pair;
  const keep = (body: { everyDays: number | null; touchedAt: string | null }) => {
    const params = { dealId: deal.id, executiveId: executive.id, contactId: contact.id };
    const onError = (error: Error) => toast({ text: refusalSentence(t, error) });
    keeping.mutate({ params, body }, { onError });
  };
  const facts = [
    lastTouch === null
      ? t("pairs.never")
      : t(`pairs.last.${lastBy ?? "meeting"}`, { day: format.dayOf(lastTouch) }),
    ...(nextTouch === null ? [] : [t("pairs.next", { day: format.dayOf(nextTouch) })]),
    ...(due === null ? [] : [t(overdue ? "pairs.overdue" : "pairs.due", { day: format.dayOf(due) })]),
  ];
  const names = { ours: executive.name, theirs: contact.name };
  return (
    <li className={styles["line"]}>
      <span>
        {executive.name} – {contact.name}
        <span className={styles["quiet"]} data-overdue={overdue}>
          {" "}
          {facts.join(" · ")}
        </span>
      </span>
      {deal.yourRole === "accountManager" && (
        <span className={styles["actions"]}>
          <Select
            aria-label={t("pairs.everyOf", names)}
            value={String(everyDays ?? "")}
            onChange={(_event, { value }) =>
              keep({ everyDays: value === "" ? null : Number(value), touchedAt: null })
            }
          >
            <option value="">{t("pairs.noCadence")}</option>
            {[...new Set([...CADENCES, ...(everyDays === null ? [] : [everyDays])])].map((days) => (
              <option key={days} value={days}>
                {t("pairs.every", { count: days })}
              </option>
            ))}
          </Select>
          <Button
            aria-label={t("pairs.touchedOf", names)}
            onClick={() => keep({ everyDays, touchedAt: new Date(now()).toISOString() })}
          >
            {t("pairs.touched")}
          </Button>
        </span>
      )}
    </li>
  );
}
