import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { forbidden, requireTeam, requireTeamOwner } from "./access.ts";
import { addEach } from "./bulk-add.ts";
import { memberChanged } from "./changes.ts";
import { memberType } from "./entity-types.ts";
import { type MemberInput, memberInput, readMember } from "./member-input.ts";
import { row } from "./row.ts";
import { presentSeat, requireSeat, type Seat, seatId, seatOf } from "./seat.ts";
import type { Channel, Team } from "./state.ts";
import { putIntoTeam, takeOutOfTeam, teamSeats } from "./team.ts";

/** Who is in a team. */
export const teamMemberOperations: readonly Operation[] = [
  row("GET /teams/{team-id}/members", (call) => {
    const team = requireTeam(call);
    const seats = teamSeats(call.tenant, team).map((seat) => presentSeat(team.id, seat));
    return collection(call, seats, { type: memberType });
  }),
  row("POST /teams/{team-id}/members", addOne, "Someone added is there at once, not after minutes."),
  row("POST /teams/{team-id}/members/add", (call) => {
    const team = requireTeam(call);
    requireTeamOwner(call, team);
    return addEach(call, (input) => addToTeam(call, team, input));
  }),
  row("DELETE /teams/{team-id}/members/{conversationMember-id}", removeOne),
];

function addOne(call: Call): Reply {
  const team = requireTeam(call);
  requireTeamOwner(call, team);
  const input = readBody(call, memberInput, {
    type: "microsoft.graph.conversationMember",
    code: "BadRequest",
  });
  return { status: 201, body: presentSeat(team.id, addToTeam(call, team, input)) };
}

/** Someone who is in the team already is added again without complaint, as on the real service. */
function addToTeam(call: Call, team: Team, input: MemberInput): Seat {
  const { tenant, caller } = call;
  const named = readMember(tenant, input);
  if ("outsider" in named) throw forbidden("People of other tenants can be in shared channels only.");
  const isOwner = named.roles.includes("owner");
  const held = caller.kind === "app" ? caller.roles : caller.scopes;
  if (isOwner && !held.has("TeamMember.ReadWrite.All"))
    throw forbidden("The permission held does not let owners be added.");
  const before = teamSeats(tenant, team).find(({ userId }) => userId === named.user.id);
  putIntoTeam(tenant, team, named.user, isOwner ? "owner" : "member");
  const seat = seatOf(tenant, named.user, isOwner ? ["owner"] : []);
  const what = before === undefined ? "created" : "updated";
  if (String(before?.roles) !== String(seat.roles))
    memberChanged(tenant, `teams/${team.id}`, seatId(team.id, seat), what);
  return seat;
}

/** Whoever leaves a team leaves its private channels too; shared ones are entered without the team. */
function removeOne(call: Call): Reply {
  const { tenant, caller } = call;
  const team = requireTeam(call);
  const seats = teamSeats(tenant, team);
  const seat = requireSeat(team.id, seats, call.params["conversationMember-id"]!);
  const isLeaving = caller.kind === "user" && caller.userId === seat.userId;
  if (!isLeaving) requireTeamOwner(call, team);
  if (seat.roles.includes("owner")) {
    const held = caller.kind === "app" ? caller.roles : caller.scopes;
    if (!held.has("TeamMember.ReadWrite.All"))
      throw forbidden("The permission held does not let owners be removed.");
    if (!seats.some(({ userId, roles }) => userId !== seat.userId && roles.includes("owner")))
      throw new GraphError(400, "BadRequest", "The last owner of a team cannot be removed.");
  }
  takeOutOfTeam(tenant, team, seat.userId);
  memberChanged(tenant, `teams/${team.id}`, seatId(team.id, seat), "deleted");
  for (const channel of team.channels.values()) {
    if (channel.membershipType !== "private" || !channel.seats.delete(seat.userId)) continue;
    memberChanged(tenant, `teams/${team.id}/channels/${channel.id}`, seatId(channel.id, seat), "deleted");
    passOwnership(channel);
  }
  return { status: 204 };
}

/** Teams makes somebody else the owner of a private channel whose last owner left the team. */
function passOwnership({ seats }: Channel): void {
  const [next, ...others] = seats.values();
  if (next === undefined || [next, ...others].some(({ roles }) => roles.includes("owner"))) return;
  seats.set(next.userId, { ...next, roles: ["owner"] });
}
