/** A task that the room's plan shall hold. `key` tells it from others, whatever its title becomes; `due` a day. */
export type WantedTask = { key: string; title: string; due: string };

/** A task that we made before; `key` null: it was of a milestone that is none any more. */
export type KnownTask = { id: string; key: string | null };

/** A task that the plan holds. */
export type TaskSeen = { id: string; title: string; due: string | null };

/** What brings a plan to what is wanted. `found`: made before, and the reply was lost. */
export type PlanChanges = {
  add: WantedTask[];
  found: { id: string; key: string }[];
  change: (TaskSeen & { due: string })[];
  remove: string[];
};

/**
 * Compares the plan with what is wanted. Tasks that people added are left alone, and so are those of ours that people
 * deleted: they are not made again.
 */
export function planChanges(
  wanted: readonly WantedTask[],
  known: readonly KnownTask[],
  seen: readonly TaskSeen[],
): PlanChanges {
  const strangers = seen.filter(({ id }) => known.every((ours) => ours.id !== id));
  const changes: PlanChanges = { add: [], found: [], change: [], remove: [] };
  const taken = new Set<string>();
  for (const want of wanted) {
    const ours = known.find(({ key }) => key === want.key);
    const lost = strangers.find(
      ({ id, title, due }) => !taken.has(id) && title === want.title && due === want.due,
    );
    if (ours !== undefined) {
      const there = seen.find(({ id }) => id === ours.id);
      if (there !== undefined && (there.title !== want.title || there.due !== want.due))
        changes.change.push({ id: ours.id, title: want.title, due: want.due });
    } else if (lost !== undefined) {
      taken.add(lost.id);
      changes.found.push({ id: lost.id, key: want.key });
    } else changes.add.push(want);
  }
  for (const { id, key } of known) if (wanted.every((want) => want.key !== key)) changes.remove.push(id);
  return changes;
}
