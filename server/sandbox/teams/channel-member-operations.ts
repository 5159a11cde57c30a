import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { forbidden, requireChannel, requireChannelOwner } from "./access.ts";
import { addEach } from "./bulk-add.ts";
import { memberChanged } from "./changes.ts";
import { doesUserHaveAccess, everyoneIn, seatList, sharedWithTeams } from "./channel-audience.ts";
import { memberType } from "./entity-types.ts";
import { type MemberInput, memberInput, readMember, readRoles, seatFor } from "./member-input.ts";
import { requireInTeam } from "./new-channel.ts";
import { row } from "./row.ts";
import { presentSeat, requireSeat, type Seat, seatId } from "./seat.ts";
import type { Channel, Team } from "./state.ts";

/** Most members of a private channel. Source: Microsoft 365 message centre, MC1134737. */
const MOST_IN_PRIVATE = 5000;

const one = "/teams/{team-id}/channels/{channel-id}";

/** Who is in a private or shared channel, and who may see one at all. */
export const channelMemberOperations: readonly Operation[] = [
  row(`GET ${one}/members`, (call) => {
    const { channel } = requireOwnSeats(call);
    return seatList(call, channel, [...channel.seats.values()]);
  }),
  row(`POST ${one}/members`, addOne),
  row(`POST ${one}/members/add`, (call) => {
    const { team, channel } = requireOwnSeats(call);
    requireChannelOwner(call, channel);
    return addEach(call, (input) => addToChannel(call, team, channel, input));
  }),
  row(`GET ${one}/members/{conversationMember-id}`, (call) => {
    const { channel, seat } = requireMember(call);
    return entity(call, presentSeat(channel.id, seat), { type: memberType });
  }),
  row(`PATCH ${one}/members/{conversationMember-id}`, changeRoles),
  row(`DELETE ${one}/members/{conversationMember-id}`, removeOne),
  row(`GET ${one}/allMembers`, (call) => {
    const { team, channel } = requireChannel(call);
    return seatList(call, channel, everyoneIn(call, team, channel));
  }),
  row(`GET ${one}/sharedWithTeams`, sharedWithTeams),
  row(
    `GET ${one}/doesUserHaveAccess(userId='@userId',tenantId='@tenantId',userPrincipalName='@userPrincipalName')`,
    doesUserHaveAccess,
  ),
];

function requireOwnSeats(call: Call): { team: Team; channel: Channel } {
  const found = requireChannel(call);
  if (found.channel.membershipType !== "standard") return found;
  throw new GraphError(
    400,
    "BadRequest",
    "Operation not supported for this Channel: a standard channel has the members of its team.",
  );
}

function requireMember(call: Call): { team: Team; channel: Channel; seat: Seat } {
  const found = requireOwnSeats(call);
  const seat = requireSeat(
    found.channel.id,
    found.channel.seats.values(),
    call.params["conversationMember-id"]!,
  );
  return { ...found, seat };
}

function addOne(call: Call): Reply {
  const { team, channel } = requireOwnSeats(call);
  requireChannelOwner(call, channel);
  const input = readBody(call, memberInput, {
    type: "microsoft.graph.conversationMember",
    code: "BadRequest",
  });
  const seat = addToChannel(call, team, channel, input);
  return { status: 201, body: presentSeat(channel.id, seat) };
}

function addToChannel(call: Call, team: Team, channel: Channel, input: MemberInput): Seat {
  const { tenant } = call;
  const named = readMember(tenant, input);
  if (channel.membershipType === "private") requireInTeam(call, team, [named]);
  const seat = seatFor(tenant, named);
  if (channel.seats.has(seat.userId))
    throw new GraphError(409, "Conflict", "User is already a member of the channel.");
  if (channel.membershipType === "private" && channel.seats.size >= MOST_IN_PRIVATE)
    throw forbidden(`The private channel has the most members it can have: ${MOST_IN_PRIVATE}.`);
  channel.seats.set(seat.userId, seat);
  memberChanged(tenant, placeOf(channel), seatId(channel.id, seat), "created");
  return seat;
}

function changeRoles(call: Call): Reply {
  const { channel, seat } = requireMember(call);
  requireChannelOwner(call, channel);
  const input = readBody(call, memberInput, {
    type: "microsoft.graph.conversationMember",
    code: "BadRequest",
  });
  const roles = readRoles(input.roles);
  if (!roles.includes("owner")) requireOtherOwner(channel, seat);
  const changed = { ...seat, roles: seat.roles.includes("guest") ? seat.roles : roles };
  channel.seats.set(seat.userId, changed);
  if (String(changed.roles) !== String(seat.roles))
    memberChanged(call.tenant, placeOf(channel), seatId(channel.id, seat), "updated");
  return { status: 200, body: presentSeat(channel.id, changed) };
}

function removeOne(call: Call): Reply {
  const { channel, seat } = requireMember(call);
  const isLeaving = call.caller.kind === "user" && call.caller.userId === seat.userId;
  if (!isLeaving) requireChannelOwner(call, channel);
  requireOtherOwner(channel, seat);
  channel.seats.delete(seat.userId);
  memberChanged(call.tenant, placeOf(channel), seatId(channel.id, seat), "deleted");
  return { status: 204 };
}

function requireOtherOwner(channel: Channel, seat: Seat): void {
  const others = [...channel.seats.values()].filter(
    ({ userId, roles }) => userId !== seat.userId && roles.includes("owner"),
  );
  if (!seat.roles.includes("owner") || others.length > 0) return;
  throw new GraphError(400, "BadRequest", "The last owner of a channel cannot be removed.");
}

function placeOf({ teamId, id }: Channel): string {
  return `teams/${teamId}/channels/${id}`;
}
