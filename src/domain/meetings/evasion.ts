/**
 * An executive who is asked to meet the client and does not want to. What happened comes in as events; where the ask
 * stands, what is due and what can be done about it come out. Source: PRODUCT.md D4 and D5.
 */
import { Temporal } from "temporal-polyfill";
import type { Interval } from "../time/interval.ts";
import { answerDue, type DealDates, debriefDue, moveDue, sendDue } from "./evasion-due.ts";
import {
  type DeclineReason,
  type OptionKind,
  optionsFor,
  type PreparedOption,
  type Surroundings,
} from "./evasion-options.ts";

/** What happened. `id` is the event's own: told twice, it counts once; the order of telling does not matter. */
export type AskEvent = { id: string; at: Temporal.Instant } & (
  | { kind: "sent"; by: string; option: OptionKind | null }
  | { kind: "accepted"; meeting: Interval }
  | { kind: "postponed" } // another time, whether before or after a yes
  | { kind: "declined"; why: DeclineReason | null; instead: string | null } // `instead`: the colleague they named
  | { kind: "called-off" } // the meeting that was agreed to went off the calendars, by whomever
  | { kind: "debriefed" }
  | { kind: "ended" } // the deal is over: nobody owes an answer any more
);

/** Where the ask stands. "silent" and "held" come with time alone, the others with an event. */
export type AskState =
  | "drafted"
  | "asked"
  | "silent"
  | "postponed"
  | "declined"
  | "accepted"
  | "held"
  | "debriefed"
  | "called-off"
  | "ended";

/** How often the executive stepped aside. For the account manager's eyes only. */
export type EvasionCount = { silences: number; postponed: number; declined: number };

/** What somebody has to do next, and by when. Past times are overdue. */
export type AskDue = { what: "send" | "answer" | "move" | "meeting" | "debrief"; at: Temporal.Instant };

/** Who the ask is about: the deal's dates, and what there is to offer. */
export type AskFacts = { accountManager: string; dates: DealDates; surroundings: Surroundings };

/** The whole picture, for the account manager. */
export type AskStanding = {
  state: AskState;
  /** The meeting that was agreed to, while it is. */
  meeting: Interval | null;
  count: EvasionCount;
  /** Null when nothing is left to do. */
  due: AskDue | null;
  /** Ready to be sent, the likeliest to help first; empty while the meeting is not in danger. */
  options: readonly PreparedOption[];
  /** Events that make no sense where they stand, e.g. an answer before the question. */
  ignored: readonly string[];
};

type Ask = {
  state: Exclude<AskState, "silent" | "held">;
  since: Temporal.Instant;
  meeting: Interval | null;
  count: EvasionCount;
  why: DeclineReason | null;
  instead: string | null;
  tried: readonly OptionKind[];
};

/** Where the ask stands at `now`, by everything that happened until then. Total: senseless events are named, not thrown. */
export function standing(events: readonly AskEvent[], facts: AskFacts, now: Temporal.Instant): AskStanding {
  const ignored: string[] = [];
  let ask: Ask = {
    state: "drafted",
    since: now,
    meeting: null,
    count: { silences: 0, postponed: 0, declined: 0 },
    why: null,
    instead: null,
    tried: [],
  };
  for (const event of inOrder(events)) {
    if (Temporal.Instant.compare(event.at, now) > 0) continue;
    const next = take(ask, event, facts);
    if (next === null) ignored.push(event.id);
    else ask = next;
  }
  return seen(ask, facts, now, ignored);
}

/** What everybody but the account manager may see of it: no counts, no options, no "silent". */
export function shownToOthers({ state, meeting }: AskStanding): {
  state: AskState;
  meeting: Interval | null;
} {
  return { state: state === "silent" ? "asked" : state, meeting };
}

function take(ask: Ask, event: AskEvent, facts: AskFacts): Ask | null {
  const { at } = event;
  switch (event.kind) {
    case "sent": {
      // Only the account manager sends; and not to someone who has agreed.
      if (event.by !== facts.accountManager || ask.state === "accepted" || ask.state === "debriefed")
        return null;
      const tried = event.option === null ? ask.tried : [...ask.tried, event.option];
      return { ...unanswered(ask, facts, at), state: "asked", since: at, tried };
    }
    case "accepted":
      if (!answerable(ask)) return null;
      return { ...unanswered(ask, facts, at), state: "accepted", since: at, meeting: event.meeting };
    case "postponed": {
      if (!answerable(ask)) return null;
      const { count, ...rest } = unanswered(ask, facts, at);
      return {
        ...rest,
        state: "postponed",
        since: at,
        meeting: null,
        count: { ...count, postponed: count.postponed + 1 },
      };
    }
    case "declined": {
      if (!answerable(ask)) return null;
      const { count, ...rest } = unanswered(ask, facts, at);
      const { why, instead } = event;
      const declined = { ...count, declined: count.declined + 1 };
      return { ...rest, state: "declined", since: at, meeting: null, why, instead, count: declined };
    }
    case "called-off":
      return ask.state === "accepted" ? { ...ask, state: "called-off", since: at, meeting: null } : null;
    case "debriefed": {
      const begun = ask.meeting !== null && Temporal.Instant.compare(ask.meeting.start, at) <= 0;
      return ask.state === "accepted" && begun ? { ...ask, state: "debriefed", since: at } : null;
    }
    case "ended":
      // What was agreed to stays agreed: whether that meeting takes place is decided with the meeting.
      if (ask.state === "accepted" || ask.state === "debriefed") return null;
      return { ...unanswered(ask, facts, at), state: "ended", since: at };
  }
}

function answerable({ state }: Ask): boolean {
  return state !== "drafted" && state !== "debriefed" && state !== "ended";
}

/** Counts the silence that ends at `at`, if it had begun. */
function unanswered(ask: Ask, facts: AskFacts, at: Temporal.Instant): Ask {
  if (!isSilent(ask, facts, at)) return ask;
  return { ...ask, count: { ...ask.count, silences: ask.count.silences + 1 } };
}

function isSilent(ask: Ask, { dates }: AskFacts, at: Temporal.Instant): boolean {
  return ask.state === "asked" && Temporal.Instant.compare(answerDue(ask.since, dates), at) <= 0;
}

function seen(ask: Ask, facts: AskFacts, now: Temporal.Instant, ignored: readonly string[]): AskStanding {
  const state = stateAt(ask, facts, now);
  const { count } = unanswered(ask, facts, now);
  const { meeting, why, instead, tried } = ask;
  const evasion = evasionOf(state, count);
  const options =
    evasion === null
      ? []
      : optionsFor({ state: evasion, why, instead, tried, now }, facts.dates, facts.surroundings);
  return { state, meeting, count, due: dueOf(state, ask, facts.dates), options, ignored };
}

/** How the executive evades; null while they do not. A meeting that was called off is wanted at another time. */
function evasionOf(state: AskState, { postponed }: EvasionCount): "silent" | "declined" | "postponed" | null {
  switch (state) {
    case "silent":
    case "declined":
      return state;
    case "postponed":
      return postponed >= 2 ? state : null;
    case "called-off":
      return "postponed";
    default:
      return null;
  }
}

function stateAt(ask: Ask, facts: AskFacts, now: Temporal.Instant): AskState {
  if (isSilent(ask, facts, now)) return "silent";
  const over = ask.meeting !== null && Temporal.Instant.compare(ask.meeting.end, now) <= 0;
  return ask.state === "accepted" && over ? "held" : ask.state;
}

function dueOf(state: AskState, { since, meeting }: Ask, dates: DealDates): AskDue | null {
  switch (state) {
    case "drafted":
      return { what: "send", at: sendDue(dates) };
    case "asked":
      return { what: "answer", at: answerDue(since, dates) };
    case "silent":
      return { what: "move", at: moveDue(answerDue(since, dates), dates) };
    case "postponed":
    case "declined":
    case "called-off":
      return { what: "move", at: moveDue(since, dates) };
    case "accepted":
      return meeting && { what: "meeting", at: meeting.start };
    case "held":
      return meeting && { what: "debrief", at: debriefDue(meeting.end, dates) };
    case "debriefed":
    case "ended":
      return null;
  }
}

function inOrder(events: readonly AskEvent[]): AskEvent[] {
  const once = new Map(events.map((event) => [event.id, event]));
  return [...once.values()].sort(
    (one, other) => Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1),
  );
}
