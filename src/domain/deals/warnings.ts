import { Temporal } from "temporal-polyfill";
import { emptyCriticalSeats, type SeatRole, type Stage } from "./deal.ts";

/** A stretch of absence; `until` null where no end is known. */
export type Away = { since: Temporal.Instant; until: Temporal.Instant | null };

/** A seat of the deal team and who stands in for its holder. */
export type SeatHeld = { personId: string; role: SeatRole; backupId: string | null };

/** When a person is away. `zone` IANA, null when not known: then days are those of UTC. */
export type Absence = { zone: string | null; away: readonly Away[] };

/** The days on which the deal cannot do without its team. Milestones have names of their own, each once. */
export type DealDays = {
  tender: Temporal.PlainDate | null;
  close: Temporal.PlainDate | null;
  milestones?: readonly { name: string; day: Temporal.PlainDate }[];
};

/** What needs a look before the deal's days come. `to` is the last day away, null where no end is known. */
export type Warning =
  | { kind: "empty-seat"; role: SeatRole }
  | {
      kind: "away";
      personId: string;
      role: SeatRole;
      from: Temporal.PlainDate;
      to: Temporal.PlainDate | null;
      clashes: ("tender" | "close")[];
      /** Names of the milestones that it clashes with. */
      milestones: string[];
      backupId: string | null;
    };

/** The last work on an offer is done in the days before it is due: these count as the day itself. */
const DAYS_BEFORE = 2;

/**
 * Empty critical seats first, then who is away when the deal needs them, the soonest first. `absences` by person, those
 * of backups too. The backup proposed is the seat's own, or without one a colleague in the same role; nobody who is away
 * on the same day. Source: PRODUCT.md A3.
 */
export function dealWarnings(
  stage: Stage,
  seats: readonly SeatHeld[],
  absences: ReadonlyMap<string, Absence>,
  days: DealDays,
  at: Temporal.Instant,
): Warning[] {
  const clashing = (id: string) => {
    const absence = absences.get(id);
    if (absence === undefined) return [];
    return stretches(absence, at).flatMap((stretch) => {
      const clashes = clashesOf(stretch, days);
      const milestones = (days.milestones ?? [])
        .filter(({ day }) => isNeeded(stretch, day))
        .map(({ name }) => name);
      return clashes.length + milestones.length === 0 ? [] : [{ ...stretch, clashes, milestones }];
    });
  };
  const empty = emptyCriticalSeats(stage, seats).map((role) => ({ kind: "empty-seat", role }) as const);
  const away = seats.flatMap(({ personId, role, backupId }) =>
    clashing(personId).map(({ from, to, clashes, milestones }) => {
      const isFree = (id: string) =>
        clashing(id).every(
          (other) =>
            other.clashes.every((clash) => !clashes.includes(clash)) &&
            other.milestones.every((name) => !milestones.includes(name)),
        );
      const peers = seats.filter((seat) => seat.role === role && seat.personId !== personId);
      const standIns = backupId === null ? peers.map((peer) => peer.personId) : [backupId];
      const standIn = standIns.find(isFree) ?? null;
      return { kind: "away", personId, role, from, to, clashes, milestones, backupId: standIn } as const;
    }),
  );
  return [...empty, ...away.sort((one, other) => Temporal.PlainDate.compare(one.from, other.from))];
}

type Stretch = { from: Temporal.PlainDate; to: Temporal.PlainDate | null };

/** The days away that are not over, neighbouring and overlapping ones joined: a vacation is in calendar and mailbox both. */
function stretches({ away, zone }: Absence, at: Temporal.Instant): Stretch[] {
  const local = (when: Temporal.Instant) => when.toZonedDateTimeISO(zone ?? "UTC").toPlainDate();
  const all = away
    .filter(({ until }) => until === null || Temporal.Instant.compare(until, at) > 0)
    .map(({ since, until }) => ({
      from: local(since),
      to: until === null ? null : local(until.subtract({ milliseconds: 1 })),
    }))
    .sort((one, other) => Temporal.PlainDate.compare(one.from, other.from));
  const joined: Stretch[] = [];
  for (const next of all) {
    const last = joined.at(-1);
    if (last === undefined || !touches(last, next.from)) joined.push({ ...next });
    else if (last.to !== null && (next.to === null || Temporal.PlainDate.compare(next.to, last.to) > 0))
      last.to = next.to;
  }
  return joined;
}

function touches({ to }: Stretch, day: Temporal.PlainDate): boolean {
  return to === null || Temporal.PlainDate.compare(day, to.add({ days: 1 })) <= 0;
}

function clashesOf(stretch: Stretch, { tender, close }: DealDays): ("tender" | "close")[] {
  return [
    ...(tender !== null && isNeeded(stretch, tender) ? (["tender"] as const) : []),
    ...(close !== null && isNeeded(stretch, close) ? (["close"] as const) : []),
  ];
}

function isNeeded({ from, to }: Stretch, due: Temporal.PlainDate): boolean {
  const first = due.subtract({ days: DAYS_BEFORE });
  return (
    Temporal.PlainDate.compare(from, due) <= 0 && (to === null || Temporal.PlainDate.compare(to, first) >= 0)
  );
}
