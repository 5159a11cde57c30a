import { readFileSync } from "node:fs";
import type { Permission } from "./operation.ts";

const GROUP = /^((?:[A-Z]+ \/\S+\n)+) {2}delegated (.+)\n {2}application (.+)\n(?: {2}rsc (.+)\n)?/gm;

/** In a list of permissions: the operation itself decides, by what is asked of it. */
export const DECIDED_INSIDE = "*";

/** Who may do what, by "METHOD path" with Microsoft's own parameter names. Read from permissions.txt beside this file. */
export const permissionTable: ReadonlyMap<string, Permission> = readTable(
  readFileSync(new URL("./permissions.txt", import.meta.url), "utf8"),
);

/**
 * The permissions of one operation, e.g. `permissionOf("GET /users/{user-id}/messages")`.
 * Throws for an operation that Microsoft's table does not have: a misspelt row shall not start.
 */
export function permissionOf(operation: string): Permission {
  const found = permissionTable.get(operation);
  if (found === undefined) throw new Error(`No permissions are known for "${operation}".`);
  return found;
}

function readTable(text: string): Map<string, Permission> {
  const table = new Map<string, Permission>();
  for (const [, operations = "", delegated = "", application = "", rsc] of text
    .replaceAll("\r", "")
    .matchAll(GROUP)) {
    const permission = {
      delegated: names(delegated),
      application: names(application),
      ...(rsc !== undefined && { rsc: rsc.split(" ") }),
    };
    for (const operation of operations.trim().split("\n")) table.set(operation, permission);
  }
  return table;
}

function names(list: string): string[] | null {
  return list === "-" ? null : list.split(" ");
}

/** Every application permission there is, for callers that stand above the rules (a seed, the outside API). */
export const everyRole: ReadonlySet<string> = namesOf("application");

/** Every delegated permission there is. */
export const everyScope: ReadonlySet<string> = namesOf("delegated");

function namesOf(kind: "application" | "delegated"): ReadonlySet<string> {
  return new Set([...permissionTable.values()].flatMap((permission) => permission[kind] ?? []));
}
