import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { directoryOf } from "./state.ts";

const organizationType: EntityType = {
  name: "microsoft.graph.organization",
  family: "directory",
  shape: { id: "string", displayName: "string", tenantType: "string", verifiedDomains: ["any"] },
};

/** GET /organization: the one there is. */
export function listOrganization(call: Call): Reply {
  return collection(call, [organizationEntity(call)], { type: organizationType, refuse: ["$skip"] });
}

/** GET /organization/{id}. Throws the directory's 404 for another one. */
export function getOrganization(call: Call): Reply {
  const id = call.params["organization-id"]!;
  if (id === call.tenant.id) return entity(call, organizationEntity(call), { type: organizationType });
  throw new GraphError(404, "Request_ResourceNotFound", `Resource '${id}' does not exist.`);
}

function organizationEntity({ tenant }: Call): Record<string, unknown> {
  const { displayName, domain } = directoryOf(tenant).organization;
  const verifiedDomains = [
    { name: domain, isDefault: true, isInitial: true, type: "Managed", capabilities: "Email" },
  ];
  return { id: tenant.id, displayName, tenantType: "AAD", verifiedDomains };
}
