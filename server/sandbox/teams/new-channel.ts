import { z } from "zod";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { requireUser } from "../directory/users.ts";
import { forbidden, requireAllowed, requireTeam } from "./access.ts";
import { later } from "./async-operation.ts";
import { channelChanged } from "./changes.ts";
import { addChannel, type NewChannel } from "./channel.ts";
import { type MemberInput, memberInput, type Named, readMember, seatFor } from "./member-input.ts";
import { type Seat, seatOf } from "./seat.ts";
import type { Team } from "./state.ts";
import { isInTeam } from "./team.ts";
import { presentChannel } from "./team-view.ts";

/** Most members the request that makes a private channel may name. Source: Create channel. */
const MOST_NAMED = 200;
/** How long Teams works on a shared channel, on the tenant's clock. */
const SHARED_TAKES_SECONDS = 10;

const newChannel = graphObject({
  "@microsoft.graph.channelCreationMode": z.literal("migration").optional(),
  id: z.string().nullish(),
  displayName: z.string({ error: "Channel.DisplayName must be set, please use the valid values." }),
  description: z.string().nullish(),
  membershipType: graphEnum(["standard", "private", "shared"]).nullish(),
  isFavoriteByDefault: z.boolean().nullish(),
  layoutType: graphEnum(["post", "chat"]).nullish(),
  createdDateTime: z.iso.datetime({ offset: true }).nullish(),
  members: z.array(memberInput).nullish(),
});

type Input = z.output<typeof newChannel>;

/** POST channels: 201 with the channel; 202 with an operation for a shared one. */
export function createChannel(call: Call): Reply {
  const team = requireTeam(call);
  const { tenant } = call;
  const input = readBody(call, newChannel, { type: "microsoft.graph.channel", code: "BadRequest" });
  const kind = input.membershipType ?? "standard";
  requireAllowed(
    call,
    team,
    kind === "standard" ? "allowCreateUpdateChannels" : "allowCreatePrivateChannels",
  );
  const wanted: NewChannel = {
    displayName: input.displayName,
    description: input.description ?? null,
    membershipType: kind,
    isFavoriteByDefault: input.isFavoriteByDefault ?? false,
    layoutType: input.layoutType ?? "post",
    seats: kind === "standard" ? noSeats(input) : firstSeats(call, team, kind, input.members ?? []),
    // Its name is taken from now on; people see it once the work is done.
    isReady: kind !== "shared",
    ...migration(call, input),
  };
  const channel = addChannel(tenant, team, wanted);
  if (kind !== "shared") {
    channelChanged(tenant, channel, "created");
    const Location = `/teams('${team.id}')/channels('${channel.id}')`;
    return { status: 201, body: withoutSummary(presentChannel(call, channel)), headers: { Location } };
  }
  return later(call, team, {
    type: "createChannel",
    takesSeconds: SHARED_TAKES_SECONDS,
    targetId: channel.id,
    targetLocation: `/teams('${team.id}')/channels('${channel.id}')`,
    run() {
      channel.isReady = true;
      channelChanged(tenant, channel, "created");
    },
  });
}

/** A summary is given only where it is selected. */
function withoutSummary({ summary: _summary, ...channel }: Record<string, unknown>): Record<string, unknown> {
  return channel;
}

function migration({ caller }: Call, input: Input): Partial<NewChannel> {
  if (input["@microsoft.graph.channelCreationMode"] === undefined) {
    if (input.createdDateTime == null) return {};
    throw new GraphError(400, "BadRequest", "CreatedDateTime can be set in migration mode only.");
  }
  if (caller.kind !== "app" || !caller.roles.has("Teamwork.Migrate.All")) {
    throw forbidden("A channel in migration mode needs the application permission Teamwork.Migrate.All.");
  }
  return {
    isInMigration: true,
    ...(input.createdDateTime != null && { createdDateTime: input.createdDateTime }),
  };
}

function noSeats(input: Input): Seat[] {
  if (input.members == null || input.members.length === 0) return [];
  throw new GraphError(400, "BadRequest", "Members can be given for private and shared channels only.");
}

function firstSeats(
  call: Call,
  team: Team,
  kind: "private" | "shared",
  inputs: readonly MemberInput[],
): Seat[] {
  const { tenant, caller } = call;
  if (inputs.length > MOST_NAMED) {
    throw new GraphError(
      400,
      "BadRequest",
      `At most ${MOST_NAMED} members can be named when a channel is created.`,
    );
  }
  const named = inputs.map((input) => readMember(tenant, input));
  const seats = named.map((one) => seatFor(tenant, one));
  if (new Set(seats.map(({ userId }) => userId)).size < seats.length) {
    throw new GraphError(400, "BadRequest", "Duplicate members were specified in the request.");
  }
  if (kind === "private") requireInTeam(call, team, named);
  if (caller.kind === "user" && !seats.some(({ userId }) => userId === caller.userId)) {
    const maker = seatOf(tenant, requireUser(tenant, caller.userId), ["owner"]);
    if (kind === "private" || seats.length === 0) seats.unshift(maker);
  }
  requireOwners(kind, seats);
  return seats;
}

function requireOwners(kind: "private" | "shared", seats: readonly Seat[]): void {
  const owners = seats.filter(({ roles }) => roles.includes("owner")).length;
  if (owners === 0)
    throw new GraphError(400, "BadRequest", "At least one owner must be specified for the channel.");
  if (kind === "shared" && (owners > 1 || seats.length > 1)) {
    throw new GraphError(
      400,
      "BadRequest",
      "Exactly one owner must be specified when a shared channel is created.",
    );
  }
}

/** Throws 404 for anyone named who is not in the team. */
export function requireInTeam({ tenant }: Call, team: Team, named: readonly Named[]): void {
  for (const one of named) {
    if ("user" in one && isInTeam(tenant, team, one.user.id)) continue;
    throw new GraphError(404, "NotFound", "User is not found in the team.");
  }
}
