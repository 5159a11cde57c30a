import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { directoryOf } from "../directory/state.ts";
import { LONGEST_CHANNEL_NAME, type NameFault, nameFault, nameKey } from "./channel-name.ts";
import type { Seat } from "./seat.ts";
import type { Channel, Team } from "./state.ts";

/** Most channels of a team, those deleted within the last 30 days too. Source: limits and specifications of Teams. */
export const MOST_CHANNELS = 1000;
/** So long a deleted channel can be brought back, and keeps its name. */
const KEPT_HOURS = 30 * 24;

const LONGEST_DESCRIPTION = 1024;

/** What may be told of a new channel. */
export type NewChannel = {
  displayName: string;
  description?: string | null;
  membershipType?: Channel["membershipType"];
  isGeneral?: boolean;
  isFavoriteByDefault?: boolean;
  isInMigration?: boolean;
  createdDateTime?: string;
  layoutType?: Channel["layoutType"];
  isReady?: boolean;
  seats?: readonly Seat[];
};

/** Makes a channel. Throws 400 for a name that is bad or taken, and when the team is full. */
export function addChannel(tenant: Tenant, team: Team, input: NewChannel): Channel {
  const displayName = input.displayName.trim();
  requireGoodName(tenant, team, displayName, null);
  requireDescription(input.description);
  if (countedChannels(tenant, team).length >= MOST_CHANNELS) {
    throw new GraphError(
      400,
      "BadRequest",
      `Maximum number of channels in a team reached: ${MOST_CHANNELS}.`,
    );
  }
  const hex = tenant.newId().replaceAll("-", "");
  const id = `19:${hex}@thread.tacv2`;
  const channel: Channel = {
    id,
    teamId: team.id,
    displayName,
    description: input.description ?? null,
    createdDateTime: input.createdDateTime ?? tenant.clock.now().toString(),
    membershipType: input.membershipType ?? "standard",
    isFavoriteByDefault: input.isFavoriteByDefault ?? false,
    isArchived: false,
    layoutType: input.layoutType ?? "post",
    isInMigration: input.isInMigration ?? false,
    isGeneral: input.isGeneral ?? false,
    email: `${hex.slice(-8)}.${directoryOf(tenant).organization.domain || "tenant.example"}@emea.teams.ms`,
    seats: new Map((input.seats ?? []).map((seat) => [seat.userId, seat])),
    sharedWith: new Set(),
    tabs: new Map(),
    messages: new Map(),
    isReady: input.isReady ?? true,
    deletedAt: null,
    files: { askedMs: null, folder: null },
  };
  team.channels.set(id, channel);
  return channel;
}

/** Changes the name. Throws 400 for one that is bad or taken, and for the General channel. */
export function renameChannel(tenant: Tenant, team: Team, channel: Channel, name: string): void {
  const displayName = name.trim();
  if (displayName === channel.displayName) return;
  if (channel.isGeneral) throw new GraphError(400, "BadRequest", "The General channel cannot be renamed.");
  requireGoodName(tenant, team, displayName, channel);
  channel.displayName = displayName;
}

/** Throws 400 for a description that is too long. */
export function requireDescription(text: string | null | undefined): void {
  if (text != null && text.length > LONGEST_DESCRIPTION) {
    throw new GraphError(
      400,
      "BadRequest",
      `Channel.Description exceeds the maximum length of ${LONGEST_DESCRIPTION}.`,
    );
  }
}

/** Deletes a channel; for 30 days it can be restored. Throws 400 for the General channel. */
export function deleteChannel(tenant: Tenant, channel: Channel): void {
  if (channel.isGeneral) throw new GraphError(400, "BadRequest", "The General channel cannot be deleted.");
  channel.deletedAt = tenant.clock.now().toString();
}

/** Brings a deleted channel back, as an owner does in Teams' own window. Throws 404 when it is gone for good, or was not deleted. */
export function restoreChannel(tenant: Tenant, team: Team, channelId: string): Channel {
  const found = countedChannels(tenant, team).find(({ id }) => id === channelId);
  if (found === undefined || found.deletedAt === null)
    throw new GraphError(404, "NotFound", "The channel was not found, or cannot be restored any more.");
  found.deletedAt = null;
  return found;
}

/** Shares a shared channel with another team, as an owner does in Teams' own window. */
export function shareChannel(channel: Channel, withTeamId: string): void {
  if (channel.membershipType !== "shared")
    throw new GraphError(400, "BadRequest", "Only a shared channel can be shared with a team.");
  channel.sharedWith.add(withTeamId);
}

/** The channels that can be seen, oldest first. */
export function livingChannels(team: Team): Channel[] {
  return [...team.channels.values()].filter(isLiving);
}

/** True for a channel that was made and not deleted. */
export function isLiving({ isReady, deletedAt }: Channel): boolean {
  return isReady && deletedAt === null;
}

/** The channels that take up room: living ones and those deleted in the last 30 days. The others are dropped. */
function countedChannels(tenant: Tenant, team: Team): Channel[] {
  const since = tenant.clock.now().subtract({ hours: KEPT_HOURS });
  for (const { id, deletedAt } of team.channels.values()) {
    if (deletedAt !== null && Temporal.Instant.compare(deletedAt, since) <= 0) team.channels.delete(id);
  }
  return [...team.channels.values()];
}

const SENTENCES: Record<NameFault, string> = {
  empty: "Channel.DisplayName must be set, please use the valid values.",
  "too-long": `Channel.DisplayName exceeds the maximum length of ${LONGEST_CHANNEL_NAME}.`,
  "forbidden-character":
    "Channel.DisplayName doesn't contain allowed characters, please use the valid values.",
  "reserved-word": "Channel.DisplayName is a reserved name, please use the valid values.",
  "bad-start":
    "Channel.DisplayName cannot begin with an underscore or a period, please use the valid values.",
  "bad-end": "Channel.DisplayName cannot end with a period, please use the valid values.",
};

function requireGoodName(tenant: Tenant, team: Team, name: string, self: Channel | null): void {
  const fault = nameFault(name);
  if (fault !== null) throw new GraphError(400, "BadRequest", SENTENCES[fault]);
  const key = nameKey(name);
  const taken = countedChannels(tenant, team).some(
    (other) => other !== self && nameKey(other.displayName) === key,
  );
  if (taken) throw new GraphError(400, "BadRequest", "Channel name already existed, please use other name");
}
