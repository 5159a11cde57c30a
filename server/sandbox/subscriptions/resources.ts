import { requirePermission } from "../core/access.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Permission } from "../core/operation.ts";
import { withExchangeRoles } from "../directory/exchange-roles.ts";
import { requireGroup } from "../directory/groups.ts";
import { mailboxOf } from "../directory/mailbox-access.ts";
import type { User } from "../directory/state.ts";
import { findUser, requireMailbox } from "../directory/users.ts";
import { driveOf } from "../drives/state.ts";
import { normalPath } from "./normal-path.ts";
import { type ResourceKind, type Rules, resourceRules } from "./resource-rules.ts";

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
  return { kind, ...placed(call, kind, path), select };
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

/** Whether one person's resources count against their mailbox. */
const isOfMailbox = (kind: ResourceKind) => kind !== "user";

function placed(call: Call, kind: ResourceKind, path: string): Pick<Resource, "keys" | "mailbox" | "params"> {
  const parts = path.split("/");
  const [place, first = "", , second = ""] = parts;
  if (place === "users" && first !== "") {
    const { id } = requirePerson(call, first);
    parts[1] = id.toLowerCase();
    return { keys: [parts.join("/")], mailbox: isOfMailbox(kind) ? id : null, params: { "user-id": id } };
  }
  if (place === "groups" && first !== "") requireGroup(call.tenant, first);
  if (place === "drives") driveOf(call.tenant, first);
  const params: Record<string, string> =
    place === "chats"
      ? { "chat-id": first }
      : place === "teams"
        ? { "team-id": first, "channel-id": second }
        : {};
  return { keys: [path], mailbox: null, params };
}

function requirePerson({ tenant }: Call, name: string): User {
  const user = findUser(tenant, name);
  if (user !== undefined) return user;
  throw new GraphError(
    404,
    "ResourceNotFound",
    "Operation: Create; Exception: [Status Code: NotFound; Reason: Not Found]",
  );
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
