import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { isLiving } from "./channel.ts";
import { type Channel, type Team, teamsOf } from "./state.ts";
import { isInTeam, isOwner } from "./team.ts";

/** The team of the path. Throws 404 for an unknown or unfinished one, 403 for a person who is not in it. */
export function requireTeam(call: Call): Team {
  const team = findTeam(call);
  const { caller, tenant } = call;
  if (caller.kind === "user" && !isInTeam(tenant, team, caller.userId)) throw notInside("team");
  return team;
}

/** The team of the path, whoever asks. Throws 404. */
export function findTeam({ tenant, params }: Call): Team {
  const id = params["team-id"]!;
  const team = teamsOf(tenant).teams.get(id.toLowerCase());
  if (team?.isReady) return team;
  throw new GraphError(404, "NotFound", `No team found with Group Id ${id}`);
}

/** The team and channel of the path. Throws 404, and 403 for a person who is not in it. */
export function requireChannel(call: Call): { team: Team; channel: Channel } {
  const team = findTeam(call);
  const id = call.params["channel-id"]!;
  if (!/^19:[\w-]+@thread\.(?:tacv2|skype)$/.test(id)) {
    throw new GraphError(400, "BadRequest", `Invalid channelId. '${id}' is not a valid channel id.`);
  }
  const channel = team.channels.get(id);
  if (channel === undefined || !isLiving(channel)) {
    throw new GraphError(404, "NotFound", `The requested channel '${id}' was not found in the team.`);
  }
  if (!canSee(call, team, channel)) throw notInside("channel");
  return { team, channel };
}

/** Whether the caller sees the channel: applications see all, people those they are in. */
export function canSee({ tenant, caller }: Call, team: Team, channel: Channel): boolean {
  if (caller.kind === "app") return true;
  if (channel.membershipType === "standard") return isInTeam(tenant, team, caller.userId);
  return channel.seats.has(caller.userId);
}

/** Throws 403 for a person who does not own the team. Applications act as owners. */
export function requireTeamOwner({ caller, tenant }: Call, team: Team): void {
  if (caller.kind === "user" && !isOwner(tenant, team, caller.userId))
    throw forbidden("Only an owner of the team can do this.");
}

/** Throws 403 for a person who does not own the private or shared channel. */
export function requireChannelOwner({ caller }: Call, channel: Channel): void {
  if (caller.kind === "app") return;
  if (channel.seats.get(caller.userId)?.roles.includes("owner")) return;
  throw forbidden("Only an owner of the channel can do this.");
}

/** Throws 403 where the team's settings keep members that do not own it from something. */
export function requireAllowed(call: Call, team: Team, setting: string): void {
  const { caller, tenant } = call;
  if (caller.kind === "app" || isOwner(tenant, team, caller.userId)) return;
  if (team.memberSettings[setting] === false)
    throw forbidden(`The team's settings do not let members do this: ${setting}.`);
}

/** A refusal of someone who may not do this here. */
export function forbidden(message: string): GraphError {
  return new GraphError(403, "Forbidden", message);
}

function notInside(place: "team" | "channel"): GraphError {
  return forbidden(`Failed to execute the request: the caller is not a member of the ${place}.`);
}
