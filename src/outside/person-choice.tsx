import { Select } from "@fluentui/react-components";
import { Face } from "../ui/face.tsx";
import { useT } from "../ui/language/language.tsx";
import styles from "./person-choice.module.css";
import { useStage } from "./stage.tsx";
import { addressOf, findColleague } from "./tenant/people.ts";
import type { Colleague } from "./tenant/shapes.ts";

/** Those the demonstration is about, by the beginning of their address. */
const STORY: readonly string[] = [
  "anna.kern",
  "elena.sokolova",
  "ivan.petrov",
  "pavel.orlov",
  "dmitri.bergmann",
  "katrin.vogel",
  "stefan.brandt",
];

type Props = { label: string; person: Colleague; onChange: (person: Colleague) => void };

/** Chooses who one is; those of the story stand first. */
export function PersonChoice({ label, person, onChange }: Props) {
  const t = useT();
  const { cast } = useStage();
  const nameOf = (one: Colleague) => addressOf(one).split("@")[0] ?? "";
  const story = STORY.flatMap((name) => cast.value.find((one) => nameOf(one) === name) ?? []);
  const others = cast.value.filter((one) => !story.includes(one));
  const options = (people: readonly Colleague[]) =>
    people.map((one) => (
      <option key={one.id} value={one.id}>
        {one.jobTitle === null ? one.displayName : `${one.displayName} · ${one.jobTitle}`}
      </option>
    ));
  return (
    <span className={styles["choice"]}>
      <Face name={person.displayName} size={24} />
      <Select
        className={styles["select"]}
        size="small"
        aria-label={label}
        value={person.id}
        onChange={(_event, { value }) => onChange(findColleague(cast, value) ?? person)}
      >
        {story.length > 0 && <optgroup label={t("outside.person.story")}>{options(story)}</optgroup>}
        <optgroup label={t("outside.person.others")}>{options(others)}</optgroup>
      </Select>
    </span>
  );
}
