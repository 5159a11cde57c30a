import type { Deal } from "../../src/contract/deals.ts";
import type { Channel, DealPorts, Posts } from "./ports.ts";
import type { RoomFacts } from "./room-store.ts";

/** What the steps work with. `posts` is null where nobody is signed in at this moment. */
export type StepWork = {
  ports: DealPorts;
  publicUrl: string;
  room: RoomFacts;
  deal: Deal;
  posts: Posts | null;
  language: "en" | "ru";
  /** How often this step was tried before. */
  tries: number;
  /** Who lost their seat and may still be in the room. */
  leavers: readonly string[];
  forgetLeaver(personId: string): Promise<void>;
  /** Writes the channel down as soon as it is known. */
  keepChannel(channel: Channel): Promise<void>;
};

/** The address of a deal in the tab. */
export function dealUrl(publicUrl: string, dealId: string): string {
  return `${publicUrl}/tab/deals/${dealId}`;
}
