import { AlertFilled, AlertRegular, ChatFilled, ChatRegular, PeopleTeamFilled } from "@fluentui/react-icons";
import { useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import type { ThemeName } from "../../ui/look.ts";
import { FramedPage } from "../framed-page.tsx";
import { PersonChoice } from "../person-choice.tsx";
import { useLook } from "../stage.tsx";
import { addressOf } from "../tenant/people.ts";
import type { Activity, Colleague } from "../tenant/shapes.ts";
import { WindowFrame } from "../window-frame.tsx";
import { ActivityList } from "./activity-list.tsx";
import { Banner } from "./banner.tsx";
import styles from "./teams-frame.module.css";

type Props = { door: string; theme: ThemeName; person: Colleague; onPerson: (person: Colleague) => void };
type App = "oneVoice" | "activity";

const NONE: readonly Activity[] = [];

/** A plain Teams: the personal app One Voice, and the activity feed that colleagues are told in. */
export function TeamsFrame({ door, theme, person, onPerson }: Props) {
  const t = useT();
  const [app, setApp] = useState<App>("oneVoice");
  const { data } = useLook(`activity ${person.id}`, (tenant) => tenant.activities(person.id));
  const activities = data ?? NONE;
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const fresh = activities.filter(({ id }) => !seen.has(id));

  function open(next: App) {
    setApp(next);
    if (next === "activity") setSeen(new Set(activities.map(({ id }) => id)));
  }

  return (
    <WindowFrame
      name={t("teams.name")}
      icon={<PeopleTeamFilled />}
      person={<PersonChoice label={t("outside.person.tab")} person={person} onChange={onPerson} />}
    >
      <nav className={styles["rail"]} aria-label={t("teams.rail")}>
        <button
          type="button"
          className={styles["app"]}
          aria-pressed={app === "activity"}
          onClick={() => open("activity")}
        >
          <span className={styles["icon"]} aria-hidden="true">
            {app === "activity" ? <AlertFilled /> : <AlertRegular />}
            {fresh.length > 0 && app !== "activity" && (
              <span className={styles["badge"]}>{fresh.length > 9 ? "9+" : fresh.length}</span>
            )}
          </span>
          <span className={styles["word"]}>{t("teams.activity")}</span>
          {fresh.length > 0 && (
            <span className={styles["unseen"]}>{t("teams.activityNew", { count: fresh.length })}</span>
          )}
        </button>
        <button
          type="button"
          className={styles["app"]}
          aria-pressed={app === "oneVoice"}
          onClick={() => open("oneVoice")}
        >
          <span className={styles["icon"]} aria-hidden="true">
            {app === "oneVoice" ? <ChatFilled /> : <ChatRegular />}
          </span>
          <span className={styles["word"]}>{t("teams.app")}</span>
        </button>
      </nav>
      <div className={styles["stage"]}>
        <div className={styles["page"]} hidden={app !== "oneVoice"}>
          <FramedPage
            door={door}
            as={addressOf(person)}
            theme={theme}
            title={t("teams.frame", { name: person.displayName })}
          />
        </div>
        {app === "activity" && <ActivityList person={person} activities={activities} />}
        {data !== undefined && (
          <Banner key={person.id} newest={data[0] ?? null} onOpen={() => open("activity")} />
        )}
      </div>
    </WindowFrame>
  );
}
