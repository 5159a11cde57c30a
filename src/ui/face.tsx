import styles from "./face.module.css";
import { usePhoto } from "./photo.ts";

/** A person's presence as Teams names it. */
export type Presence = "available" | "busy" | "away" | "offline" | "unknown";

/**
 * A person in a circle, with presence: their picture where `id` is that of one of ours who has one, else their initials.
 * Decoration: whoever shows it also says the name.
 */
export function Face({
  id,
  name,
  size = 32,
  presence = "unknown",
}: {
  id?: string | undefined;
  name: string;
  size?: number;
  presence?: Presence;
}) {
  const photo = usePhoto(id);
  return (
    <span
      className={styles["face"]}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden="true"
    >
      {photo === null ? initials(name) : <img className={styles["photo"]} src={photo} alt="" />}
      {presence !== "unknown" && <span className={styles["presence"]} data-presence={presence} />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    letters
      .map((word) => [...(word ?? "")][0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}
