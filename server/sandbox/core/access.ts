import { grantsAt } from "./grants.ts";
import { GraphError } from "./graph-error.ts";
import type { Call, Caller, Operation, Permission } from "./operation.ts";
import { DECIDED_INSIDE } from "./permission-table.ts";

/** Throws Graph's 403 (401 where a kind of caller is refused altogether) unless the token opens this operation. */
export function requirePermission(call: Call, operation: Operation, permission: Permission): void {
  const names = call.caller.kind === "user" ? permission.delegated : permission.application;
  if (names === null) {
    const wanted = call.caller.kind === "user" ? "application" : "delegated";
    throw refusal(operation, `This operation requires ${wanted} authentication.`);
  }
  if (names.includes(DECIDED_INSIDE) || holdsOneOf(call.caller, names)) return;
  if (call.caller.kind === "app" && hasGrant(call, call.caller.appId, permission)) return;
  throw refusal(operation, sentenceFor(call.caller, names));
}

/**
 * True when the token carries one of these permissions, or one that includes it: "ReadWrite" includes "Read" (the
 * published table leaves that out here and there), and a ".Shared" one includes one's own things.
 */
export function holdsOneOf(caller: Caller, names: readonly string[]): boolean {
  const held = caller.kind === "app" ? caller.roles : caller.scopes;
  return names.some((name) =>
    including(name).some((wider) => held.has(wider) || held.has(`${wider}.Shared`)),
  );
}

function including(name: string): string[] {
  return [name, name.replace(/\.Read(?=\.|$)/, ".ReadWrite")];
}

function hasGrant({ tenant, params }: Call, appId: string, { rsc }: Permission): boolean {
  if (rsc === undefined) return false;
  const places = [
    ["teams", params["team-id"]],
    ["chats", params["chat-id"]],
    ["users", params["user-id"]],
  ] as const;
  return places.some(([place, id]) => {
    if (id === undefined) return false;
    const granted = grantsAt(tenant, place, id, appId);
    return rsc.some((name) => granted.has(name));
  });
}

function refusal({ limit }: Operation, message: string): GraphError {
  if (limit === "mailbox")
    return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
  if (limit === "directory") {
    return new GraphError(
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
    );
  }
  return new GraphError(403, "Forbidden", message);
}

function sentenceFor(caller: Caller, names: readonly string[]): string {
  if (caller.kind === "app") {
    return `Missing role permissions on the request. API requires one of '${names.join(", ")}'. Roles on the request '${[...caller.roles].join(", ")}'.`;
  }
  return `Missing scope permissions on the request. API requires one of '${names.join(", ")}'. Scopes on the request '${[...caller.scopes].join(", ")}'.`;
}
