import { type Theme, webLightTheme } from "@fluentui/react-components";

/** The web and Outlook by day. */
export const look: Theme = webLightTheme;
