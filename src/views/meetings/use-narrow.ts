import { useSyncExternalStore } from "react";

/** Below so many CSS pixels a table of people does not fit. */
const NARROW = "(max-width: 639px)";

/** Whether the page is too narrow for a table; followed live, as when a phone is turned. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => matchMedia(NARROW).matches);
}

function follow(onChange: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
