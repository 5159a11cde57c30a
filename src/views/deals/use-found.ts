import { useRead } from "../../client/reading.tsx";
import { listDeals } from "../../contract/deals.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { ME, type Wanted } from "./use-wanted.ts";

/** What a list of deals depends on. */
export const FOLLOWS = { topics: ["deals", "room", "incidents"] } as const;

/** The deals that are wanted, and by what else they could be chosen. */
export function useFound(wanted: Wanted) {
  const { myId } = useSurroundings();
  const { search, stage, client, room, sort } = wanted;
  const leader = wanted.leader === ME ? myId : wanted.leader;
  const query = {
    ...(sort !== "close" && { sort }),
    ...(search !== "" && { search }),
    ...(stage !== null && { stage }),
    ...(client !== null && { client }),
    ...(leader !== null && { leader }),
    ...(room !== null && { room }),
    ...(wanted.needsSomebody && { attention: "yes" as const }),
    ...(wanted.isArchived && { archived: "yes" as const }),
  };
  const isAll = Object.keys(query).length === 0;
  return useRead(listDeals, isAll ? {} : { query }, FOLLOWS, { keepsLast: true });
}
