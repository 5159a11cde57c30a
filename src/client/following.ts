import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ClientOptions, TokenSource } from "./client.ts";
import { type LiveState, openLive } from "./live.ts";
import { refresh } from "./reading.tsx";

/** The server whose changes are followed. */
export type LiveSource = ClientOptions & { token: TokenSource };

/**
 * Keeps every answer on the page fresh by the server's own word, from the moment `isSignedIn` is true. `beat` counts
 * changes and half minutes: whatever shows "2 hours ago" depends on it.
 */
export function useFollowing(source: LiveSource, isSignedIn: boolean): { state: LiveState; beat: number } {
  const memory = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setBeat((count) => count + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!isSignedIn) return;
    const live = openLive({
      ...source,
      onState: setState,
      onGap: () => void memory.invalidateQueries(),
      onChange: (change) => void refresh(memory, change).then(() => setBeat((count) => count + 1)),
    });
    return () => live.close();
  }, [source, isSignedIn, memory]);
  return { state, beat };
}
