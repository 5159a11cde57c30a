import { slot, type Tenant } from "../core/tenant.ts";

/** Who did something, as Graph writes it. */
export type Doer = Record<string, unknown>;

/** A plan of a group with its details, which have a version of their own. */
export type Plan = {
  id: string;
  title: string;
  groupId: string;
  createdBy: Doer;
  createdDateTime: string;
  version: number;
  details: {
    categoryDescriptions: Record<string, string | null>;
    sharedWith: Record<string, boolean>;
    version: number;
  };
};

/** A column of a plan. */
export type Bucket = { id: string; planId: string; name: string; orderHint: string; version: number };

/** What a task says of one person who shall do it. */
export type Assignment = {
  "@odata.type": "#microsoft.graph.plannerAssignment";
  assignedBy: Doer;
  assignedDateTime: string;
  orderHint: string;
};

/** A line of a task's checklist. */
export type ChecklistItem = {
  "@odata.type": "#microsoft.graph.plannerChecklistItem";
  title: string;
  isChecked: boolean;
  orderHint: string;
  lastModifiedBy: Doer;
  lastModifiedDateTime: string;
};

/** A link on a task; its address, with some characters encoded, is its key. */
export type Reference = {
  "@odata.type": "#microsoft.graph.plannerExternalReference";
  alias: string | null;
  type: string | null;
  previewPriority: string;
  lastModifiedBy: Doer;
  lastModifiedDateTime: string;
};

/** How a task is shown on the board. */
export type PreviewType = "automatic" | "noPreview" | "checklist" | "description" | "reference";

/** A task with its details, which have a version of their own. */
export type Task = {
  id: string;
  planId: string;
  bucketId: string | null;
  title: string;
  orderHint: string;
  assigneePriority: string;
  percentComplete: number;
  priority: number;
  startDateTime: string | null;
  dueDateTime: string | null;
  completedDateTime: string | null;
  completedBy: Doer | null;
  createdDateTime: string;
  createdBy: Doer;
  conversationThreadId: string | null;
  /** By user id. */
  assignments: Record<string, Assignment>;
  appliedCategories: Record<string, boolean>;
  previewType: PreviewType;
  version: number;
  details: {
    description: string;
    checklist: Record<string, ChecklistItem>;
    references: Record<string, Reference>;
    version: number;
  };
};

/** Planner's part of a tenant. */
export type Planner = { plans: Map<string, Plan>; buckets: Map<string, Bucket>; tasks: Map<string, Task> };

const plannerSlot = slot<Planner>("planner", () => ({
  plans: new Map(),
  buckets: new Map(),
  tasks: new Map(),
}));

/** Planner's state of this tenant. */
export function plannerOf(tenant: Tenant): Planner {
  return tenant.state(plannerSlot);
}
