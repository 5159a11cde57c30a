import { Button } from "@fluentui/react-components";
import type { FormEvent, ReactNode } from "react";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { WindowActions } from "../../ui/window.tsx";
import { ChosenTime } from "./chosen-time.tsx";
import styles from "./form.module.css";
import type { Found } from "./found.ts";
import { FoundTimes } from "./found-times.tsx";
import { InSight } from "./in-sight.tsx";
import type { Choice } from "./plan-draft.ts";

/** A search for times as it stands. */
type Searching = { data: Found | undefined; error: Error | null; isPending: boolean };

type Props = {
  searching: Searching;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
  onSearch: (event?: FormEvent) => void;
  /** Why the chosen time was not taken. */
  refusal: Error | null;
  /** What is asked before the search. */
  children: ReactNode;
};

/** The question, the button that looks for times, and what it found. */
export function SearchTimes({ searching, choice, onChoose, onSearch, refusal, children }: Props) {
  const t = useT();
  const { data, error, isPending } = searching;
  return (
    <>
      <form className={styles["form"]} onSubmit={onSearch} noValidate>
        {children}
        <div>
          <Button type="submit" appearance={choice === null ? "primary" : "secondary"}>
            {t("plan.search")}
          </Button>
        </div>
      </form>
      {refusal !== null && (
        <InSight>
          <Refused error={refusal} />
        </InSight>
      )}
      {isPending && (
        <InSight>
          <Skeleton rows={3} />
        </InSight>
      )}
      {error !== null && (
        <InSight>
          <Refused error={error} onRetry={onSearch} />
        </InSight>
      )}
      {data !== undefined && <FoundTimes found={data} chosen={choice} onChoose={onChoose} />}
    </>
  );
}

type ActionsProps = {
  found: Found | undefined;
  choice: Choice | null;
  isBusy: boolean;
  /** What the button says that takes the chosen time. */
  label: string;
  onTake: (choice: Choice) => void;
  onClose: () => void;
};

/** The end of such a window: the chosen time by everybody's clock, and the button that takes it. */
export function TakeTime({ found, choice, isBusy, label, onTake, onClose }: ActionsProps) {
  const t = useT();
  return (
    <WindowActions>
      {choice !== null && found !== undefined && <ChosenTime choice={choice} people={found.people} />}
      <Button onClick={onClose}>{t("action.cancel")}</Button>
      <Button
        appearance="primary"
        disabled={choice === null || isBusy}
        onClick={() => choice !== null && onTake(choice)}
      >
        {label}
      </Button>
    </WindowActions>
  );
}
