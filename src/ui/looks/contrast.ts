import { type Theme, teamsHighContrastTheme } from "@fluentui/react-components";

/** Teams in high contrast, and everything else in it too. */
export const look: Theme = teamsHighContrastTheme;
