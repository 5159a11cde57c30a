import { type Theme, teamsDarkTheme } from "@fluentui/react-components";

/** Teams by night. */
export const look: Theme = teamsDarkTheme;
