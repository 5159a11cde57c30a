import type { EntityType } from "../core/entity-type.ts";

const settings = "any";

/** What OData may be asked about teams. */
export const teamType: EntityType = {
  name: "microsoft.graph.team",
  family: "teams",
  onSelect: ["summary"],
  shape: {
    id: "string",
    createdDateTime: "instant",
    displayName: "string",
    description: "string",
    internalId: "string",
    classification: "string",
    specialization: "string",
    visibility: "string",
    webUrl: "string",
    isArchived: "boolean",
    tenantId: "string",
    summary: "any",
    memberSettings: settings,
    guestSettings: settings,
    messagingSettings: settings,
    funSettings: settings,
  },
};

/** What OData may be asked about channels. */
export const channelType: EntityType = {
  name: "microsoft.graph.channel",
  family: "teams",
  onSelect: ["summary"],
  shape: {
    id: "string",
    createdDateTime: "instant",
    displayName: "string",
    description: "string",
    isFavoriteByDefault: "boolean",
    email: "string",
    tenantId: "string",
    webUrl: "string",
    membershipType: "string",
    isArchived: "boolean",
    layoutType: "string",
    migrationMode: "string",
    originalCreatedDateTime: "instant",
    summary: "any",
  },
};

/** What OData may be asked about members of teams, channels and chats. */
export const memberType: EntityType = {
  name: "microsoft.graph.conversationMember",
  family: "teams",
  shape: {
    id: "string",
    roles: ["string"],
    displayName: "string",
    visibleHistoryStartDateTime: "instant",
    userId: "string",
    email: "string",
    tenantId: "string",
  },
};

/** What OData may be asked about a team's background work. */
export const operationType: EntityType = {
  name: "microsoft.graph.teamsAsyncOperation",
  family: "teams",
  shape: {
    id: "string",
    operationType: "string",
    createdDateTime: "instant",
    status: "string",
    lastActionDateTime: "instant",
    attemptsCount: "number",
    targetResourceId: "string",
    targetResourceLocation: "string",
    error: "any",
  },
};

/** What OData may be asked about the teams a shared channel was shared with. */
export const sharedTeamType: EntityType = {
  name: "microsoft.graph.sharedWithChannelTeamInfo",
  family: "teams",
  shape: { id: "string", displayName: "string", tenantId: "string", isHostTeam: "boolean" },
};

/** What OData may be asked about chats. */
export const chatType: EntityType = {
  name: "microsoft.graph.chat",
  family: "teams",
  shape: {
    id: "string",
    topic: "string",
    createdDateTime: "instant",
    lastUpdatedDateTime: "instant",
    chatType: "string",
    webUrl: "string",
    tenantId: "string",
    isHiddenForAllMembers: "boolean",
    onlineMeetingInfo: "any",
    viewpoint: "any",
  },
};

/** What OData may be asked about messages of channels and chats. */
export const messageType: EntityType = {
  name: "microsoft.graph.chatMessage",
  family: "teams",
  shape: {
    id: "string",
    replyToId: "string",
    etag: "string",
    messageType: "string",
    createdDateTime: "instant",
    lastModifiedDateTime: "instant",
    lastEditedDateTime: "instant",
    deletedDateTime: "instant",
    subject: "string",
    summary: "string",
    chatId: "string",
    importance: "string",
    locale: "string",
    webUrl: "string",
    from: "any",
    body: { contentType: "string", content: "string" },
    attachments: ["any"],
    mentions: ["any"],
    reactions: ["any"],
    policyViolation: "any",
    channelIdentity: { teamId: "string", channelId: "string" },
    eventDetail: "any",
  },
  filterable: ["createdDateTime", "lastModifiedDateTime", "from"],
  sortable: ["createdDateTime", "lastModifiedDateTime"],
};
