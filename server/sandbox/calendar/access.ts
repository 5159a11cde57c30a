import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { requireMailbox } from "../directory/users.ts";
import { calendarOf, type Role } from "./state.ts";

/**
 * How much of someone's calendar is shown: when they are busy, also what with and where, or all of it; and whether
 * that holds for private events too.
 */
export type Sight = { depth: "times" | "titles" | "all"; seesPrivate: boolean };

const DEPTHS: Record<Role, Sight["depth"] | null> = {
  none: null,
  freeBusyRead: "times",
  limitedRead: "titles",
  read: "all",
  write: "all",
  delegateWithoutPrivateEventAccess: "all",
  delegateWithPrivateEventAccess: "all",
};

const WRITERS: readonly Role[] = [
  "write",
  "delegateWithoutPrivateEventAccess",
  "delegateWithPrivateEventAccess",
];

/** What an application, or the owner, sees: everything, private events too. */
export const FULL_SIGHT: Sight = { depth: "all", seesPrivate: true };

/** The calendar a call is about: whose it is, and how much of it the caller sees. */
export type Opened = { owner: User; sight: Sight };

/** Opens the calendar named in the path for reading. Throws 403 where it was not shared with the caller. */
export function openForReading(call: Call): Opened {
  const owner = requireMailbox(call.tenant, call.params["user-id"]!);
  if (call.caller.kind === "app" || call.caller.userId === owner.id) return { owner, sight: FULL_SIGHT };
  const sight = sightOf(roleOf(call.tenant, owner, call.caller.userId));
  if (sight === null || sight.depth === "times") throw denied();
  return { owner, sight };
}

/** Opens it for changes: the owner, an application, or someone the owner lets write. Throws 403 to all others. */
export function openForWriting(call: Call): Opened {
  const opened = openForReading(call);
  if (call.caller.kind === "app" || call.caller.userId === opened.owner.id) return opened;
  if (WRITERS.includes(roleOf(call.tenant, opened.owner, call.caller.userId))) return opened;
  throw denied();
}

/** What one person may do with another's calendar. */
export function roleOf(tenant: Tenant, owner: User, viewerId: string): Role {
  const { shares } = calendarOf(tenant, owner.id);
  const own = shares.get(viewerId);
  if (own !== undefined) return own;
  // Whoever the directory lets open a mailbox works in its calendar too.
  if (owner.sharedWith.includes(viewerId)) return "delegateWithoutPrivateEventAccess";
  return shares.get("organization") ?? "none";
}

/** What a role lets someone see; null for nothing at all. */
export function sightOf(role: Role): Sight | null {
  const depth = DEPTHS[role];
  return depth === null ? null : { depth, seesPrivate: role === "delegateWithPrivateEventAccess" };
}

/** True where an event's details stay hidden because it is private. */
export function isHidden(sensitivity: string, { seesPrivate }: Sight): boolean {
  return !seesPrivate && sensitivity === "private";
}

/** The permissions in the caller's token. */
export function permissionsOf({ caller }: Call): ReadonlySet<string> {
  return caller.kind === "user" ? caller.scopes : caller.roles;
}

/** Exchange's refusal to show what was not shared. */
export function denied(): GraphError {
  return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}
