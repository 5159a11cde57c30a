import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Boundary } from "../ui/boundary.tsx";
import { useT } from "../ui/language/language.tsx";
import { LanguageSwitch } from "../ui/language/language-switch.tsx";
import styles from "./frame.module.css";

/** What stands around every page of the tab: the product's name or the way back, and the language. */
export function Frame({ back = false, children }: { back?: boolean; children: ReactNode }) {
  const t = useT();
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
        <LanguageSwitch />
      </div>
      <main className={styles["main"]} tabIndex={-1}>
        <Boundary>{children}</Boundary>
      </main>
    </div>
  );
}
