import { type Theme, webDarkTheme } from "@fluentui/react-components";

/** The web and Outlook by night. */
export const look: Theme = webDarkTheme;
