import { z } from "zod";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { canSee, requireAllowed, requireChannel, requireChannelOwner, requireTeam } from "./access.ts";
import { later } from "./async-operation.ts";
import { channelChanged } from "./changes.ts";
import { deleteChannel, livingChannels, renameChannel, requireDescription } from "./channel.ts";
import { channelType } from "./entity-types.ts";
import { createChannel } from "./new-channel.ts";
import { row } from "./row.ts";
import { type Channel, type Team, teamsOf } from "./state.ts";
import { generalOf, preferenceApplied, presentChannel } from "./team-view.ts";

/** How long Teams works on closing a channel, on the tenant's clock. */
const ARCHIVE_TAKES_SECONDS = 5;

const changedChannel = graphObject({
  displayName: z.string().optional(),
  description: z.string().nullish(),
  isFavoriteByDefault: z.boolean().nullish(),
  membershipType: graphEnum(["standard", "private", "shared", "unknownFutureValue"]).nullish(),
  layoutType: graphEnum(["post", "chat"]).nullish(),
  id: z.string().nullish(),
});

/** Making, reading, changing and deleting channels. */
export const channelOperations: readonly Operation[] = [
  row("GET /teams/{team-id}/channels", (call) => {
    const team = requireTeam(call);
    return channelList(call, visible(call, team));
  }),
  row("POST /teams/{team-id}/channels", createChannel),
  row("GET /teams/{team-id}/channels/{channel-id}", (call) => oneChannel(call, requireChannel(call).channel)),
  row("PATCH /teams/{team-id}/channels/{channel-id}", change),
  row("DELETE /teams/{team-id}/channels/{channel-id}", remove),
  row("POST /teams/{team-id}/channels/{channel-id}/archive", (call) => archive(call, true)),
  row("POST /teams/{team-id}/channels/{channel-id}/unarchive", (call) => archive(call, false)),
  row("GET /teams/{team-id}/primaryChannel", (call) => {
    const general = generalOf(requireTeam(call));
    if (general === undefined) throw new GraphError(404, "NotFound", "The primary channel was not found.");
    return oneChannel(call, general);
  }),
  row("GET /teams/{team-id}/allChannels", (call) => {
    const team = requireTeam(call);
    return channelList(call, [...visible(call, team), ...incoming(call, team)]);
  }),
  row("GET /teams/{team-id}/incomingChannels", (call) =>
    channelList(call, incoming(call, requireTeam(call))),
  ),
];

function visible(call: Call, team: Team): Channel[] {
  return livingChannels(team).filter((channel) => canSee(call, team, channel));
}

function incoming({ tenant }: Call, team: Team): Channel[] {
  return [...teamsOf(tenant).teams.values()]
    .flatMap(livingChannels)
    .filter(({ sharedWith }) => sharedWith.has(team.id));
}

/** Filters see a shared channel as "shared" even where the reply hides the word. */
function channelList(call: Call, channels: readonly Channel[]): Reply {
  const reply = collection(call, channels, {
    type: channelType,
    present: (channel) => presentChannel(call, channel),
    refuse: ["$orderby"],
  });
  return { ...reply, headers: preferenceApplied(call) };
}

function oneChannel(call: Call, channel: Channel): Reply {
  return entity(call, presentChannel(call, channel), { type: channelType, headers: preferenceApplied(call) });
}

function change(call: Call): Reply {
  const { team, channel } = requireChannel(call);
  mayChange(call, team, channel, "allowCreateUpdateChannels");
  const input = readBody(call, changedChannel, { type: "microsoft.graph.channel", code: "BadRequest" });
  if (
    input.membershipType != null &&
    input.membershipType !== presentChannel(call, channel)["membershipType"]
  ) {
    throw new GraphError(
      400,
      "BadRequest",
      "MembershipType cannot be changed after the channel was created.",
    );
  }
  requireDescription(input.description);
  const before = { ...channel };
  if (input.displayName !== undefined) renameChannel(call.tenant, team, channel, input.displayName);
  if (input.description !== undefined) channel.description = input.description;
  channel.isFavoriteByDefault = input.isFavoriteByDefault ?? channel.isFavoriteByDefault;
  channel.layoutType = input.layoutType ?? channel.layoutType;
  if (!isSame(before, channel)) channelChanged(call.tenant, channel, "updated");
  return { status: 204 };
}

/** Whether two states of a channel are the same in all that a request can change. */
function isSame(a: Channel, b: Channel): boolean {
  const told = ({ displayName, description, isFavoriteByDefault, layoutType }: Channel) =>
    JSON.stringify([displayName, description, isFavoriteByDefault, layoutType]);
  return told(a) === told(b);
}

function remove(call: Call): Reply {
  const { team, channel } = requireChannel(call);
  mayChange(call, team, channel, "allowDeleteChannels");
  deleteChannel(call.tenant, channel);
  channelChanged(call.tenant, channel, "deleted");
  return { status: 204 };
}

function mayChange(call: Call, team: Team, channel: Channel, setting: string): void {
  if (channel.membershipType === "standard") requireAllowed(call, team, setting);
  else requireChannelOwner(call, channel);
}

const archiving = graphObject({ shouldSetSpoSiteReadOnlyForMembers: z.boolean().nullish() });

function archive(call: Call, isArchived: boolean): Reply {
  const { team, channel } = requireChannel(call);
  mayChange(call, team, channel, "allowCreateUpdateChannels");
  if (call.body !== undefined) readBody(call, archiving, { code: "BadRequest" });
  if (channel.isGeneral) throw new GraphError(400, "BadRequest", "The General channel cannot be archived.");
  if (channel.isArchived === isArchived) {
    throw new GraphError(
      400,
      "BadRequest",
      `The channel is ${isArchived ? "archived already" : "not archived"}.`,
    );
  }
  return later(call, team, {
    type: isArchived ? "archiveChannel" : "unarchiveChannel",
    takesSeconds: ARCHIVE_TAKES_SECONDS,
    targetId: channel.id,
    targetLocation: `/teams('${team.id}')/channels('${channel.id}')`,
    run() {
      channel.isArchived = isArchived;
      channelChanged(call.tenant, channel, "updated");
    },
  });
}
