import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { isGone } from "./errors.ts";

/** A task of a plan. `due` is a day; null without one. */
export type PlanTask = { id: string; title: string; due: string | null };

const tagged = z.object({ "@odata.etag": z.string() });
const plan = z.object({
  id: z.string(),
  title: z.string(),
  createdBy: z.object({ application: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
});
const bucket = z.object({ id: z.string(), name: z.string() });
const task = z.object({ id: z.string(), title: z.string(), dueDateTime: z.string().nullish() });
const made = z.object({ id: z.string() });

/**
 * Plans of teams in Planner through the application permission Tasks.ReadWrite.All. `clientId`: whose plans are ours.
 * `graphUrl` without version.
 */
export function planner(graph: Graph, graphUrl: string, clientId: string) {
  /** Planner changes nothing without the version that was seen last. */
  async function matching(place: string): Promise<{ headers: Record<string, string> }> {
    const found = await graph.get(place, tagged);
    return { headers: { "If-Match": found["@odata.etag"] } };
  }

  return {
    /** The plan of that title in the team's group that we made ourselves; null when there is none. */
    async ourPlan(teamId: string, title: string): Promise<string | null> {
      for await (const page of graph.pages(path`/groups/${teamId}/planner/plans`, plan)) {
        const ours = page.find(
          (each) => each.title === title && each.createdBy?.application?.id === clientId,
        );
        if (ours !== undefined) return ours.id;
      }
      return null;
    },

    /** Makes a plan in the team's group; its id. */
    async makePlan(teamId: string, title: string): Promise<string> {
      const body = { container: { url: `${graphUrl}/v1.0/groups/${teamId}` }, title: title.slice(0, 255) };
      return (await graph.post("/planner/plans", body, made, { once: true })).id;
    },

    /** Whether the plan is still there. */
    async hasPlan(planId: string): Promise<boolean> {
      try {
        await graph.get(path`/planner/plans/${planId}`, nothing);
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },

    /** The column of that name, made when it is missing; its id. */
    async column(planId: string, name: string): Promise<string> {
      for await (const page of graph.pages(path`/planner/plans/${planId}/buckets`, bucket)) {
        const found = page.find((each) => each.name === name);
        if (found !== undefined) return found.id;
      }
      return (await graph.post("/planner/buckets", { name, planId, orderHint: " !" }, made, { once: true }))
        .id;
    },

    /** All tasks of the plan. */
    async tasks(planId: string): Promise<PlanTask[]> {
      const found: PlanTask[] = [];
      for await (const page of graph.pages(path`/planner/plans/${planId}/tasks`, task))
        found.push(
          ...page.map(({ id, title, dueDateTime }) => ({
            id,
            title,
            due: dueDateTime?.slice(0, 10) ?? null,
          })),
        );
      return found;
    },

    /** Makes a task; its id. */
    async addTask(planId: string, columnId: string, { title, due }: Omit<PlanTask, "id">): Promise<string> {
      const body = { planId, bucketId: columnId, title: title.slice(0, 255), dueDateTime: noonOf(due) };
      return (await graph.post("/planner/tasks", body, made, { once: true })).id;
    },

    /** Gives a task another title and day. */
    async changeTask({ id, title, due }: PlanTask): Promise<void> {
      const place = path`/planner/tasks/${id}`;
      await graph.patch(
        place,
        { title: title.slice(0, 255), dueDateTime: noonOf(due) },
        await matching(place),
      );
    },

    /** Takes a task away; one that is gone is fine. */
    async removeTask(id: string): Promise<void> {
      await removeIfThere(path`/planner/tasks/${id}`);
    },

    /** Takes a plan with all its tasks away; one that is gone is fine. */
    async removePlan(id: string): Promise<void> {
      await removeIfThere(path`/planner/plans/${id}`);
    },
  };

  async function removeIfThere(place: string): Promise<void> {
    try {
      await graph.remove(place, await matching(place));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Noon of universal time is the same day nearly everywhere. */
function noonOf(day: string | null): string | null {
  return day === null ? null : `${day}T12:00:00Z`;
}
