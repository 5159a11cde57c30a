import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { directoryQuery } from "./advanced-query.ts";
import { expandGroup, listMembers } from "./group-members.ts";
import { groupEntity, groupType } from "./group-type.ts";
import { idsWithin, peopleOf, requireGroup } from "./groups.ts";
import { getOrganization, listOrganization } from "./organization.ts";
import { parseDirectorySearch } from "./search.ts";
import { directoryOf, type Group, type User } from "./state.ts";
import { listUsers } from "./user-operations.ts";
import { requireUser } from "./users.ts";

const row = { method: "GET", fidelity: "like", limit: "directory" } as const;

const mixed = { fidelity: "simpler", note: "$filter and $orderby see the properties of users" } as const;

/** What the directory answers about groups. */
export const groupOperations: readonly Operation[] = [
  { ...row, path: "/groups", permission: permissionOf("GET /groups"), handle: listGroups },
  {
    ...row,
    path: "/groups/{group-id}",
    permission: permissionOf("GET /groups/{group-id}"),
    handle: (call) =>
      entity(call, requireGroup(call.tenant, call.params["group-id"]!), {
        type: groupType,
        present: groupEntity,
        expand: expandGroup,
      }),
  },
  {
    ...row,
    ...mixed,
    path: "/groups/{group-id}/members",
    permission: permissionOf("GET /groups/{group-id}/members"),
    handle: (call) => listMembers(call, requireGroup(call.tenant, call.params["group-id"]!).memberIds),
  },
  {
    ...row,
    path: "/groups/{group-id}/members/graph.user",
    permission: permissionOf("GET /groups/{group-id}/members/graph.user"),
    handle(call) {
      const { users } = directoryOf(call.tenant);
      const { memberIds } = requireGroup(call.tenant, call.params["group-id"]!);
      return listUsers(
        call,
        memberIds.flatMap((id) => users.get(id) ?? []),
      );
    },
  },
  {
    ...row,
    ...mixed,
    path: "/groups/{group-id}/owners",
    permission: permissionOf("GET /groups/{group-id}/owners"),
    handle: (call) => listMembers(call, requireGroup(call.tenant, call.params["group-id"]!).ownerIds),
  },
  {
    ...row,
    ...mixed,
    path: "/groups/{group-id}/transitiveMembers",
    permission: permissionOf("GET /groups/{group-id}/transitiveMembers"),
    handle(call) {
      const group = requireGroup(call.tenant, call.params["group-id"]!);
      return listMembers(call, idsWithin(call.tenant, group));
    },
  },
  {
    ...row,
    path: "/groups/{group-id}/transitiveMembers/graph.user",
    permission: permissionOf("GET /groups/{group-id}/transitiveMembers/graph.user"),
    handle: (call) =>
      listUsers(call, peopleOf(call.tenant, requireGroup(call.tenant, call.params["group-id"]!))),
  },
  {
    ...row,
    path: "/users/{user-id}/memberOf",
    permission: permissionOf("GET /users/{user-id}/memberOf"),
    handle: (call) => listGroupsOf(call, (group, { id }) => group.memberIds.includes(id)),
  },
  {
    ...row,
    path: "/users/{user-id}/transitiveMemberOf",
    permission: permissionOf("GET /users/{user-id}/transitiveMemberOf"),
    handle: (call) =>
      listGroupsOf(call, (group, { id }) => peopleOf(call.tenant, group).some((person) => person.id === id)),
  },
  { ...row, path: "/organization", permission: permissionOf("GET /organization"), handle: listOrganization },
  {
    ...row,
    path: "/organization/{organization-id}",
    permission: permissionOf("GET /organization/{organization-id}"),
    handle: getOrganization,
  },
];

function listGroups(call: Call): Reply {
  return collection(directoryQuery(call), [...directoryOf(call.tenant).groups.values()], {
    type: groupType,
    read: (group, property) => groupEntity(group)[property],
    present: groupEntity,
    expand: expandGroup,
    search: (text) => {
      const matches = parseDirectorySearch(text);
      return (group) => matches(groupEntity(group));
    },
    refuse: ["$skip"],
  });
}

function listGroupsOf(call: Call, holds: (group: Group, user: User) => boolean): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const groups = [...directoryOf(call.tenant).groups.values()].filter((group) => holds(group, user));
  return collection(directoryQuery(call), groups, {
    type: groupType,
    present: (group) => ({ "@odata.type": "#microsoft.graph.group", ...groupEntity(group) }),
    refuse: ["$skip"],
  });
}
