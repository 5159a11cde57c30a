import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { putGroup } from "../directory/groups.ts";
import { directoryOf, type Group, type User } from "../directory/state.ts";
import { addChannel } from "./channel.ts";
import { type Seat, seatOf } from "./seat.ts";
import { type Team, type TeamSettings, teamsOf } from "./state.ts";

/** Most people in a team, owners with them. Source: limits and specifications of Teams. */
const MOST_MEMBERS = 25_000;

/** What a team allows when nobody said otherwise. */
const USUAL_SETTINGS: TeamSettings = {
  memberSettings: {
    allowCreateUpdateChannels: true,
    allowCreatePrivateChannels: true,
    allowDeleteChannels: true,
    allowAddRemoveApps: true,
    allowCreateUpdateRemoveTabs: true,
    allowCreateUpdateRemoveConnectors: true,
  },
  guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
  messagingSettings: {
    allowUserEditMessages: true,
    allowUserDeleteMessages: true,
    allowOwnerDeleteMessages: true,
    allowTeamMentions: true,
    allowChannelMentions: true,
  },
  funSettings: {
    allowGiphy: true,
    giphyContentRating: "moderate",
    allowStickersAndMemes: true,
    allowCustomMemes: true,
  },
};

/** What may be told of a new team beside its group. */
export type NewTeam = {
  /** The id of the group in the directory that it stands on. */
  groupId: string;
  classification?: string | null;
  specialization?: string;
  settings?: { [Part in keyof TeamSettings]?: Partial<TeamSettings[Part]> | undefined };
  /** False while it is being made in the background. */
  isReady?: boolean;
};

/** Puts a team with its General channel on a group of the directory. Throws Graph's 404 for an unknown group. */
export function addTeam(tenant: Tenant, { groupId, ...input }: NewTeam): Team {
  const group = groupOf(tenant, groupId);
  if (!group.isTeam) putGroup(tenant, { ...group, isTeam: true, groupTypes: ["Unified"] });
  const own = input.settings ?? {};
  const team: Team = {
    id: group.id,
    displayName: group.displayName,
    description: group.description,
    createdDateTime: tenant.clock.now().toString(),
    visibility: group.visibility === "Public" ? "public" : "private",
    classification: input.classification ?? null,
    specialization: input.specialization ?? "none",
    isArchived: false,
    memberSettings: merged(USUAL_SETTINGS.memberSettings, own.memberSettings),
    guestSettings: merged(USUAL_SETTINGS.guestSettings, own.guestSettings),
    messagingSettings: merged(USUAL_SETTINGS.messagingSettings, own.messagingSettings),
    funSettings: merged(USUAL_SETTINGS.funSettings, own.funSettings),
    channels: new Map(),
    installations: new Map(),
    operations: new Map(),
    isReady: input.isReady ?? true,
  };
  teamsOf(tenant).teams.set(team.id, team);
  addChannel(tenant, team, { displayName: "General", description: group.description, isGeneral: true });
  return team;
}

/** Settings with the given ones put over them. */
export function merged<T extends object>(usual: T, own: Partial<T> | null | undefined): T {
  return { ...usual, ...own };
}

/** The group a team stands on. Throws Graph's 404. */
export function groupOf(tenant: Tenant, id: string): Group {
  const found = directoryOf(tenant).groups.get(id.toLowerCase());
  if (found !== undefined) return found;
  throw new GraphError(404, "NotFound", `No team found with Group Id ${id}`);
}

/** True for owners of the team. */
export function isOwner(tenant: Tenant, team: Team, userId: string): boolean {
  return groupOf(tenant, team.id).ownerIds.includes(userId);
}

/** True for everyone in the team, owners and guests too. */
export function isInTeam(tenant: Tenant, team: Team, userId: string): boolean {
  const { ownerIds, memberIds } = groupOf(tenant, team.id);
  return ownerIds.includes(userId) || memberIds.includes(userId);
}

/** Everyone in the team, owners first. */
export function teamSeats(tenant: Tenant, team: Team): Seat[] {
  const { users } = directoryOf(tenant);
  const { ownerIds, memberIds } = groupOf(tenant, team.id);
  const owners = new Set(ownerIds);
  return [...new Set([...ownerIds, ...memberIds])].flatMap((id) => {
    const user = users.get(id);
    return user === undefined ? [] : [seatOf(tenant, user, owners.has(id) ? ["owner"] : [])];
  });
}

/** Puts someone into the team, or changes what they may do there. Throws 403 when it is full. */
export function putIntoTeam(tenant: Tenant, team: Team, user: User, role: "owner" | "member"): void {
  const group = groupOf(tenant, team.id);
  const isNew = !isInTeam(tenant, team, user.id);
  if (isNew && group.memberIds.length >= MOST_MEMBERS) {
    throw new GraphError(403, "Forbidden", `The team has the most members it can have: ${MOST_MEMBERS}.`);
  }
  const others = group.ownerIds.filter((id) => id !== user.id);
  putGroup(tenant, {
    ...group,
    ownerIds: role === "owner" ? [...others, user.id] : others,
    memberIds: [...new Set([...group.memberIds, user.id])],
  });
}

/** Takes someone out of the team, and so out of its group. */
export function takeOutOfTeam(tenant: Tenant, team: Team, userId: string): void {
  const group = groupOf(tenant, team.id);
  const without = (ids: readonly string[]) => ids.filter((id) => id !== userId);
  putGroup(tenant, { ...group, ownerIds: without(group.ownerIds), memberIds: without(group.memberIds) });
}
