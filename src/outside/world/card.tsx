import { type ReactNode, useId } from "react";
import styles from "./world.module.css";

type Props = {
  title: string;
  icon: ReactNode;
  /** What the card is about, or why nothing can be done now. */
  text: ReactNode;
  /** A letter has more to say, and stands with the other letters. */
  kind?: "letter" | "wide" | "small";
  /** The card to begin with. */
  first?: boolean;
  children: ReactNode;
};

/** One thing that can be made to happen. */
export function Card({ title, icon, text, kind = "small", first = false, children }: Props) {
  const id = useId();
  return (
    <li className={styles["card"]} data-kind={kind} data-first={first}>
      <section aria-labelledby={id} className={styles["inside"]}>
        <h3 id={id} className={styles["cardTitle"]}>
          <span className={styles["icon"]} aria-hidden="true">
            {icon}
          </span>
          {title}
        </h3>
        <div className={styles["cardText"]}>{text}</div>
        <div className={styles["acts"]}>{children}</div>
      </section>
    </li>
  );
}
