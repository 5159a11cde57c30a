import type { RequestHandler } from "express";
import type { LiveChange } from "../../src/contract/session.ts";
import { callerOf } from "./caller.ts";

/** Says that something of a deal changed, to everyone who may see that deal and looks at it now. */
export type Announce = (tenantId: string, change: LiveChange) => void;

/** How often an idle stream says that it lives, so that proxies keep it open. */
const HEARTBEAT_MS = 25_000;

type Listener = { tenantId: string; userId: string; send: (change: LiveChange) => void };

/** Server-sent events: the stream's door, and how rooms announce. `maySee` is asked at each change, not at opening. */
export function openLive(maySee: (tenantId: string, userId: string, dealId: string) => Promise<boolean>) {
  const listeners = new Set<Listener>();

  const announce: Announce = (tenantId, change) => {
    for (const listener of listeners) {
      if (listener.tenantId !== tenantId) continue;
      maySee(tenantId, listener.userId, change.dealId).then(
        (may) => may && listener.send(change),
        // The reader asks again by itself when its stream is renewed; a failed look-up must not end the stream.
        () => {},
      );
    }
  };

  const stream: RequestHandler = (request, response) => {
    const { tenantId, userId } = callerOf(request);
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.write(": open\n\n");
    const beat = setInterval(() => response.write(": alive\n\n"), HEARTBEAT_MS);
    const listener: Listener = {
      tenantId,
      userId,
      send: (change) => response.write(`data: ${JSON.stringify(change)}\n\n`),
    };
    listeners.add(listener);
    response.on("close", () => {
      clearInterval(beat);
      listeners.delete(listener);
    });
  };

  return { announce, stream };
}
