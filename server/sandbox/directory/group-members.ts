import type { EntityType } from "../core/entity-type.ts";
import type { Expansions } from "../core/expand.ts";
import { collection } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { parseSelect } from "../core/select.ts";
import type { Tenant } from "../core/tenant.ts";
import { directoryQuery } from "./advanced-query.ts";
import { groupEntity, groupType } from "./group-type.ts";
import { directoryOf, type Group } from "./state.ts";
import { userEntity, userType } from "./user-type.ts";

/** So many members an expansion gives; whoever wants all asks for the list. Source: Graph, known limits of $expand. */
const MOST_EXPANDED = 20;

/** A member may be a user or a group: what either has may be selected. */
const memberType: EntityType = {
  ...userType,
  shape: { ...groupType.shape, ...userType.shape },
  usual: [...new Set([...(userType.usual ?? []), ...Object.keys(groupType.shape)])],
};

/** Users and groups with these ids, each marked with its type; ids of nothing are left out. */
function membersOf(tenant: Tenant, ids: readonly string[]): Record<string, unknown>[] {
  const { users, groups } = directoryOf(tenant);
  return ids.flatMap((id): Record<string, unknown>[] => {
    const user = users.get(id);
    if (user !== undefined) return [{ "@odata.type": "#microsoft.graph.user", ...userEntity(user) }];
    const group = groups.get(id);
    return group === undefined ? [] : [{ "@odata.type": "#microsoft.graph.group", ...groupEntity(group) }];
  });
}

/** Answers with a list of members or owners. */
export function listMembers(call: Call, ids: readonly string[]): Reply {
  return collection(directoryQuery(call), membersOf(call.tenant, ids), {
    type: memberType,
    refuse: ["$skip"],
  });
}

const expanded =
  (idsOf: (group: Group) => readonly string[]): Expansions<Group>[string] =>
  (group, inner, { tenant }) =>
    membersOf(tenant, idsOf(group))
      .slice(0, MOST_EXPANDED)
      .map(parseSelect(inner.option("$select"), memberType));

/** What $expand may name of a group. */
export const expandGroup: Expansions<Group> = {
  members: expanded(({ memberIds }) => memberIds),
  owners: expanded(({ ownerIds }) => ownerIds),
};
