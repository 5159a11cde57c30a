import { useSyncExternalStore } from "react";
import type { Host, Theme } from "./host.ts";

/** The host's theme, followed live. */
export function useTheme(host: Pick<Host, "theme" | "onTheme">): Theme {
  return useSyncExternalStore(host.onTheme, host.theme);
}
