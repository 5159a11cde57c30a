import { slot, type Tenant } from "../core/tenant.ts";
import type { DeltaState } from "./delta-state.ts";
import type { Copy } from "./event-types.ts";

/** Who may see or change a calendar beside its owner, in Graph's words. */
export type Role =
  | "none"
  | "freeBusyRead"
  | "limitedRead"
  | "read"
  | "write"
  | "delegateWithoutPrivateEventAccess"
  | "delegateWithPrivateEventAccess";

/** One mailbox's calendar. */
export type Calendar = {
  copies: Map<string, Copy>;
  /** Core of the event a transactionId made; forgotten with the event, so that it may be used again afterwards. */
  byTransaction: Map<string, string>;
  /** Role by user id; "organization" stands for everyone else in the tenant. */
  shares: Map<string, Role>;
  /** What getSchedule answers for this person instead of their schedule. */
  scheduleError: { message: string; responseCode: string } | null;
};

/** A Teams meeting made without an event, as Graph's onlineMeeting. */
export type StandaloneMeeting = {
  id: string;
  ownerId: string;
  properties: Readonly<Record<string, unknown>>;
};

/** The calendar service's part of a tenant. */
export type CalendarState = {
  calendars: Map<string, Calendar>;
  /** Cores by owner, by iCalUId: where the copies of an event are. */
  copiesOf: Map<string, Map<string, string>>;
  online: Map<string, StandaloneMeeting>;
  /** "appId" or "appId/userId": apps that a Teams application access policy lets make online meetings. */
  onlinePolicies: Set<string>;
  delta: DeltaState;
};

const calendarSlot = slot<CalendarState>("calendar", () => ({
  calendars: new Map(),
  copiesOf: new Map(),
  online: new Map(),
  onlinePolicies: new Set(),
  delta: { rounds: new Map(), serial: 0 },
}));

/** The calendar state of this tenant. */
export function calendarState(tenant: Tenant): CalendarState {
  return tenant.state(calendarSlot);
}

/** A person's calendar; an empty one where there was none. */
export function calendarOf(tenant: Tenant, ownerId: string): Calendar {
  const { calendars } = calendarState(tenant);
  const found = calendars.get(ownerId);
  if (found !== undefined) return found;
  const made: Calendar = {
    copies: new Map(),
    byTransaction: new Map(),
    shares: new Map([["organization", "freeBusyRead"]]),
    scheduleError: null,
  };
  calendars.set(ownerId, made);
  return made;
}
