import type { ReactNode } from "react";
import styles from "./window-frame.module.css";

/** A program's window: its name, who sits there, and what it shows. */
export function WindowFrame(props: {
  name: string;
  icon: ReactNode;
  person: ReactNode;
  children: ReactNode;
}) {
  const { name, icon, person, children } = props;
  return (
    <section className={styles["window"]} aria-label={name}>
      <div className={styles["title"]}>
        <h2 className={styles["name"]}>
          <span className={styles["icon"]} aria-hidden="true">
            {icon}
          </span>
          {name}
        </h2>
        {person}
      </div>
      <div className={styles["body"]}>{children}</div>
    </section>
  );
}
