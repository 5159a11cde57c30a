import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { findUser } from "../directory/users.ts";
import { requireChannel } from "./access.ts";
import { memberType, sharedTeamType } from "./entity-types.ts";
import { presentSeat, type Seat } from "./seat.ts";
import { type Channel, type Team, teamsOf } from "./state.ts";
import { isInTeam, teamSeats } from "./team.ts";

/** Answers with a list of seats. */
export function seatList(call: Call, channel: Channel, seats: readonly Seat[]): Reply {
  return collection(
    call,
    seats.map((seat) => presentSeat(channel.id, seat)),
    { type: memberType },
  );
}

/** Everyone who may see a channel, with a seat of their own or by a team. */
export function everyoneIn({ tenant }: Call, team: Team, channel: Channel): Seat[] {
  if (channel.membershipType === "standard") return teamSeats(tenant, team);
  const found = new Map<string, Seat>();
  for (const id of channel.sharedWith) {
    const other = teamsOf(tenant).teams.get(id);
    for (const seat of other === undefined ? [] : teamSeats(tenant, other))
      found.set(seat.userId, { ...seat, roles: [] });
  }
  for (const seat of channel.seats.values()) found.set(seat.userId, seat);
  return [...found.values()];
}

/** The teams that see a shared channel, its own first. Throws 400 for another channel. */
export function sharedWithTeams(call: Call): Reply {
  const { tenant } = call;
  const { team, channel } = requireChannel(call);
  if (channel.membershipType !== "shared") {
    throw new GraphError(
      400,
      "BadRequest",
      "Operation not supported for this Channel: it is not a shared channel.",
    );
  }
  const others = [...channel.sharedWith].flatMap((id) => teamsOf(tenant).teams.get(id) ?? []);
  const value = [team, ...others].map(({ id, displayName }) => ({
    id,
    displayName,
    tenantId: tenant.id,
    isHostTeam: id === team.id,
  }));
  return collection(call, value, { type: sharedTeamType });
}

/** Whether somebody may see a channel. */
export function doesUserHaveAccess(call: Call): Reply {
  const { tenant } = call;
  const { team, channel } = requireChannel(call);
  const userId = argument(call, "userId") ?? argument(call, "userPrincipalName");
  if (userId === undefined)
    throw new GraphError(400, "BadRequest", "Either userId or userPrincipalName must be given.");
  const user = findUser(tenant, userId);
  const inTeam =
    user !== undefined && channel.membershipType === "standard" && isInTeam(tenant, team, user.id);
  const isSeated = everyoneIn(call, team, channel).some(
    (seat) => seat.userId === (user?.id ?? userId.toLowerCase()),
  );
  return { status: 200, body: { value: inTeam || isSeated } };
}

/** Microsoft's clients leave the placeholder '@userId' in the path and send the value as a query parameter. */
function argument(call: Call, name: string): string | undefined {
  const inPath = call.query.argument(name);
  if (inPath === undefined || inPath === "") return undefined;
  if (!inPath.startsWith("@")) return inPath;
  const wanted = [name.toLowerCase(), inPath.toLowerCase()];
  const sent = call.query.entries().find(([key]) => wanted.includes(key.toLowerCase()))?.[1];
  return sent?.replace(/^'(.*)'$/s, "$1") || undefined;
}
