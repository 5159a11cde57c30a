/** The server's clock, as its replies tell it: a reader's own clock may be wrong. */
export type ServerClock = {
  /** Takes the time from a reply. */
  hear(response: Response): void;
  /** Milliseconds since the epoch. */
  now(): number;
};

/** The reader's own clock until the first reply is heard. */
export function serverClock(): ServerClock {
  let aheadMs = 0;
  return {
    hear(response) {
      aheadMs = aheadOf(response) ?? aheadMs;
    },
    now: () => machineNow() + aheadMs,
  };
}

function machineNow(): number {
  return performance.timeOrigin + performance.now();
}

/** How far the server's clock is ahead of this machine's, in milliseconds. Its header counts whole seconds. */
function aheadOf(response: Response): number | null {
  const sent = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isNaN(sent)) return null;
  const ahead = sent - machineNow();
  return Math.abs(ahead) < 2000 ? 0 : ahead;
}
