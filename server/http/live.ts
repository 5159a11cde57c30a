import type { RequestHandler } from "express";
import type { LiveChange } from "../../src/contract/session.ts";
import { callerOf } from "./caller.ts";

/** What somebody hears of a deal's changes: all of them, or only that the open card of its channel is new. */
export type Sight = { sees: "deal" } | { sees: "card"; channelId: string };

/** Says that something of a deal changed, to everyone who may see that deal, or its open card, and looks at it now. */
export type Announce = (tenantId: string, change: LiveChange) => void;

/** How often an idle stream says that it lives, so that proxies keep it open. */
const HEARTBEAT_MS = 25_000;

type Listener = { tenantId: string; userId: string; send: (change: LiveChange) => void };

/** Server-sent events: the stream's door, and how rooms announce. `sightOf` is asked at each change, not at opening. */
export function openLive(
  sightOf: (tenantId: string, userId: string, dealId: string) => Promise<Sight | null>,
) {
  const listeners = new Set<Listener>();

  const announce: Announce = (tenantId, change) => {
    for (const listener of listeners) {
      if (listener.tenantId !== tenantId) continue;
      sightOf(tenantId, listener.userId, change.dealId).then(
        (sight) => {
          const seen = sight && seenOf(change, sight);
          if (seen !== null) listener.send(seen);
        },
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

/** The change as it is told: of the deal's inside, its id included, nothing goes to those who only see its card. */
function seenOf(change: LiveChange, sight: Sight): LiveChange | null {
  if (sight.sees === "deal") return change;
  return change.topic === "deals" ? { topic: "deals", dealId: sight.channelId } : null;
}
