import type { Temporal } from "temporal-polyfill";
import type { Deal } from "../../src/contract/deals.ts";
import type { DealPorts } from "./ports.ts";
import type { RoomMade } from "./room-made.ts";
import type { Channel, Posts } from "./room-ports.ts";
import type { RoomFacts } from "./room-store.ts";
import type { RoomTasks } from "./room-tasks.ts";

/** What the steps work with. `posts` is null where nobody is signed in at this moment. */
export type StepWork = {
  ports: DealPorts;
  publicUrl: string;
  room: RoomFacts;
  deal: Deal;
  posts: Posts | null;
  language: "en" | "ru";
  now: () => Temporal.Instant;
  /** How often this step was tried before. */
  tries: number;
  /** Graph's id of what this step made before; null where it made nothing. */
  madeId: string | null;
  /** Channels that were this deal's room once. */
  former: ReadonlySet<string>;
  /** Who lost their seat and may still be in the room. */
  leavers: readonly string[];
  forgetLeaver(personId: string): Promise<void>;
  /** Notes whom we let into a channel that was there before. */
  noteJoined(personId: string): Promise<void>;
  /** What we made for the room in places that were there before. */
  made: RoomMade;
  /** Writes the channel down as soon as it is known. */
  keepChannel(channel: Channel): Promise<void>;
  /** Writes down what Teams does later, and since when it may do so. */
  noteWork(work: {
    begunAt: Temporal.Instant | null;
    operation: string | null;
    teamId?: string;
  }): Promise<void>;
  tasks: RoomTasks;
};

/** The address of a deal in the tab. */
export function dealUrl(publicUrl: string, dealId: string): string {
  return `${publicUrl}/tab/deals/${dealId}`;
}

/** The team of the room. Throws where a step that needs it came before it. */
export function teamOf({ room }: Pick<StepWork, "room">): string {
  if (room.teamId === null) throw new Error("A step that needs the team came before it");
  return room.teamId;
}

/** The channel of the room. Throws where a step that needs it came before it. */
export function channelOf({ room }: Pick<StepWork, "room">): string {
  if (room.channelId === null) throw new Error("A step that needs the channel came before it");
  return room.channelId;
}
