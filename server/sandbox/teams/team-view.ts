import type { Call } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { AsyncOperation, Channel, Team } from "./state.ts";
import { teamSeats } from "./team.ts";

/** The header by which a caller says that it knows values added to an enumeration later. */
export const KNOWS_NEW_VALUES = "include-unknown-enum-members";

/** A team as Graph gives it. */
export function presentTeam(tenant: Tenant, team: Team): Record<string, unknown> {
  return {
    id: team.id,
    createdDateTime: team.createdDateTime,
    displayName: team.displayName,
    description: team.description,
    internalId: generalOf(team)?.id ?? null,
    classification: team.classification,
    specialization: team.specialization,
    visibility: team.visibility,
    webUrl: teamUrl(tenant, team),
    isArchived: team.isArchived,
    tenantId: tenant.id,
    memberSettings: { ...team.memberSettings },
    guestSettings: { ...team.guestSettings },
    messagingSettings: { ...team.messagingSettings },
    funSettings: { ...team.funSettings },
    summary: summaryOf(teamSeats(tenant, team)),
  };
}

/** A team as joinedTeams gives it: all but its names is left out. */
export function presentJoinedTeam(
  tenant: Tenant,
  { id, displayName, description, isArchived, visibility }: Team,
) {
  return { id, displayName, description, isArchived, visibility, tenantId: tenant.id };
}

/** A channel as Graph gives it to this caller: "shared" is hidden from those who do not know the value. */
export function presentChannel(call: Call, channel: Channel): Record<string, unknown> {
  const { tenant } = call;
  const isHidden = channel.membershipType === "shared" && !(KNOWS_NEW_VALUES in call.prefer);
  const seats = [...channel.seats.values()];
  return {
    id: channel.id,
    createdDateTime: channel.createdDateTime,
    displayName: channel.displayName,
    description: channel.description,
    isFavoriteByDefault: channel.isFavoriteByDefault,
    email: channel.email,
    tenantId: tenant.id,
    webUrl: channelUrl(tenant, channel),
    membershipType: isHidden ? "unknownFutureValue" : channel.membershipType,
    isArchived: channel.isArchived,
    layoutType: channel.layoutType,
    ...(channel.isInMigration && { migrationMode: "inProgress" }),
    summary: {
      ...summaryOf(seats),
      hasMembersFromOtherTenants: seats.some(({ tenantId }) => tenantId !== tenant.id),
    },
  };
}

/** The reply header that says a Prefer was followed. */
export function preferenceApplied(call: Call): Record<string, string> {
  return KNOWS_NEW_VALUES in call.prefer ? { "Preference-Applied": KNOWS_NEW_VALUES } : {};
}

/** A piece of background work as Graph gives it. */
export function presentOperation(operation: AsyncOperation): Record<string, unknown> {
  return { ...operation };
}

/** The channel every team has. */
export function generalOf(team: Team): Channel | undefined {
  return [...team.channels.values()].find(({ isGeneral }) => isGeneral);
}

/** The address of a channel in Teams. */
export function channelUrl(tenant: Tenant, { id, displayName, teamId }: Channel): string {
  const place = `${encodeURIComponent(id)}/${encodeURIComponent(displayName)}`;
  return `https://teams.microsoft.com/l/channel/${place}?groupId=${teamId}&tenantId=${tenant.id}&allowXTenantAccess=False`;
}

function teamUrl(tenant: Tenant, team: Team): string {
  const general = encodeURIComponent(generalOf(team)?.id ?? "");
  return `https://teams.microsoft.com/l/team/${general}/conversations?groupId=${team.id}&tenantId=${tenant.id}`;
}

function summaryOf(seats: readonly { roles: readonly string[] }[]) {
  const having = (role: string) => seats.filter(({ roles }) => roles.includes(role)).length;
  const ownersCount = having("owner");
  const guestsCount = having("guest");
  return { ownersCount, membersCount: seats.length - ownersCount - guestsCount, guestsCount };
}
