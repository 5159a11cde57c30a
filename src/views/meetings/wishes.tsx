import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { type MeetingWishes, readWishes } from "../../contract/meetings-wishes.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import styles from "./meetings.module.css";
import { useWishWords } from "./wish-words.ts";

const EditRule = lazy(async () => ({ default: (await import("./edit-wishes.tsx")).EditRule }));
const EditWish = lazy(async () => ({ default: (await import("./edit-wishes.tsx")).EditWish }));

type Told = MeetingWishes["people"][number];

/** When the deal's team and its people want no meetings, and the way to say so. */
export function Wishes({ deal }: { deal: Deal }) {
  const t = useT();
  const words = useWishWords();
  const dealId = deal.id;
  const [edited, edit] = useState<Told | "rule" | null>(null);
  const input = { params: { dealId } };
  const { data, error, refetch } = useRead(readWishes, input, { topics: ["meetings", "deals"], dealId });
  if (error === null && data === undefined) return null;
  const shown = data?.people.filter(({ wish, yours }) => yours || words.ofWish(wish).length > 0) ?? [];
  return (
    <Section title={t("wishes.title")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <ul className={styles["list"]}>
          <Line
            name={t("wishes.team")}
            words={words.ofRule(data.rule)}
            onEdit={data.yoursToRule ? () => edit("rule") : null}
          />
          {shown.map((told) => (
            <Line
              key={told.person.id}
              name={told.person.name}
              words={words.ofWish(told.wish)}
              onEdit={told.yours ? () => edit(told) : null}
            />
          ))}
        </ul>
      )}
      {data !== undefined && edited !== null && (
        <Suspense>
          {edited === "rule" ? (
            <EditRule dealId={dealId} rule={data.rule} onClose={() => edit(null)} />
          ) : (
            <EditWish dealId={dealId} told={edited} onClose={() => edit(null)} />
          )}
        </Suspense>
      )}
    </Section>
  );
}

function Line(props: { name: string; words: readonly string[]; onEdit: (() => void) | null }) {
  const { name, words, onEdit } = props;
  const t = useT();
  return (
    <li className={styles["line"]}>
      <span>
        {name}
        <span className={card["quiet"]}> {words.length === 0 ? t("wishes.nothing") : words.join(" · ")}</span>
      </span>
      {onEdit !== null && (
        <Button size="small" aria-label={t("wishes.editOf", { name })} onClick={onEdit}>
          {t("wishes.edit")}
        </Button>
      )}
    </li>
  );
}
