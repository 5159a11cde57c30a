import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { stage } from "../../contract/deal-parts.ts";
import type { DealCard } from "../../contract/deals.ts";

/** By what the list of deals is sorted. */
export const SORTS = ["close", "name", "account", "value", "voice"] as const;

/** What a reader looks for among the deals. `isMine`: only those they lead; `isArchived`: only those put away. */
export type Wanted = {
  search: string;
  stage: DealCard["stage"] | null;
  sort: (typeof SORTS)[number];
  isMine: boolean;
  isArchived: boolean;
};

/** All deals, the soonest to close first. */
export const EVERYTHING: Wanted = {
  search: "",
  stage: null,
  sort: "close",
  isMine: false,
  isArchived: false,
};

const NAMES = ["search", "stage", "sort", "lead", "archived"] as const;

/** What an address's query asks for; what it cannot mean is left out. */
export function wantedIn(query: string): Wanted {
  const given = new URLSearchParams(query);
  return {
    search: (given.get("search") ?? "").slice(0, 120),
    stage: stage.options.find((one) => one === given.get("stage")) ?? null,
    sort: SORTS.find((one) => one === given.get("sort")) ?? "close",
    isMine: given.get("lead") === "me",
    isArchived: given.get("archived") === "yes",
  };
}

/** The query with what is wanted in it; what else it says (who signs in, which look) stays. */
export function queryOf(wanted: Wanted, query: string): string {
  const params = new URLSearchParams(query);
  for (const name of NAMES) params.delete(name);
  if (wanted.search.trim() !== "") params.set("search", wanted.search.trim());
  if (wanted.stage !== null) params.set("stage", wanted.stage);
  if (wanted.sort !== "close") params.set("sort", wanted.sort);
  if (wanted.isMine) params.set("lead", "me");
  if (wanted.isArchived) params.set("archived", "yes");
  return params.toString();
}

/** What the address asks for, and how to ask for something else: the address can be kept, sent, and gone back to. */
export function useWanted(): [Wanted, (part: Partial<Wanted>) => void] {
  const query = useSearch();
  const [path, navigate] = useLocation();
  const want = useCallback(
    (part: Partial<Wanted>) => {
      const next = queryOf({ ...wantedIn(query), ...part }, query);
      if (next !== new URLSearchParams(query).toString()) navigate(`${path}?${next}`, { replace: true });
    },
    [query, path, navigate],
  );
  return [wantedIn(query), want];
}
