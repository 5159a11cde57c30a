/**
 * Parts of Graph that exist and that the sandbox does not have, beyond those of the permission table: asked for, they are
 * answered 501 instead of as if Graph had no such thing. `*` stands for any one segment, what follows may be anything.
 */
const NOT_HERE = `
  users/*/mailFolders/*/childFolders/*
  users/*/mailFolders/*/messages/*/*
  users/*/mailFolders/*/copy
  users/*/mailFolders/*/move
  users/*/messages/*/attachments/*/$value
  users/*/inferenceClassification
  users/*/calendarGroups
  users/*/calendars/*/events
  users/*/calendars/*/calendarView
  users/*/events/*/attachments
  users/*/events/*/snoozeReminder
  users/*/events/*/dismissReminder
  users/*/contacts
  users/*/contactFolders
  users/*/people
  users/*/insights
  users/*/drive
  users/*/drives
  users/*/onenote
  users/*/licenseDetails
  users/*/authentication
  users/*/chats
  users/*/settings
  users/*/extensions
  groups/*/events
  groups/*/calendar
  groups/*/conversations
  groups/*/threads
  groups/*/sites
  groups/*/team
  teams/*/schedule
  teams/*/tags
  teams/*/photo
  teams/*/template
  sites
  search
  solutions
  places
  contacts
  devices
  deviceManagement
  identity
  identityGovernance
  auditLogs
  reports
  security
  applications
  servicePrincipals
  directoryObjects
  directoryRoles
  domains
  oauth2PermissionGrants
  external
  education
  privacy
  print
`;

const PATTERNS = NOT_HERE.trim()
  .split(/\s+/)
  .map((line) => line.toLowerCase().split("/"));

/** Whether these segments, in lower case, name a part of Graph that the sandbox does not have. */
export function isNotHere(segments: readonly string[]): boolean {
  return PATTERNS.some((pattern) => pattern.every((part, i) => matches(part, segments[i])));
}

function matches(part: string, segment: string | undefined): boolean {
  return segment !== undefined && (part === "*" || part === segment);
}
