import type { Temporal } from "temporal-polyfill";
import { type DealDates, daysLeft } from "./evasion-due.ts";

/** A way to make the meeting easier to say yes to, or possible without a yes. Source: PRODUCT.md D4. */
export type OptionKind =
  | "shorter" // a quarter of an hour
  | "remote" // from where they are
  | "opening-only" // say the first words and leave
  | "beside" // the account manager sits with them
  | "rehearsal" // run through it first
  | "substitute" // somebody of fitting rank
  | "assistant" // ask through the assistant
  | "door-opening"; // the manager coach speaks to them

/** Why an executive says no, as far as they say. */
export type DeclineReason = "no-time" | "not-prepared" | "not-the-right-person" | "away";

/** Whether a calendar leaves a time free. Unknown is never free. */
export type Availability = "free" | "busy" | "unknown";

/** Somebody who could go instead. `rank`: 1 for the chief executive, 2 for who reports to them, and so on. */
export type Colleague = { id: string; rank: number; availability: Availability };

/** What there is to make options from. */
export type Surroundings = {
  minutes: number;
  inPerson: boolean;
  executive: string;
  /** The rank of the client's person; nobody more than one below it is a fitting substitute. */
  clientRank: number;
  colleagues: readonly Colleague[];
  assistant: string | null;
  managerCoach: string | null;
};

/** An option ready to send: `minutes` and `remote` are what the meeting would then be, `to` whom it goes to. */
export type PreparedOption = {
  kind: OptionKind;
  to: string;
  minutes: number;
  remote: boolean;
  /** The colleague who would go instead; null for every other kind. */
  substitute: string | null;
  /** Whether that colleague can come at the time asked for; null for every other kind. */
  availability: Availability | null;
};

/** The least a meeting is cut to, and the length of an opening, in minutes. */
export const SHORT_MINUTES = 15;
/** With fewer working days left than this, what does not need the executive's yes comes first. */
export const LATE_DAYS = 3;

type Evasion = {
  state: "silent" | "declined" | "postponed";
  why: DeclineReason | null;
  instead: string | null;
  tried: readonly OptionKind[];
  now: Temporal.Instant;
};

/** The options that exist for this executive, were not tried yet, and fit the way they evade; likeliest first. */
export function optionsFor(evasion: Evasion, dates: DealDates, around: Surroundings): PreparedOption[] {
  const late = daysLeft(evasion.now, dates) < LATE_DAYS;
  const usual = likeliest(evasion);
  const order = late ? [...LATE, ...usual.filter((kind) => !LATE.includes(kind))] : usual;
  return order
    .filter((kind) => !evasion.tried.includes(kind))
    .flatMap((kind) => prepare(kind, evasion, around));
}

const LATE: readonly OptionKind[] = ["substitute", "door-opening"];

const BY_REASON: Readonly<Record<DeclineReason, readonly OptionKind[]>> = {
  "no-time": [
    "shorter",
    "remote",
    "opening-only",
    "assistant",
    "substitute",
    "beside",
    "rehearsal",
    "door-opening",
  ],
  "not-prepared": [
    "rehearsal",
    "beside",
    "opening-only",
    "shorter",
    "remote",
    "door-opening",
    "substitute",
    "assistant",
  ],
  "not-the-right-person": [
    "substitute",
    "door-opening",
    "opening-only",
    "beside",
    "shorter",
    "remote",
    "rehearsal",
    "assistant",
  ],
  away: [
    "remote",
    "substitute",
    "assistant",
    "shorter",
    "opening-only",
    "door-opening",
    "beside",
    "rehearsal",
  ],
};

const BY_STATE: Readonly<Record<Evasion["state"], readonly OptionKind[]>> = {
  silent: [
    "assistant",
    "shorter",
    "remote",
    "opening-only",
    "beside",
    "rehearsal",
    "door-opening",
    "substitute",
  ],
  postponed: [
    "shorter",
    "remote",
    "assistant",
    "opening-only",
    "beside",
    "rehearsal",
    "substitute",
    "door-opening",
  ],
  declined: [
    "beside",
    "rehearsal",
    "opening-only",
    "shorter",
    "remote",
    "substitute",
    "door-opening",
    "assistant",
  ],
};

function likeliest({ state, why, instead }: Evasion): readonly OptionKind[] {
  const order = state === "declined" && why !== null ? BY_REASON[why] : BY_STATE[state];
  // Whom they named themselves is the answer they are waiting to hear.
  return state === "declined" && instead !== null
    ? ["substitute", ...order.filter((kind) => kind !== "substitute")]
    : order;
}

function prepare(kind: OptionKind, { instead }: Evasion, around: Surroundings): PreparedOption[] {
  const { executive, assistant, managerCoach, minutes, inPerson } = around;
  const same = { kind, to: executive, minutes, remote: !inPerson, substitute: null, availability: null };
  switch (kind) {
    case "shorter":
      return minutes > SHORT_MINUTES ? [{ ...same, minutes: SHORT_MINUTES }] : [];
    case "remote":
      return inPerson ? [{ ...same, remote: true }] : [];
    case "opening-only":
      return minutes > SHORT_MINUTES ? [{ ...same }] : [];
    case "beside":
    case "rehearsal":
      return [same];
    case "substitute": {
      const substitute = fittingSubstitute(instead, around);
      if (substitute === null) return [];
      const { id, availability } = substitute;
      return [{ ...same, to: id, substitute: id, availability }];
    }
    case "assistant":
      return assistant === null ? [] : [{ ...same, to: assistant }];
    case "door-opening":
      return managerCoach === null || managerCoach === executive ? [] : [{ ...same, to: managerCoach }];
  }
}

/**
 * The colleague they named if fitting, else the highest of those who are free, else of those of whom nothing is known. Whom
 * they named stays where nobody else can come: busy then, and asked for another time. Nobody is more than one rank below the
 * client's person.
 */
function fittingSubstitute(
  named: string | null,
  { executive, clientRank, colleagues }: Surroundings,
): Colleague | null {
  const order: readonly Availability[] = ["free", "unknown"];
  const fitting = colleagues.filter(({ id, rank }) => id !== executive && rank <= clientRank + 1);
  const able = fitting
    .filter(({ availability }) => availability !== "busy")
    .sort(
      (one, other) =>
        order.indexOf(one.availability) - order.indexOf(other.availability) ||
        one.rank - other.rank ||
        (one.id < other.id ? -1 : 1),
    );
  const isNamed = ({ id }: Colleague) => id === named;
  return able.find(isNamed) ?? able[0] ?? fitting.find(isNamed) ?? null;
}
