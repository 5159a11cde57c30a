import type { Expansions } from "../core/expand.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { parseSelect } from "../core/select.ts";
import { directoryQuery } from "./advanced-query.ts";
import { parseDirectorySearch } from "./search.ts";
import type { User } from "./state.ts";
import { userEntity, userProperty, userType } from "./user-type.ts";
import { allUsers, requireUser } from "./users.ts";
import { usersDelta } from "./users-delta.ts";

/** Scopes with which one sees oneself only. */
const OWN_ONLY = new Set(["User.Read", "User.ReadWrite"]);

const row = { fidelity: "like", limit: "directory" } as const;

/** What the directory answers about people. */
export const userOperations: readonly Operation[] = [
  {
    ...row,
    method: "GET",
    path: "/users",
    permission: permissionOf("GET /users"),
    handle: (call) => listUsers(call, allUsers(call.tenant)),
  },
  {
    ...row,
    method: "GET",
    path: "/users/{user-id}",
    permission: permissionOf("GET /users/{user-id}"),
    handle: getUser,
  },
  {
    ...row,
    method: "GET",
    path: "/users/delta()",
    permission: permissionOf("GET /users/delta()"),
    fidelity: "simpler",
    note: "no filter by id; a user's manager is not told",
    handle: usersDelta,
  },
  {
    ...row,
    method: "GET",
    path: "/users/{user-id}/manager",
    permission: permissionOf("GET /users/{user-id}/manager"),
    handle: getManager,
  },
  {
    ...row,
    method: "GET",
    path: "/users/{user-id}/directReports",
    permission: permissionOf("GET /users/{user-id}/directReports"),
    handle(call) {
      const boss = requireUser(call.tenant, call.params["user-id"]!);
      const people = allUsers(call.tenant).filter(({ managerId }) => managerId === boss.id);
      return listUsers(call, people, "#microsoft.graph.user");
    },
  },
];

const expand: Expansions<User> = {
  manager(user, inner, call) {
    const found = managerOf(call, user);
    return found && parseSelect(inner.option("$select"), userType)(found);
  },
  directReports: (user, inner, call) =>
    reportsOf(call, user).map(parseSelect(inner.option("$select"), userType)),
};

/** Answers with a list of people, each marked with its type where the list could hold other things too. */
export function listUsers(call: Call, people: readonly User[], type?: string): Reply {
  const isBasic = seesBasicsOnly(call);
  const present = (user: User) => ({ ...(type && { "@odata.type": type }), ...userEntity(user, isBasic) });
  return collection(directoryQuery(call), people, {
    type: userType,
    present,
    read: userProperty,
    search: (text) => {
      const matches = parseDirectorySearch(text);
      return (user) => matches(userEntity(user));
    },
    refuse: ["$skip"],
    expand,
  });
}

function getUser(call: Call): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const { caller } = call;
  const isOwn = caller.kind === "user" && caller.userId === user.id;
  if (!isOwn && caller.kind === "user" && [...caller.scopes].every((scope) => !opensOthers(scope))) {
    throw new GraphError(
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
    );
  }
  return entity(call, user, {
    type: userType,
    present: () => userEntity(user, !isOwn && seesBasicsOnly(call)),
    expand,
  });
}

function getManager(call: Call): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const found = managerOf(call, user);
  if (found === null) {
    throw new GraphError(
      404,
      "Request_ResourceNotFound",
      "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    );
  }
  return entity(call, found, { type: userType });
}

function managerOf({ tenant }: Call, user: User): object | null {
  if (user.managerId === null) return null;
  return { "@odata.type": "#microsoft.graph.user", ...userEntity(requireUser(tenant, user.managerId)) };
}

function reportsOf({ tenant }: Call, user: User): object[] {
  const people = allUsers(tenant).filter(({ managerId }) => managerId === user.id);
  return people.map((one) => ({ "@odata.type": "#microsoft.graph.user", ...userEntity(one) }));
}

/** True for a token that shows no more than names and addresses of other people. */
function seesBasicsOnly({ caller }: Call): boolean {
  const names = [...(caller.kind === "user" ? caller.scopes : caller.roles)].filter(opensOthers);
  return names.length > 0 && names.every((name) => name === "User.ReadBasic.All");
}

function opensOthers(name: string): boolean {
  return !OWN_ONLY.has(name) && new Set(permissionOf("GET /users").delegated).has(name);
}
