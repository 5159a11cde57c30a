import { useEffect, useRef } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createRoom } from "../../contract/deal-rooms.ts";
import type { Deal } from "../../contract/deals.ts";

/**
 * Goes on with a room, once, while its account manager looks at it, where all that is missing is done in their name: they
 * asked for the room already, and Teams merely took its time until that step could begin. What failed waits for a word.
 */
export function useOwnStep({ id, yourRole, room }: Deal): void {
  const { mutate } = useWrite(createRoom, ["room", "deals"]);
  const hasTried = useRef(false);
  const isOwn =
    yourRole === "accountManager" &&
    room.state === "stuck" &&
    room.undoing !== true &&
    room.steps.some(({ state }) => state === "needs-you") &&
    room.steps.every(({ state }) => state !== "failed");
  useEffect(() => {
    if (!isOwn || hasTried.current) return;
    hasTried.current = true;
    mutate({ params: { dealId: id }, body: {} });
  }, [isOwn, id, mutate]);
}
