import type { EntityType } from "../core/entity-type.ts";
import { etag } from "./etag.ts";
import type { Bucket, Plan } from "./state.ts";

/** What OData may be asked about plans. */
export const planType: EntityType = {
  name: "microsoft.graph.plannerPlan",
  family: "teams",
  shape: {
    id: "string",
    title: "string",
    owner: "string",
    createdDateTime: "instant",
    createdBy: "any",
    container: "any",
  },
};

/** What OData may be asked about the details of plans. */
export const planDetailsType: EntityType = {
  name: "microsoft.graph.plannerPlanDetails",
  family: "teams",
  shape: { id: "string", categoryDescriptions: "any", sharedWith: "any" },
};

/** What OData may be asked about buckets. */
export const bucketType: EntityType = {
  name: "microsoft.graph.plannerBucket",
  family: "teams",
  shape: { id: "string", name: "string", planId: "string", orderHint: "string" },
};

/** A plan as Graph shows it. */
export function presentPlan({
  id,
  title,
  groupId,
  createdBy,
  createdDateTime,
  version,
}: Plan): Record<string, unknown> {
  const url = `https://graph.microsoft.com/v1.0/groups/${groupId}`;
  const container = { containerId: groupId, type: "group", url };
  return {
    "@odata.etag": etag("Plan", version),
    id,
    title,
    owner: groupId,
    createdDateTime,
    createdBy,
    container,
  };
}

/** Its details as Graph shows them. */
export function presentDetails({ id, details }: Plan): Record<string, unknown> {
  const { categoryDescriptions, sharedWith, version } = details;
  return { "@odata.etag": etag("PlanDetails", version), id, categoryDescriptions, sharedWith };
}

/** A bucket as Graph shows it. */
export function presentBucket({ version, ...bucket }: Bucket): Record<string, unknown> {
  return { "@odata.etag": etag("Bucket", version), ...bucket };
}
