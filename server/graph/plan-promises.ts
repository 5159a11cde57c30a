import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";
import { planner } from "./planner.ts";

/** A task of a plan that one person owns. `key` is ours for ever: however often it is asked for, there is one task. */
export type OwnedTask = {
  key: string;
  /** The name of the plan's column that it stands in; made when it is missing. */
  column: string;
  title: string;
  /** The day it is due, "2026-03-02"; null for no day. */
  due: string | null;
  ownerId: string;
  /** What it is about, and where it is read. */
  about: { name: string; url: string };
};

const task = z.object({
  id: z.string(),
  bucketId: z.string().nullish(),
  title: z.string(),
  dueDateTime: z.string().nullish(),
  assignments: z.record(z.string(), z.unknown()).nullish(),
  createdBy: z.object({ application: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
});
type Seen = z.output<typeof task>;
const details = z.object({
  "@odata.etag": z.string(),
  references: z.record(z.string(), z.unknown()).nullish(),
});
const made = z.object({ id: z.string() });

/** Somebody may change a task while we do; then its version is read anew, so often at most. */
const TRIES = 3;

/**
 * Tasks in the plans of teams, by the application permission Tasks.ReadWrite.All. `graphUrl` without version; `clientId`:
 * whose tasks are ours.
 */
export function planPromises(graph: Graph, graphUrl: string, clientId: string) {
  const plans = planner(graph, graphUrl, clientId);

  async function referencesOf(id: string): Promise<z.output<typeof details>> {
    return graph.get(path`/planner/tasks/${id}/details`, details);
  }

  /** Planner has no key of ours; so a task bears its link, which ends in the key. */
  async function label(id: string, { key, about }: OwnedTask): Promise<void> {
    const reference = {
      "@odata.type": "#microsoft.graph.plannerExternalReference",
      alias: about.name.slice(0, 255),
      type: "Other",
    };
    const place = path`/planner/tasks/${id}/details`;
    for (let tries = 1; ; tries++) {
      const { "@odata.etag": version } = await referencesOf(id);
      try {
        const body = { references: { [asKey(`${about.url}#${key}`)]: reference } };
        return await graph.patch(place, body, { headers: { "If-Match": version } });
      } catch (error) {
        if (!isOutdated(error) || tries === TRIES) throw error;
      }
    }
  }

  return {
    /**
     * The id of the task in the plan, made unless it is there. Null when the plan is gone. `knownIds`: tasks of which we
     * know already whose they are.
     */
    async ensure(planId: string, wanted: OwnedTask, knownIds: ReadonlySet<string>): Promise<string | null> {
      try {
        const columnId = await plans.column(planId, wanted.column);
        const there = await find(planId, columnId, wanted, knownIds);
        if (there?.isLabelled) return there.id;
        const id =
          there?.id ??
          (await graph.post("/planner/tasks", bodyOf(planId, columnId, wanted), made, { once: true })).id;
        await label(id, wanted);
        return id;
      } catch (error) {
        if (isGone(error) && !(await plans.hasPlan(planId))) return null;
        throw error;
      }
    },
  };

  /** The task that bears our key; or one made by a run that was stopped before it could mark it. */
  async function find(
    planId: string,
    columnId: string,
    wanted: OwnedTask,
    knownIds: ReadonlySet<string>,
  ): Promise<{ id: string; isLabelled: boolean } | null> {
    let bare: string | null = null;
    for await (const page of graph.pages(path`/planner/plans/${planId}/tasks`, task))
      for (const seen of page) {
        const isOurs = seen.createdBy?.application?.id === clientId && seen.bucketId === columnId;
        if (!isOurs || knownIds.has(seen.id)) continue;
        const links = Object.keys((await referencesOf(seen.id)).references ?? {});
        if (links.some((link) => link.endsWith(asKey(`#${wanted.key}`))))
          return { id: seen.id, isLabelled: true };
        if (links.length === 0 && isLike(seen, wanted)) bare ??= seen.id;
      }
    return bare === null ? null : { id: bare, isLabelled: false };
  }
}

function isLike({ title, dueDateTime, assignments }: Seen, wanted: OwnedTask): boolean {
  return (
    title === titleOf(wanted) &&
    (dueDateTime?.slice(0, 10) ?? null) === wanted.due &&
    Object.hasOwn(assignments ?? {}, wanted.ownerId)
  );
}

function bodyOf(planId: string, bucketId: string, wanted: OwnedTask): object {
  return {
    planId,
    bucketId,
    title: titleOf(wanted),
    // Noon of universal time is the same day nearly everywhere.
    dueDateTime: wanted.due === null ? null : `${wanted.due}T12:00:00Z`,
    assignments: {
      [wanted.ownerId]: { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" },
    },
  };
}

function titleOf({ title }: OwnedTask): string {
  return title.slice(0, 255);
}

/** An address as a property's name. Source: Graph, plannerExternalReferences. */
function asKey(url: string): string {
  return url.replace(/[%.:@#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function isOutdated(error: unknown): boolean {
  return error instanceof GraphRefused && (error.status === 412 || error.status === 409);
}
