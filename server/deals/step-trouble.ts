import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import type { DealPorts } from "./ports.ts";
import { NotYet } from "./room-people.ts";
import type { RoomFacts, StepEnd } from "./room-store.ts";
import type { StepWork } from "./step-work.ts";

/** Seconds until it is asked again whether Teams noticed that somebody joined. */
const NOTICE_SECONDS = 10;

/** How a step ended; `later`: seconds until it makes sense to go on, because of `cause`. */
export type End = StepEnd & { later?: number; cause?: unknown };

/** How a step ends that met trouble. What is no trouble of Graph's goes on as it came. */
export async function endOf(
  { ports, room }: StepWork,
  name: RoomStepName,
  error: unknown,
): Promise<End | "channel-gone"> {
  const failed = (why: NonNullable<StepEnd["why"]>): End => ({ state: "failed", why, people: [] });
  const later = (seconds: number): End => ({
    ...{ state: "waiting", why: "busy", people: [] },
    ...{ later: seconds, cause: error },
  });
  if (error instanceof NotYet) return later(NOTICE_SECONDS);
  const trouble = ports.troubleOf(error);
  switch (trouble?.kind) {
    case "busy":
      return later(trouble.seconds);
    case "forbidden":
      return failed(name === "app" ? "app-refused" : "permission");
    case "refused":
      return failed("refused");
    case "gone":
      if (trouble.code === "AppNotInCatalog") return failed("app-unknown");
      // A team that is made this moment cannot be asked anything yet.
      if (room.ownTeam && name === "app") return later(NOTICE_SECONDS);
      if (await isChannelGone(ports, room)) return "channel-gone";
      // Teams has not built the files in all the time that it was given.
      if (name === "folders") return failed("refused");
      return failed("team-unknown");
    default:
      throw error;
  }
}

/** Whether the team is still there and the channel is not. */
async function isChannelGone(
  { teams, troubleOf }: DealPorts,
  { teamId, channelId }: RoomFacts,
): Promise<boolean> {
  if (channelId === null || teamId === null) return false;
  try {
    return (await teams.channels(teamId)).every(({ id }) => id !== channelId);
  } catch (error) {
    if (troubleOf(error)?.kind === "gone") return false;
    throw error;
  }
}
