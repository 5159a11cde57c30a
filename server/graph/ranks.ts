import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";

const manager = z.object({ id: z.string() });

/** Nobody stands lower; also the end of a circle of managers, which a directory does not rule out. */
const LOWEST = 9;

/** How high people stand, by the application permission User.Read.All. */
export function ranks(graph: Graph) {
  return {
    /** 1 for whoever has no manager, 2 for who reports to them, and so on; 9 at the most. */
    async rankOf(personId: string): Promise<number> {
      let above = personId;
      for (let rank = 1; rank < LOWEST; rank++) {
        const found = await graph
          .get(path`/users/${above}/manager` + "?$select=id", manager)
          .catch(unlessNone);
        if (found === null) return rank;
        above = found.id;
      }
      return LOWEST;
    },
  };
}

function unlessNone(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
