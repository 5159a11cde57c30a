import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isGone } from "./errors.ts";
import { memberOf } from "./team-people.ts";

/** How work that Teams does later stands. */
export type OperationStanding = "running" | "done" | "failed";

const operation = z.object({ status: z.string() });
const group = z.object({ id: z.string(), description: z.string().nullish() });
const page = z.object({ value: z.array(group) });

const PLACE = /\/teams(?:\('([^']+)'\)|\/([^/]+))\/operations(?:\('([^']+)'\)|\/([^/?]+))/;

/**
 * Teams made from the standard template, and work that Teams does later. Application permissions Team.Create and
 * GroupMember.Read.All. `graphUrl` without version.
 */
export function ownTeams(graph: Graph, graphUrl: string) {
  return {
    /**
     * Begins to make a private team with one owner; its id, and what `standing` asks by. `description` should hold what it
     * is found again by.
     */
    async beginTeam(wanted: {
      name: string;
      description: string;
      ownerId: string;
    }): Promise<{ teamId: string; operation: string } | null> {
      const body = {
        "template@odata.bind": `${graphUrl}/v1.0/teamsTemplates('standard')`,
        displayName: wanted.name.slice(0, 256),
        description: wanted.description.slice(0, 1024),
        visibility: "private",
        members: [memberOf(graphUrl, wanted.ownerId, true)],
      };
      const found = PLACE.exec((await graph.begin("/teams", body)) ?? "");
      const teamId = found?.[1] ?? found?.[2];
      return found && teamId !== undefined ? { teamId, operation: operationOf(found) } : null;
    },

    /** A team of that name whose description holds `key`, also while it is still being made; null when there is none. */
    async findTeam(name: string, key: string): Promise<string | null> {
      const filter = encodeURIComponent(`displayName eq '${name.slice(0, 256).replaceAll("'", "''")}'`);
      const { value } = await graph.get(`/groups?$select=id,description&$filter=${filter}`, page);
      return value.find(({ description }) => description?.includes(key))?.id ?? null;
    },

    /** How the work stands that Teams began. An operation that Teams forgot has failed. */
    async standing(begun: string): Promise<OperationStanding> {
      const { status } = await graph.get(begun, operation).catch((error: unknown) => {
        if (!isGone(error)) throw error;
        return { status: "failed" };
      });
      return status === "succeeded"
        ? "done"
        : status === "failed" || status === "invalid"
          ? "failed"
          : "running";
    },
  };
}

/** The path of the operation that a Location names; null for a Location of something else. */
export function readOperation(location: string | null): string | null {
  const found = PLACE.exec(location ?? "");
  return found && operationOf(found);
}

function operationOf(found: RegExpExecArray): string {
  return path`/teams/${found[1] ?? found[2] ?? ""}/operations/${found[3] ?? found[4] ?? ""}`;
}
