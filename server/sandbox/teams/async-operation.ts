import { Temporal } from "temporal-polyfill";
import type { Call, Reply } from "../core/operation.ts";
import { type AsyncOperation, type Team, teamsOf } from "./state.ts";

/** Work to do later, and what will come of it. */
export type Job = {
  type: AsyncOperation["operationType"];
  /** On the tenant's clock. */
  takesSeconds: number;
  /** The id of what it is about; null while that has none. */
  targetId: string | null;
  /** Graph's path of the target. */
  targetLocation: string | null;
  /** Does it. */
  run(): void;
};

/**
 * Answers 202 with Location of an operation, and does the work when the tenant's clock comes to it. The operation
 * stays readable afterwards.
 */
export function later(call: Call, team: Team, job: Job): Reply {
  const { tenant } = call;
  const now = tenant.clock.now();
  const operation: AsyncOperation = {
    id: tenant.newId(),
    operationType: job.type,
    createdDateTime: now.toString(),
    lastActionDateTime: now.toString(),
    status: "inProgress",
    attemptsCount: 1,
    targetResourceId: job.targetId,
    targetResourceLocation: job.targetLocation,
    error: null,
  };
  team.operations.set(operation.id, operation);
  tenant.clock.at(now.add(Temporal.Duration.from({ seconds: job.takesSeconds })), () => {
    // A reset may have come between: the work belongs to the tenant that was.
    if (teamsOf(tenant).teams.get(team.id) !== team) return;
    job.run();
    operation.status = "succeeded";
    operation.lastActionDateTime = tenant.clock.now().toString();
  });
  return {
    status: 202,
    headers: {
      Location: `/teams('${team.id}')/operations('${operation.id}')`,
      ...(job.targetLocation !== null && { "Content-Location": job.targetLocation }),
    },
  };
}
