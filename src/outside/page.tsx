import { useState } from "react";
import { useLanguage } from "../ui/language/language.tsx";
import type { ThemeName } from "../ui/look.ts";
import type { Choices } from "./choices.ts";
import { FeedList } from "./feed/feed-list.tsx";
import { MailFrame } from "./mail/mail-frame.tsx";
import styles from "./page.module.css";
import { type Part, PartSwitch } from "./part-switch.tsx";
import { useStage } from "./stage.tsx";
import { TeamsFrame } from "./teams/teams-frame.tsx";
import { addressOf, colleagueNamed, findColleague } from "./tenant/people.ts";
import { TopBar } from "./top-bar.tsx";
import { Tour, type TourStep } from "./tour.tsx";
import { useWatching } from "./watching.ts";
import { GoneLine } from "./world/act-error.tsx";
import type { Sent } from "./world/use-writing.ts";
import { World } from "./world/world.tsx";

/** Where the framed pages are, e.g. "/tab/". */
export type Doors = { tab: string; pane: string };

type Props = {
  doors: Doors;
  theme: ThemeName;
  choices: Choices;
  choose: (change: Partial<Choices>) => void;
};

/** The page once the tenant answers. On a narrow screen one part at a time is seen. */
export function Page({ doors, theme, choices, choose }: Props) {
  const { t } = useLanguage();
  const { cast, feed } = useStage();
  const isGone = useWatching(feed);
  const [part, setPart] = useState<Part>("teams");
  const [step, setStep] = useState<TourStep | null>(choices.toured ? null : "teams");
  // What the framed pages know of the company is void when it starts over: they then begin anew.
  const [round, setRound] = useState(0);
  const [wantedMail, setWantedMail] = useState<string | null>(null);
  const someone = (chosen: string | null, usual: string) =>
    findColleague(cast, chosen ?? "") ?? colleagueNamed(cast, usual);
  const atTab = someone(choices.tab, "anna.kern");
  const atMail = someone(choices.mailbox, "elena.sokolova");

  function showSent({ messageId, reached, isUntold }: Sent) {
    const [first] = reached;
    if (first === undefined || isUntold) return;
    setWantedMail(messageId);
    // Where not everything is seen at once, the mail that just arrived is what one wants to see.
    setPart("mail");
    if (!reached.some((one) => one === atMail)) choose({ mailbox: addressOf(first) });
  }

  function showStep(next: TourStep | null) {
    setStep(next);
    if (next === null) choose({ toured: true });
    else setPart(next);
  }

  if (atTab === undefined || atMail === undefined) return null;
  return (
    <div className={styles["page"]} data-part={part}>
      <h1 className={styles["unseen"]}>{t("outside.title")}</h1>
      <TopBar look={choices.look} choose={choose} onTour={() => showStep("teams")} />
      {isGone && <GoneLine />}
      <PartSwitch part={part} onChange={setPart} />
      <main className={styles["parts"]}>
        <div className={styles["teams"]} data-lit={step === "teams"}>
          <TeamsFrame
            key={round}
            door={doors.tab}
            theme={theme}
            person={atTab}
            onPerson={(person) => choose({ tab: addressOf(person) })}
          />
        </div>
        <div className={styles["mail"]} data-lit={step === "mail"}>
          <MailFrame
            key={`${round} ${atMail.id}`}
            door={doors.pane}
            theme={theme}
            person={atMail}
            wanted={wantedMail}
            onPerson={(person) => choose({ mailbox: addressOf(person) })}
          />
        </div>
        <div className={styles["world"]} data-lit={step === "world"}>
          <World onSent={showSent} onOver={() => setRound(round + 1)} />
        </div>
        <div className={styles["feed"]}>
          <FeedList />
        </div>
      </main>
      {step !== null && <Tour step={step} onStep={showStep} onSent={showSent} />}
    </div>
  );
}
