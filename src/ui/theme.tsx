import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  webDarkTheme,
  webLightTheme,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import styles from "./theme.module.css";

/** How a page looks. */
export type ThemeName = "light" | "dark" | "contrast";

const THEMES = {
  teams: { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme },
  web: { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme },
};

/** Fluent's look for the page below, in Teams' colours or in those of the web and Outlook. */
export function Themed({
  family,
  theme,
  children,
}: {
  family: "teams" | "web";
  theme: ThemeName;
  children: ReactNode;
}) {
  return (
    <FluentProvider theme={THEMES[family][theme]} className={styles["page"]} data-theme={theme}>
      {children}
    </FluentProvider>
  );
}
