import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { stage } from "../../contract/deal-parts.ts";
import { type Room, room } from "../../contract/deal-rooms.ts";
import type { DealCard } from "../../contract/deals.ts";

/** By what the list of deals is sorted. */
export const SORTS = ["close", "name", "account", "value", "voice"] as const;

/** Stands for the reader's own id, so that an address can be sent to somebody else. */
export const ME = "me";

/**
 * What a reader looks for among the deals. `leader`: the account manager's id, or ME; `needsSomebody`: only those that need
 * attention; `isArchived`: only those put away.
 */
export type Wanted = {
  search: string;
  stage: DealCard["stage"] | null;
  client: string | null;
  leader: string | null;
  room: Room["state"] | null;
  needsSomebody: boolean;
  sort: (typeof SORTS)[number];
  isArchived: boolean;
};

/** All deals, the soonest to close first. */
export const EVERYTHING: Wanted = {
  search: "",
  stage: null,
  client: null,
  leader: null,
  room: null,
  needsSomebody: false,
  sort: "close",
  isArchived: false,
};

const NAMES = ["search", "stage", "client", "lead", "room", "attention", "sort", "archived"] as const;

/** How a room can stand, in the order in which it comes about. */
export const ROOM_STATES = room.shape.state.options;

/** Whether fewer deals are wanted than there are, or others; the order makes no difference. */
export function isNarrowed({ sort: _sort, ...wanted }: Wanted): boolean {
  return Object.entries(wanted).some(([name, value]) => EVERYTHING[name as keyof Wanted] !== value);
}

/** What an address's query asks for; what it cannot mean is left out. */
export function wantedIn(query: string): Wanted {
  const given = new URLSearchParams(query);
  return {
    search: (given.get("search") ?? "").slice(0, 120),
    stage: stage.options.find((one) => one === given.get("stage")) ?? null,
    client: textOf(given, "client"),
    leader: textOf(given, "lead"),
    room: ROOM_STATES.find((one) => one === given.get("room")) ?? null,
    needsSomebody: given.get("attention") === "yes",
    sort: SORTS.find((one) => one === given.get("sort")) ?? "close",
    isArchived: given.get("archived") === "yes",
  };
}

function textOf(given: URLSearchParams, name: string): string | null {
  const text = given.get(name)?.trim().slice(0, 120) ?? "";
  return text === "" ? null : text;
}

/** The query with what is wanted in it; what else it says (who signs in, which look) stays. */
export function queryOf(wanted: Wanted, query: string): string {
  const params = new URLSearchParams(query);
  for (const name of NAMES) params.delete(name);
  if (wanted.search.trim() !== "") params.set("search", wanted.search.trim());
  if (wanted.stage !== null) params.set("stage", wanted.stage);
  if (wanted.client !== null) params.set("client", wanted.client);
  if (wanted.leader !== null) params.set("lead", wanted.leader);
  if (wanted.room !== null) params.set("room", wanted.room);
  if (wanted.needsSomebody) params.set("attention", "yes");
  if (wanted.sort !== "close") params.set("sort", wanted.sort);
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
