import { type ReactNode, useId } from "react";
import styles from "./section.module.css";

/** A titled part of a screen; `count` stands beside the title, `action` at the end of its line. */
export function Section(props: {
  title: string;
  count?: number | undefined;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { title, count, action, children } = props;
  const id = useId();
  return (
    <section className={styles["section"]} aria-labelledby={id}>
      <div className={styles["head"]}>
        <h2 id={id} className={styles["title"]}>
          {title}
          {count !== undefined && <span className={styles["count"]}> ({count})</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
