import styles from "./face.module.css";

/** A person's presence as Teams names it. */
export type Presence = "available" | "busy" | "away" | "offline" | "unknown";

/** A person's initials in a circle, with presence. Decoration: whoever shows it also says the name. */
export function Face({
  name,
  size = 32,
  presence = "unknown",
}: {
  name: string;
  size?: number;
  presence?: Presence;
}) {
  return (
    <span
      className={styles["face"]}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden="true"
    >
      {initials(name)}
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
