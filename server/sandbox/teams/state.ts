import { slot, type Tenant } from "../core/tenant.ts";
import type { App, Installation } from "./app.ts";
import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";
import type { Seat } from "./seat.ts";
import type { Tab } from "./tab.ts";

/** What the settings of a team are called in Graph. */
export type TeamSettings = {
  memberSettings: Record<string, boolean>;
  guestSettings: Record<string, boolean>;
  messagingSettings: Record<string, boolean>;
  funSettings: Record<string, boolean | string>;
};

/** A team. Its owners and members are those of the group with the same id in the directory. */
export type Team = TeamSettings & {
  id: string;
  displayName: string;
  description: string | null;
  createdDateTime: string;
  visibility: "private" | "public";
  classification: string | null;
  specialization: string;
  isArchived: boolean;
  /** All channels, deleted ones too, by id, oldest first. */
  channels: Map<string, Channel>;
  installations: Map<string, Installation>;
  operations: Map<string, AsyncOperation>;
  /** Whether the team can be used already: it is made in the background. */
  isReady: boolean;
};

/** A channel of a team. */
export type Channel = {
  id: string;
  teamId: string;
  displayName: string;
  description: string | null;
  createdDateTime: string;
  membershipType: "standard" | "private" | "shared";
  isFavoriteByDefault: boolean;
  isArchived: boolean;
  layoutType: "post" | "chat";
  /** Open for imported messages, closed to people. */
  isInMigration: boolean;
  /** The channel every team has, which nobody can rename or delete. */
  isGeneral: boolean;
  email: string;
  /** By user id. Empty for standard channels, which everyone of the team sees. */
  seats: Map<string, Seat>;
  /** Ids of other teams a shared channel was shared with. */
  sharedWith: Set<string>;
  tabs: Map<string, Tab>;
  /** Threads' first messages and replies, oldest first. */
  messages: Map<string, Message>;
  /** Whether people see it already: a shared channel is made in the background. */
  isReady: boolean;
  /** ISO instant; null while it lives. */
  deletedAt: string | null;
  files: ChannelFiles;
};

/** Where a channel's files are: a folder once there is one. */
export type ChannelFiles = {
  /** When the site was asked for, in milliseconds since the epoch; null: not yet. */
  askedMs: number | null;
  folder: { driveId: string; itemId: string } | null;
};

/** Work that Teams does after having answered. Names are Graph's. */
export type AsyncOperation = {
  id: string;
  operationType: "createTeam" | "teamifyGroup" | "createChannel" | "archiveChannel" | "unarchiveChannel";
  createdDateTime: string;
  lastActionDateTime: string;
  status: "notStarted" | "inProgress" | "succeeded" | "failed";
  attemptsCount: number;
  targetResourceId: string | null;
  targetResourceLocation: string | null;
  error: { code: string; message: string } | null;
};

/** One line in someone's activity feed, as Teams would show it. */
export type ActivityItem = {
  id: string;
  at: string;
  /** Catalogue id of the app it came from. */
  appId: string;
  appName: string;
  activityType: string;
  /** The line with all parameters filled in. */
  title: string;
  previewText: string;
  topic: { source: "text" | "entityUrl"; value: string; webUrl: string | null };
  /** Items with the same chain replace each other. */
  chainId: number | null;
};

/** Teams' part of a tenant. */
export type TeamsState = {
  teams: Map<string, Team>;
  chats: Map<string, Chat>;
  /** The organisation's catalogue, by catalogue id. */
  apps: Map<string, App>;
  /** Personal installations, by user id, then by installation id. */
  personal: Map<string, Map<string, Installation>>;
  /** Newest last. */
  feeds: Map<string, ActivityItem[]>;
  /** Whether Teams lets no app into private channels for now. */
  areAppsPausedInPrivate: boolean;
  /** The last number given to a message: they are milliseconds, and never given twice. */
  lastMessage: number;
};

const teamsSlot = slot<TeamsState>("teams", () => ({
  teams: new Map(),
  chats: new Map(),
  apps: new Map(),
  personal: new Map(),
  feeds: new Map(),
  areAppsPausedInPrivate: false,
  lastMessage: 0,
}));

/** Teams' state of this tenant. */
export function teamsOf(tenant: Tenant): TeamsState {
  return tenant.state(teamsSlot);
}
