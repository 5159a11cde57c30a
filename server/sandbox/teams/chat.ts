import type { Installation } from "./app.ts";
import type { Message } from "./message.ts";
import type { Seat } from "./seat.ts";
import type { Tab } from "./tab.ts";

/** A conversation outside of teams. */
export type Chat = {
  id: string;
  chatType: "oneOnOne" | "group";
  topic: string | null;
  createdDateTime: string;
  lastUpdatedDateTime: string;
  webUrl: string;
  /** By user id. */
  seats: Map<string, Seat>;
  installations: Map<string, Installation>;
  tabs: Map<string, Tab>;
  messages: Map<string, Message>;
};
