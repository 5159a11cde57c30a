import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";

/** What someone may do in a team, channel or chat. Guests are people of the directory whose userType is "Guest". */
export type Role = "owner" | "guest";

/** Someone with a seat of their own: in a private or shared channel, or in a chat. Outsiders have another tenantId. */
export type Seat = {
  userId: string;
  displayName: string;
  email: string | null;
  tenantId: string;
  roles: readonly Role[];
  /** ISO instant from when history is visible. */
  visibleHistoryStartDateTime: string;
};

/** The beginning of time as Graph writes it: all history is visible. */
const FROM_THE_START = "0001-01-01T00:00:00Z";

/** A seat of someone in the directory; guests are guests whatever was asked. */
export function seatOf(
  tenant: Tenant,
  user: User,
  roles: readonly Role[],
  visibleFrom = FROM_THE_START,
): Seat {
  return {
    userId: user.id,
    displayName: user.displayName,
    email: user.mail ?? user.userPrincipalName,
    tenantId: tenant.id,
    roles: user.userType === "Guest" ? ["guest"] : roles,
    visibleHistoryStartDateTime: visibleFrom,
  };
}

/** The id of a seat: the same person has another one in each place. `place` is the id of the team, channel or chat. */
export function seatId(place: string, seat: Pick<Seat, "userId" | "tenantId">): string {
  return Buffer.from(`0##1##${seat.tenantId}##${place}##${seat.userId}`).toString("base64");
}

/** A seat as Graph gives it. */
export function presentSeat(place: string, seat: Seat): Record<string, unknown> {
  return {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    id: seatId(place, seat),
    roles: [...seat.roles],
    displayName: seat.displayName,
    visibleHistoryStartDateTime: seat.visibleHistoryStartDateTime,
    userId: seat.userId,
    email: seat.email,
    tenantId: seat.tenantId,
  };
}

/** The seat with this id among those of a place. Throws 404. */
export function requireSeat(place: string, seats: Iterable<Seat>, id: string): Seat {
  for (const seat of seats) {
    if (seatId(place, seat) === id) return seat;
  }
  throw new GraphError(404, "NotFound", "The member was not found.");
}
