import { Button, Checkbox, Input } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { stage } from "../../contract/deal-parts.ts";
import type { Person } from "../../contract/words.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Choice } from "./choice.tsx";
import styles from "./find-deals.module.css";
import { ME, ROOM_STATES, SORTS, type Wanted } from "./use-wanted.ts";

/** How long somebody may pause in a word before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

type Props = {
  wanted: Wanted;
  onWant: (part: Partial<Wanted>) => void;
  /** By what deals can be chosen: the clients and leaders that there are. */
  choices: { clients?: readonly string[] | undefined; leaders?: readonly Person[] | undefined };
};

/** What is shown of how many; `of` undefined while it is not known. */
type Shown = { onClear?: () => void; count?: number | undefined; of?: number | undefined };

/**
 * Search, filters and order of the list of deals. `onWant` is told after each choice, and when typing pauses; `onClear`
 * is there when something is filtered.
 */
export function FindDeals({ onClear, count, of, ...props }: Props & Shown) {
  const t = useT();
  const { wanted, onWant } = props;
  const total = wanted.isArchived ? undefined : of;
  return (
    <search className={styles["find"]}>
      <div className={styles["first"]}>
        <Search wanted={wanted} onWant={onWant} />
        <Choice
          label={t("find.sort")}
          value={wanted.sort}
          options={SORTS.map((one) => [one, t(`find.by.${one}`)])}
          onChoose={(value) => onWant({ sort: SORTS.find((one) => one === value) ?? "close" })}
        />
      </div>
      <Filters {...props} />
      <div className={styles["checks"]}>
        <Checks wanted={wanted} onWant={onWant} />
        {onClear !== undefined && (
          <span className={styles["shown"]}>
            <span role="status">
              {count !== undefined &&
                (total === undefined ? t("find.count", { count }) : t("find.countOf", { count, total }))}
            </span>
            <Button size="small" onClick={onClear}>
              {t("find.clear")}
            </Button>
          </span>
        )}
      </div>
    </search>
  );
}

function Filters({ wanted, onWant, choices: { clients = [], leaders = [] } }: Props) {
  const t = useT();
  const { myId } = useSurroundings();
  const leader = wanted.leader === ME ? myId : wanted.leader;
  return (
    <div className={styles["filters"]}>
      <Choice
        small
        label={t("find.stage")}
        all={t("find.allStages")}
        value={wanted.stage}
        options={stage.options.map((one) => [one, t(`stage.${one}`)])}
        onChoose={(value) => onWant({ stage: stage.options.find((one) => one === value) ?? null })}
      />
      <Choice
        small
        label={t("find.client")}
        all={t("find.allClients")}
        value={wanted.client}
        options={clients.map((one) => [one, one])}
        onChoose={(client) => onWant({ client })}
      />
      <Choice
        small
        label={t("find.lead")}
        all={t("find.allLeads")}
        value={leader}
        unknown={t("find.someone")}
        options={leaders.map(({ id, name }) => [id, name])}
        onChoose={(id) => onWant({ leader: id === myId && id !== null ? ME : id })}
      />
      <Choice
        small
        label={t("find.room")}
        all={t("find.anyRoom")}
        value={wanted.room}
        options={ROOM_STATES.map((one) => [one, t(`find.roomIs.${one}`)])}
        onChoose={(value) => onWant({ room: ROOM_STATES.find((one) => one === value) ?? null })}
      />
    </div>
  );
}

function Checks({ wanted, onWant }: Omit<Props, "choices">) {
  const t = useT();
  const checks = [
    [t("find.mine"), wanted.leader === ME, (is: boolean) => ({ leader: is ? ME : null })],
    [t("find.attention"), wanted.needsSomebody, (is: boolean) => ({ needsSomebody: is })],
    [t("find.archived"), wanted.isArchived, (is: boolean) => ({ isArchived: is })],
  ] as const;
  return checks.map(([label, isChecked, part]) => (
    <Checkbox
      key={label}
      label={label}
      checked={isChecked}
      onChange={(_event, { checked }) => onWant(part(checked === true))}
    />
  ));
}

function Search({ wanted: { search }, onWant }: Omit<Props, "choices">) {
  const t = useT();
  const [typed, type] = useState(search);
  const [told, tell] = useState(search);
  // Cleared, or gone back to, from elsewhere: what is typed follows; a space at its end does not matter.
  if (told !== search) {
    tell(search);
    if (typed.trim() !== search) type(search);
  }
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => onWant({ search: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, onWant]);
  return (
    <Input
      type="search"
      aria-label={t("find.search")}
      placeholder={t("find.search")}
      maxLength={120}
      value={typed}
      onChange={(_event, { value }) => type(value)}
    />
  );
}
