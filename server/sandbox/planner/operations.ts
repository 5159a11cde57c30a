import type { Operation } from "../core/operation.ts";
import { planOperations } from "./plan-operations.ts";
import { taskOperations } from "./task-operations.ts";

/** All that this tenant does with Planner. */
export const plannerOperations: readonly Operation[] = [...planOperations, ...taskOperations];
