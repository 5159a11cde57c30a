import { type UseMutationResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { useSurroundings } from "../ui/surroundings.tsx";
import type { Deed, Feed } from "./feed/feed.ts";
import { nameIn } from "./tenant/people.ts";
import type { Cast } from "./tenant/shapes.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** What everything on the page plays on. */
export type Stage = { tenant: Tenant; feed: Feed; cast: Cast };

/** A mailbox changes by more than One Voice; this often it is read without a reason. Milliseconds. */
const ROUTINE_MS = 4000;

const StageContext = createContext<Stage | null>(null);

/** Gives the pieces below the tenant to play on. */
export function StageProvider({ value, children }: { value: Stage; children: ReactNode }) {
  return <StageContext value={value}>{children}</StageContext>;
}

/** The tenant, its people and the feed. */
export function useStage(): Stage {
  const value = useContext(StageContext);
  if (value === null) throw new Error("There is no StageProvider above.");
  return value;
}

/** Looks into the tenant: at once, whenever something happened, and now and then. */
export function useLook<Value>(name: string, look: (tenant: Tenant) => Promise<Value>) {
  const { tenant } = useStage();
  return useQuery({ queryKey: [name], queryFn: () => look(tenant), refetchInterval: ROUTINE_MS });
}

/** Does something to the tenant; the feed then tells of it, and everything is looked at anew. */
export function useDeed<Input>(
  act: (tenant: Tenant, input: Input) => Promise<unknown>,
  deedOf: (input: Input) => Deed,
): UseMutationResult<unknown, Error, Input> {
  const { tenant, feed } = useStage();
  const { now } = useSurroundings();
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(tenant, input),
    onSuccess(_done, input) {
      feed.note(deedOf(input), new Date(now()).toISOString());
      void memory.invalidateQueries();
    },
  });
}

/** How to name somebody by directory id or address. */
export function useNameOf(): (idOrAddress: string) => string {
  const { cast } = useStage();
  return (idOrAddress) => nameIn(cast, idOrAddress);
}
