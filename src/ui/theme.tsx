import { FluentProvider, type Theme } from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import { type Family, knownLook, loadLook, type ThemeName } from "./look.ts";
import styles from "./theme.module.css";

type Shown = { theme: ThemeName; look: Theme };

/** Fluent's look for the page below. A change of theme shows when its look has arrived; until then the old one stays. */
export function Themed({
  family,
  theme,
  children,
}: {
  family: Family;
  theme: ThemeName;
  children: ReactNode;
}) {
  const known = knownLook(family, theme);
  const [shown, setShown] = useState<Shown | null>(known && { theme, look: known });
  useEffect(() => {
    let isWanted = true;
    loadLook(family, theme).then(
      (look) => isWanted && setShown({ theme, look }),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [family, theme]);
  if (shown === null) return null;
  return (
    <FluentProvider theme={shown.look} className={styles["page"]} data-theme={shown.theme}>
      {children}
    </FluentProvider>
  );
}
