import type { EntityType } from "../core/entity-type.ts";
import type { Group } from "./state.ts";

/** What may be asked about groups. */
export const groupType: EntityType = {
  name: "microsoft.graph.group",
  family: "directory",
  shape: {
    createdDateTime: "instant",
    description: "string",
    displayName: "string",
    groupTypes: ["string"],
    id: "string",
    mail: "string",
    mailEnabled: "boolean",
    mailNickname: "string",
    proxyAddresses: ["string"],
    resourceProvisioningOptions: ["string"],
    securityEnabled: "boolean",
    visibility: "string",
  },
};

/** A group as Graph shows it. */
export function groupEntity(group: Group): Record<string, unknown> {
  const { ownerIds, memberIds, isTeam, ...rest } = group;
  return {
    ...rest,
    proxyAddresses: group.mail === null ? [] : [`SMTP:${group.mail}`],
    resourceProvisioningOptions: isTeam ? ["Team"] : [],
  };
}
