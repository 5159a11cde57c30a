import { type ReactNode, useEffect, useRef } from "react";
import styles from "./form.module.css";

/** What is new in a long window: brought into sight when it appears, and no further than needed. */
export function InSight({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box} className={styles["inSight"]}>
      {children}
    </div>
  );
}
