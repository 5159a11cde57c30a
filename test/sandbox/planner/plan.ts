import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { TestSandbox } from "../support/open.ts";

/** The body of a new plan of the team "Key accounts". */
export const newPlan = {
  title: "Line 4",
  container: { url: `https://graph.microsoft.com/v1.0/groups/${KEY_ACCOUNTS_TEAM}` },
};

/** What Planner made: its id and version. */
export type Made = { id: string; etag: string };

/** Makes a thing of Planner's at this path, as the application. */
export async function make(t: TestSandbox, path: string, body: object): Promise<Made> {
  const { status, body: made } = await t.graph(t.asApp, "POST", path, { body });
  if (status !== 201) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(made)}`);
  return { id: made["id"] as string, etag: made["@odata.etag"] as string };
}

/** Makes a plan with one bucket and one task in it. */
export async function planned(t: TestSandbox): Promise<{ plan: Made; bucket: Made; task: Made }> {
  const plan = await make(t, "/planner/plans", newPlan);
  const bucket = await make(t, "/planner/buckets", { name: "Now", planId: plan.id, orderHint: " !" });
  const task = await make(t, "/planner/tasks", {
    planId: plan.id,
    bucketId: bucket.id,
    title: "Book a room",
  });
  return { plan, bucket, task };
}

/** The version of what is at this path now. */
export async function etagAt(t: TestSandbox, path: string): Promise<string> {
  return (await t.graph(t.asApp, "GET", path)).body["@odata.etag"] as string;
}
