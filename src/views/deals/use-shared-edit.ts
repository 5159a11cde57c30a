import { useEffect, useState } from "react";
import * as z from "zod/mini";
import { useClient } from "../../client/reading.tsx";
import { type Deal, readDeal } from "../../contract/deals.ts";
import { Problem } from "../../contract/problem.ts";
import { useKeptDraft } from "../../ui/kept-draft.ts";
import type { Choices } from "./clashes.tsx";

/** How one part of a deal is edited: what a draft is, how two people's drafts come together, how one is sent. */
export type Editing<Draft, Key extends string> = {
  /** What the draft is kept as while the page is loaded anew, and what it holds. */
  name: string;
  kind: z.ZodMiniType<Draft>;
  draftOf(deal: Deal): Draft;
  /** `clashes`: what both changed differently, still as mine in `draft`; `taken`: what came from the other. */
  merge(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; clashes: Key[]; taken: Key[] };
  isChanged(base: Draft, mine: Draft): boolean;
  take(mine: Draft, theirs: Draft, keys: readonly Key[]): Draft;
  /** Rejects with "deal.changed" when the deal is not at `version` any more. */
  send(version: number, draft: Draft): Promise<unknown>;
};

/** What both editors changed, and what was chosen so far. */
type Clash<Draft, Key> = { theirs: Draft; keys: readonly Key[]; choices: Choices };

/**
 * Edits a part of a deal that somebody else may edit at once. `save` sends it; a change made meanwhile is read and brought
 * together with this one, and only what both changed is asked about (`clash`). `onSaved` is told what came from others. A
 * draft left in the middle by a reload of the page is taken up again, with the version that it was begun from.
 */
export function useSharedEdit<Draft, Key extends string>(
  deal: Deal,
  editing: Editing<Draft, Key>,
  onSaved: (taken: readonly Key[]) => void,
) {
  const client = useClient();
  const { begun, keep } = useBegun(editing);
  const [{ seen, draft }, setEdit] = useState(() => begun ?? startOf(deal, editing));
  const setDraft = (mine: Draft) => setEdit((now) => ({ ...now, draft: mine }));
  const [clash, setClash] = useState<Clash<Draft, Key> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  /** Sends, and goes on sending while others' changes do not touch this one. */
  async function send(mine: Draft, known: typeof seen, taken: readonly Key[]): Promise<void> {
    try {
      await editing.send(known.version, mine);
      keep(null);
      onSaved(taken);
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== "deal.changed") throw cause;
      const fresh = await client.call(readDeal, { params: { dealId: deal.id } });
      const theirs = editing.draftOf(fresh);
      const merged = editing.merge(known.draft, mine, theirs);
      const next = { version: fresh.version, draft: theirs };
      setEdit({ seen: next, draft: merged.draft });
      if (merged.clashes.length === 0) return send(merged.draft, next, [...taken, ...merged.taken]);
      setClash({ theirs, keys: merged.clashes, choices: {} });
    }
  }

  /** Sends the draft. Resolves with what kept it from being saved, null when nothing did or a choice is to be made. */
  async function save(mine: Draft): Promise<unknown> {
    setDraft(mine);
    setClash(null);
    setError(null);
    setSaving(true);
    try {
      await send(mine, seen, []);
      return null;
    } catch (cause) {
      setError(cause);
      return cause;
    } finally {
      setSaving(false);
    }
  }

  useEffect(() => {
    keep(editing.isChanged(seen.draft, draft) ? { seen, draft } : null);
  }, [editing, keep, seen, draft]);

  /** The draft with the choices made. */
  function settled(): Draft {
    if (clash === null) return draft;
    const chosen = clash.keys.filter((key) => clash.choices[key] === "theirs");
    return editing.take(draft, clash.theirs, chosen);
  }

  // What others changed since is known only as a newer version of the deal; saving brings it in.
  const isOutrun = deal.version > seen.version && !isSaving;
  const isDecided = clash === null || clash.keys.every((key) => clash.choices[key] !== undefined);
  const choose = (choices: Choices) => clash !== null && setClash({ ...clash, choices });
  return {
    ...{ draft, setDraft, clash, choose, settled, save },
    ...{ error, isSaving, isDecided, isOutrun },
    /** The draft as it was before anything was typed. */
    base: seen.draft,
    isChanged: editing.isChanged(seen.draft, draft),
    /** True when the draft was begun before the page was loaded anew. */
    isRestored: begun !== null,
    /** Gives up what was typed. */
    forget: () => keep(null),
  };
}

/** Where an edit begins: with the deal as it is. */
function startOf<Draft, Key extends string>(deal: Deal, editing: Editing<Draft, Key>) {
  const draft = editing.draftOf(deal);
  return { seen: { version: deal.version, draft }, draft };
}

/** The edit that was begun before the page was loaded anew, and how to keep this one. */
function useBegun<Draft, Key extends string>({ name, kind }: Editing<Draft, Key>) {
  const [schema] = useState(() =>
    z.object({ seen: z.object({ version: z.number(), draft: kind }), draft: kind }),
  );
  const { found, keep } = useKeptDraft(name, schema);
  const [begun] = useState(found);
  return { begun, keep };
}
