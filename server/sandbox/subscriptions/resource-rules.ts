import type { Permission } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import type { Change } from "../core/tenant.ts";

/** What can be subscribed to, by name. */
export type ResourceKind =
  | "message"
  | "event"
  | "channelMessage"
  | "chatMessage"
  | "channel"
  | "teamMember"
  | "channelMember"
  | "team"
  | "chat"
  | "presence"
  | "todoTask"
  | "user"
  | "group"
  | "driveItem";

/** What holds for subscriptions to one kind of resource. */
export type Rules = {
  /** Of the path in its normal spelling. */
  pattern: RegExp;
  /** Longest life in minutes. Source: change notifications overview, subscription lifetime. */
  longest: number;
  /** The same for subscriptions with resource data. */
  longestRich: number;
  /** Whose own rules are asked: Teams insists on a lifecycle address, Outlook counts by mailbox. */
  family: "outlook" | "teams" | "other";
  /** The only changes it tells; absent: all. */
  changeTypes?: readonly Change["changeType"][];
  permission: () => Permission;
  /** What resource data needs, where it is more. */
  richPermission?: () => Permission;
};

const MINUTES_A_DAY = 24 * 60;

const calendarRead: Permission = {
  delegated: ["Calendars.Read", "Calendars.ReadWrite"],
  application: ["Calendars.Read", "Calendars.ReadWrite"],
};
const mailRead: Permission = {
  delegated: ["Mail.Read", "Mail.ReadWrite"],
  application: ["Mail.Read", "Mail.ReadWrite"],
};
const presenceRead: Permission = { delegated: ["Presence.Read.All"], application: ["Presence.Read.All"] };
const tasks: Permission = { delegated: ["Tasks.ReadWrite"], application: null };

/** Teams' resources all live alike, and are read with the permissions of the collection they are in. */
function teams(pattern: RegExp, operation: string): Rules {
  const days = 3 * MINUTES_A_DAY;
  return {
    pattern,
    longest: days,
    longestRich: days,
    family: "teams",
    permission: () => permissionOf(operation),
  };
}

/** People and groups: someone new is told as updated too. */
function directory(pattern: RegExp, operation: string): Rules {
  return {
    pattern,
    longest: 41_760,
    longestRich: 41_760,
    family: "other",
    changeTypes: ["updated", "deleted"],
    permission: () => permissionOf(operation),
  };
}

/** The resources whose changes this tenant tells. */
export const resourceRules: Readonly<Record<ResourceKind, Rules>> = {
  message: {
    pattern: /^users\/[^/]+\/(mailfolders\/[^/]+\/)?messages$/,
    longest: 7 * MINUTES_A_DAY,
    longestRich: MINUTES_A_DAY,
    family: "outlook",
    permission: () => permissionOf("GET /users/{user-id}/messages"),
    richPermission: () => mailRead,
  },
  event: {
    pattern: /^users\/[^/]+\/(calendar\/)?events$/,
    longest: 7 * MINUTES_A_DAY,
    longestRich: MINUTES_A_DAY,
    family: "outlook",
    permission: () => calendarRead,
  },
  channelMessage: teams(
    /^teams\/(getallmessages|[^/]+\/channels\/[^/]+\/messages(\/[^/]+\/replies)?)$/,
    "GET /teams/{team-id}/channels/{channel-id}/messages",
  ),
  chatMessage: teams(/^chats\/(getallmessages|[^/]+\/messages)$/, "GET /chats/{chat-id}/messages"),
  channel: teams(/^teams\/(getallchannels|[^/]+\/channels)$/, "GET /teams/{team-id}/channels"),
  teamMember: teams(/^teams\/[^/]+\/members$/, "GET /teams/{team-id}/members"),
  channelMember: teams(
    /^teams\/[^/]+\/channels\/[^/]+\/members$/,
    "GET /teams/{team-id}/channels/{channel-id}/members",
  ),
  team: teams(/^teams$/, "GET /teams/{team-id}"),
  chat: teams(/^chats$/, "GET /chats/{chat-id}"),
  presence: {
    pattern: /^communications\/presences(\/[^/]+)?$/,
    longest: 60,
    longestRich: 60,
    family: "other",
    changeTypes: ["updated"],
    permission: () => presenceRead,
  },
  todoTask: {
    pattern: /^users\/[^/]+\/todo\/lists\/[^/]+\/tasks$/,
    longest: 4230,
    longestRich: 4230,
    family: "other",
    permission: () => tasks,
  },
  user: directory(/^users(\/[^/]+)?$/, "GET /users"),
  group: directory(/^groups(\/[^/]+(\/members)?)?$/, "GET /groups"),
  driveItem: {
    pattern: /^drives\/[^/]+\/root$/,
    longest: 42_300,
    longestRich: 42_300,
    family: "other",
    changeTypes: ["updated"],
    permission: () => permissionOf("GET /drives/{drive-id}/items/{driveItem-id}"),
  },
};
