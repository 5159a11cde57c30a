import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { findGroupByAddress, peopleOf } from "../directory/groups.ts";
import type { Window } from "./instances.ts";

/** Limits of the real service: people in one question, days of its window, minutes of one digit. */
const LIMITS = { people: 20, days: 62, shortest: 5, longest: 1440 };

/** Throws 400 for a question that is too large. */
export function requireWithinLimits(
  tenant: Tenant,
  addresses: readonly string[],
  { startMs, endMs }: Window,
  minutes: number,
): void {
  const people = addresses.reduce((sum, address) => {
    const group = findGroupByAddress(tenant, address);
    return sum + (group === undefined ? 1 : peopleOf(tenant, group).length);
  }, 0);
  if (addresses.length === 0) throw refused("ErrorInvalidParameter", "At least one schedule is required.");
  if (people > LIMITS.people) {
    throw refused(
      "ErrorMailboxDataArrayTooBig",
      `There are too many mailboxes in the request: ${people}, the limit is ${LIMITS.people}.`,
    );
  }
  if (endMs <= startMs)
    throw refused("ErrorInvalidTimeInterval", "The end of the requested time must be after its start.");
  if (endMs - startMs >= LIMITS.days * 86_400_000) {
    throw refused(
      "ErrorTimeIntervalTooBig",
      `The requested time duration is not within the allowed limits: it must be less than ${LIMITS.days} days.`,
    );
  }
  if (minutes < LIMITS.shortest || minutes > LIMITS.longest || minutes * 60_000 > endMs - startMs) {
    throw refused(
      "ErrorInvalidMergedFreeBusyInterval",
      `The interval must be between ${LIMITS.shortest} and ${LIMITS.longest} minutes and no longer than the requested time.`,
    );
  }
}

function refused(code: string, message: string): GraphError {
  return new GraphError(400, code, message);
}
