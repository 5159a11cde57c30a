import { requirePermission } from "../core/access.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Permission } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { withExchangeRoles } from "../directory/exchange-roles.ts";
import { mailboxOf } from "../directory/mailbox-access.ts";
import { findUser, requireMailbox } from "../directory/users.ts";
import { normalPath } from "./normal-path.ts";

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
  | "todoTask";

type Rules = {
  /** Of the path in its normal spelling. */
  pattern: RegExp;
  /** Longest life in minutes. Source: change notifications overview, subscription lifetime. */
  longest: number;
  /** The same for subscriptions with resource data. */
  longestRich: number;
  /** Whose own rules are asked: Teams insists on a lifecycle address, Outlook counts by mailbox. */
  family: "outlook" | "teams" | "other";
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
    permission: () => presenceRead,
  },
  todoTask: {
    pattern: /^users\/[^/]+\/todo\/lists\/[^/]+\/tasks$/,
    longest: 4230,
    longestRich: 4230,
    family: "other",
    permission: () => tasks,
  },
};

/** A resource as a subscription means it. */
export type Resource = {
  kind: ResourceKind;
  keys: string[];
  mailbox: string | null;
  select: string | null;
  params: Record<string, string>;
};

/** Graph caps a presence subscription at so many people. */
const MOST_PRESENCES = 650;

function invalid(message: string): GraphError {
  return new GraphError(400, "InvalidRequest", message);
}

function withoutMe(call: Call, path: string): string {
  if (!/^me(\/|$)/.test(path)) return path;
  if (call.caller.kind === "user") return path.replace(/^me/, `users/${call.caller.userId}`);
  throw invalid("/me request is only valid with delegated authentication flow.");
}

/** Reads `resource`: a path without version, perhaps with $select or, for presence, the ids in a $filter. Throws 400. */
export function readResource(call: Call, text: string): Resource {
  const [rawPath = "", search = ""] = text.split(/\?(.*)/s, 2);
  const path = withoutMe(call, normalPath(decoded(rawPath.replace(/^\/?v1\.0\//, ""))));
  const kinds = Object.entries(resourceRules) as [ResourceKind, Rules][];
  const kind = kinds.find(([, rules]) => rules.pattern.test(path))?.[0];
  if (kind === undefined) {
    throw new GraphError(
      501,
      "NotImplemented",
      `The sandbox has no notifications for the resource '${rawPath}'.`,
    );
  }
  const options = new URLSearchParams(search);
  const select = options.get("$select");
  const filter = options.get("$filter");
  if (kind === "presence")
    return { kind, keys: presenceKeys(path, filter), mailbox: null, select, params: {} };
  if (filter !== null)
    throw new GraphError(501, "NotImplemented", "The sandbox has no notifications with a $filter.");
  return { kind, ...placed(call, path), select };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid("The resource is not correctly encoded.");
  }
}

function presenceKeys(path: string, filter: string | null): string[] {
  if (filter === null) return [path];
  const ids = /^id\s+in\s+\(([^)]*)\)$/i
    .exec(filter.trim())?.[1]
    ?.split(",")
    .map((id) => id.trim().replaceAll("'", ""));
  if (ids === undefined || ids.length > MOST_PRESENCES)
    throw invalid("The $filter must be 'id in (…)' with at most 650 ids.");
  return ids.map((id) => normalPath(`${path}/${id}`));
}

function placed(call: Call, path: string): Pick<Resource, "keys" | "mailbox" | "params"> {
  const parts = path.split("/");
  if (parts[0] === "users") {
    const user = findUser(call.tenant, parts[1]!);
    if (user === undefined) {
      throw new GraphError(
        404,
        "ResourceNotFound",
        "Operation: Create; Exception: [Status Code: NotFound; Reason: Not Found]",
      );
    }
    parts[1] = user.id.toLowerCase();
    return { keys: [parts.join("/")], mailbox: user.id, params: { "user-id": user.id } };
  }
  const [, first = "", , second = ""] = parts;
  const params: Record<string, string> =
    parts[0] === "teams" ? { "team-id": first, "channel-id": second } : { "chat-id": first };
  return { keys: [path], mailbox: null, params };
}

/** Throws 403 unless the caller may read the resource, 404 where there is no mailbox to read it from. */
export function requireReadable(call: Call, operation: Operation, resource: Resource, isRich: boolean): void {
  const rules = resourceRules[resource.kind];
  const permission = isRich && rules.richPermission ? rules.richPermission() : rules.permission();
  const asked = withExchangeRoles({ ...call, params: resource.params });
  requirePermission(asked, operation, permission);
  if (resource.mailbox !== null) requireMailboxAccess(asked, permission, resource.mailbox);
}

function requireMailboxAccess(call: Call, permission: Permission, userId: string): void {
  mailboxOf(call, permission);
  const { caller, tenant } = call;
  const owner = requireMailbox(tenant, userId);
  if (caller.kind === "app" || caller.userId === owner.id || owner.sharedWith.includes(caller.userId)) return;
  throw new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}
