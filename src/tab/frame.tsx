import { ArrowLeftRegular } from "@fluentui/react-icons";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { Link } from "wouter";
import { Boundary } from "../ui/boundary.tsx";
import { useT } from "../ui/language/language.tsx";
import { LanguageSwitch } from "../ui/language/language-switch.tsx";
import styles from "./frame.module.css";

/** Whether one came to this page by a link of ours; false on the page that one began with. */
export const ArrivalContext = createContext<{ readonly current: boolean }>({ current: false });

/** What stands around every page of the tab: the product's name or the way back, what one hears, and the language. */
export function Frame({ back = false, children }: { back?: boolean; children: ReactNode }) {
  const t = useT();
  const main = useRef<HTMLElement>(null);
  const hasMoved = useContext(ArrivalContext);
  useEffect(() => {
    // The link that led here is gone, and the focus with it: a keyboard goes on from the page's beginning.
    if (hasMoved.current && document.activeElement === document.body)
      main.current?.focus({ preventScroll: true });
  }, [hasMoved]);
  return (
    <div className={styles["frame"]}>
      <div className={styles["bar"]}>
        {back ? (
          <Link href="/deals" className={styles["back"]}>
            <ArrowLeftRegular aria-hidden="true" /> {t("deals.all")}
          </Link>
        ) : (
          <span className={styles["brand"]}>One Voice</span>
        )}
        <span className={styles["end"]}>
          <Link href="/digest" className={styles["back"]}>
            {t("digest.link")}
          </Link>
          <LanguageSwitch />
        </span>
      </div>
      <main ref={main} className={styles["main"]} tabIndex={-1}>
        <Boundary>{children}</Boundary>
      </main>
    </div>
  );
}
