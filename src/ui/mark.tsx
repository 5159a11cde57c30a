import { Face, type Presence } from "./face.tsx";
import { useFormat } from "./format.ts";
import { useT } from "./language/language.tsx";
import styles from "./mark.module.css";
import { useSurroundings } from "./surroundings.tsx";

/** The one who speaks for a deal. `until`: an ISO instant, null while the turn has no end; `zone`: theirs. */
export type Speaking = {
  person: { id: string; name: string };
  until: string | null;
  zone: string | null;
};

/**
 * The product's one visual idea: beside the one name that speaks stands a filled speech bubble. `small` is for rows of
 * tables; null is a deal for which nobody speaks, which is said as plainly.
 */
export function SpokespersonMark(props: {
  speaker: Speaking | null;
  presence?: string | null;
  small?: boolean;
}) {
  const t = useT();
  const { myId } = useSurroundings();
  const { speaker, small = false } = props;
  const size = small ? "small" : "full";
  if (speaker === null) {
    return (
      <span className={styles["mark"]} data-size={size}>
        <span className={styles["bubble"]} data-vacant="true">
          {t("mark.vacant")}
        </span>
      </span>
    );
  }
  const { person } = speaker;
  const isYou = person.id === myId;
  const presence = presenceOf(props.presence ?? null);
  return (
    <span className={styles["mark"]} data-size={size}>
      <Face id={person.id} name={person.name} size={small ? 24 : 40} presence={presence} />
      <span className={styles["words"]}>
        <span className={styles["bubble"]}>
          {isYou
            ? t(small ? "mark.you" : "mark.youSpeak")
            : t(small ? "mark.name" : "mark.speaks", { name: person.name })}
        </span>
        {!small && <MarkDetails speaker={speaker} presence={presence} />}
      </span>
    </span>
  );
}

function MarkDetails({ speaker, presence }: { speaker: Speaking; presence: Presence }) {
  const t = useT();
  const format = useFormat();
  const { now, zone: ownZone } = useSurroundings();
  const { zone, until } = speaker;
  const clock =
    zone !== null && zone !== ownZone
      ? t("mark.localTime", {
          time: format.time(new Date(now()).toISOString(), zone),
          place: format.place(zone),
        })
      : null;
  const parts = [
    presence === "unknown" ? null : t(`presence.${presence}`),
    clock,
    until === null ? null : t("mark.until", { day: format.lastDayBefore(until) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span className={styles["details"]}>{parts.join(" · ")}</span>;
}

function presenceOf(name: string | null): Presence {
  if (name === null) return "unknown";
  if (/^Available/.test(name)) return "available";
  if (/^(Busy|DoNotDisturb)/.test(name)) return "busy";
  if (/^(Away|BeRightBack)/.test(name)) return "away";
  return name === "Offline" ? "offline" : "unknown";
}
