import { type Theme, teamsLightTheme } from "@fluentui/react-components";

/** Teams by day. */
export const look: Theme = teamsLightTheme;
