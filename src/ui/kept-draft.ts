import { useCallback, useMemo } from "react";
import type * as z from "zod/mini";
import { useSurroundings } from "./surroundings.tsx";

const KEY = "one-voice:draft";

/** What was typed into a form, for as long as the browser's tab is open. */
export type KeptDraft<Draft> = {
  /** As it was when the page was left in the middle; null when nothing was, or when it is not what the form holds today. */
  found: Draft | null;
  /** Keeps the draft in the place of the one before; null forgets it. */
  keep(draft: Draft | null): void;
};

/**
 * Keeps what somebody typed through a reload of the page, which Teams does as it likes. A draft is known by its tenant, its
 * writer and `name` (what it is about); it never leaves this tab of the browser and ends with it. Where the browser lends no
 * storage, nothing is kept.
 */
export function useKeptDraft<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
): KeptDraft<z.output<Schema>> {
  const key = useKeyOf(name);
  const found = useMemo(() => schema.safeParse(read(key)).data ?? null, [schema, key]);
  const keep = useCallback((draft: z.output<Schema> | null) => write(key, draft), [key]);
  return { found, keep };
}

/**
 * Whether a draft of that name had been left in the middle when the page was shown; as soon as the reader is known, and
 * whatever is typed from then on.
 */
export function useHadDraft(name: string): boolean {
  const key = useKeyOf(name);
  return useMemo(() => read(key) !== null, [key]);
}

function useKeyOf(name: string): string {
  const { tenantId, myId } = useSurroundings();
  return [KEY, tenantId, myId, name].join(":");
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    // Storage is closed to frames of other sites in some browsers, and what lies in it may be anybody's.
    return null;
  }
}

function write(key: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Closed or full: then the draft lives as long as the page does.
  }
}
