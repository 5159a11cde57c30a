import type { ItemKey } from "./item-id.ts";

/** What a client was told of one item: its key, and the version it saw. */
export type Told = { key: ItemKey; version: string };

/** Where one round of change tracking stands. Never changed in place: a token may be used again. */
export type Round = {
  ownerId: string;
  /** The operation's path below the user: "calendarView" or "events". */
  view: "calendarView" | "events";
  startMs: number;
  endMs: number;
  /** What the client holds, by the item's text key. */
  told: ReadonlyMap<string, Told>;
  /** Keys still to be told in this round; null once the round is complete. */
  pending: readonly ItemKey[] | null;
};

/** All rounds that a token still stands for, oldest first. */
export type DeltaState = { rounds: Map<string, Round>; serial: number };
