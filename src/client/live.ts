import { LIVE_PATH, type LiveChange, liveChange } from "../contract/session.ts";
import type { TokenSource } from "./client.ts";
import { eventsOf } from "./event-stream.ts";

/** Whether changes arrive by themselves. "lost": what is shown may be old, and we are trying again. */
export type LiveState = "connecting" | "connected" | "lost";

/**
 * What the stream tells. `onGap` is called whenever changes may have been missed: everything is to be asked again. So it is
 * when the stream begins, too: what the page asked for earlier may have changed since.
 */
export type LiveOptions = {
  fetch: typeof fetch;
  token: TokenSource;
  origin: string;
  onChange(change: LiveChange): void;
  onState(state: LiveState): void;
  onGap(): void;
  /** Waits before the next try: `setTimeout` in a browser. Returns how to end the wait. */
  wait?: (milliseconds: number, then: () => void) => () => void;
};

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** The server says that it lives every 25 s; twice that without a word is a dead connection. */
const SILENCE_MS = 55_000;

/** Follows the server's changes until it is closed; reconnects with growing pauses. */
export function openLive(options: LiveOptions): { close(): void } {
  const { onState, onGap, wait = afterTimeout } = options;
  const closing = new AbortController();
  let stopWaiting = () => {};
  let failures = 0;
  let isTokenRefused = false;

  function connected() {
    failures = 0;
    onState("connected");
    onGap();
  }

  async function follow(): Promise<void> {
    // Whatever ends the stream, the answer is the same: say so, and try again.
    const ended = readStream(options, closing.signal, isTokenRefused, connected, wait);
    isTokenRefused = (await ended.catch(() => "broken")) === "refused";
    if (closing.signal.aborted) return;
    onState("lost");
    const pause = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    failures += 1;
    stopWaiting = wait(pause, () => void follow());
  }

  onState("connecting");
  void follow();
  return {
    close() {
      closing.abort();
      stopWaiting();
    },
  };
}

async function readStream(
  { fetch, token, origin, onChange }: LiveOptions,
  closed: AbortSignal,
  renew: boolean,
  connected: () => void,
  wait: NonNullable<LiveOptions["wait"]>,
): Promise<"ended" | "refused"> {
  const silence = new AbortController();
  const signal = AbortSignal.any([closed, silence.signal]);
  const headers = {
    Accept: "text/event-stream",
    Authorization: `Bearer ${await token(renew ? { renew } : undefined)}`,
  };
  const response = await fetch(`${origin}${LIVE_PATH}`, { headers, signal });
  if (response.status === 401) return "refused";
  if (!response.ok || response.body === null) throw new Error(`The stream answered ${response.status}.`);
  connected();
  let stop = wait(SILENCE_MS, () => silence.abort());
  try {
    for await (const data of eventsOf(response.body)) {
      stop();
      stop = wait(SILENCE_MS, () => silence.abort());
      const change = data === null ? null : readChange(data);
      if (change !== null) onChange(change);
    }
  } finally {
    stop();
  }
  return "ended";
}

/** An event of a newer server that this page does not know is left out. */
function readChange(data: string): LiveChange | null {
  try {
    return liveChange.safeParse(JSON.parse(data)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function afterTimeout(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}
