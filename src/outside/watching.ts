import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Feed } from "./feed/feed.ts";

/** How often the tenant is asked what it did; milliseconds. */
const EVERY_MS = 700;

/** Keeps the feed going and has everything looked at anew when something happened. Tells whether the tenant is gone. */
export function useWatching(feed: Feed): boolean {
  const [isGone, setGone] = useState(false);
  const memory = useQueryClient();
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    async function turn() {
      try {
        const happened = !document.hidden && (await feed.look());
        if (isOver) return;
        setGone(false);
        if (happened) void memory.invalidateQueries();
      } catch {
        // Whatever keeps the tenant from answering, the page says that it does not and goes on asking.
        if (!isOver) setGone(true);
      }
      if (!isOver) timer = setTimeout(() => void turn(), EVERY_MS);
    }
    void turn();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [feed, memory]);
  return isGone;
}
