import { entraOf } from "../../../server/sandbox/entra/state.ts";
import type { Sandbox } from "../../../server/sandbox/sandbox.ts";

/** What the tests do as the application "One Voice", beyond what One Voice itself ever asks for. */
const APPLICATION = `
  AppCatalog.Read.All Calendars.Read Calendars.ReadBasic Calendars.ReadWrite Channel.Create Channel.Delete.All
  Channel.ReadBasic.All ChannelMember.ReadWrite.All ChannelMessage.Read.All ChannelSettings.ReadWrite.All Chat.Create
  Chat.Read.All Chat.ReadWrite.All ChatMember.ReadWrite.All Files.ReadWrite.All Group.Read.All Group.ReadWrite.All
  GroupMember.Read.All Mail.Read Mail.ReadBasic.All Mail.ReadWrite Mail.Send MailboxSettings.Read
  MailboxSettings.ReadWrite OnlineMeetings.ReadWrite.All Organization.Read.All Presence.Read.All Sites.ReadWrite.All Tasks.Read.All
  Tasks.ReadWrite.All Team.Create Team.ReadBasic.All TeamMember.ReadWrite.All TeamSettings.ReadWrite.All
  TeamsActivity.Send TeamsAppInstallation.ReadWriteForTeam.All TeamsAppInstallation.ReadWriteForUser.All
  TeamsAppInstallation.ReadWriteSelfForTeam.All TeamsAppInstallation.ReadWriteSelfForUser.All
  TeamsTab.Create TeamsTab.ReadWrite.All User.Read.All
`;

const DELEGATED = `
  AppCatalog.Read.All Calendars.ReadWrite Calendars.ReadWrite.Shared Channel.Create Channel.Delete.All
  Channel.ReadBasic.All ChannelMember.ReadWrite.All ChannelMessage.Edit ChannelMessage.Read.All
  ChannelMessage.ReadWrite ChannelMessage.Send ChannelSettings.ReadWrite.All Chat.Create Chat.ReadWrite
  ChatMessage.Send Files.ReadWrite.All Group.ReadWrite.All GroupMember.Read.All Mail.ReadWrite Mail.ReadWrite.Shared
  Mail.Send Mail.Send.Shared MailboxSettings.ReadWrite OnlineMeetings.ReadWrite Presence.Read.All Tasks.ReadWrite
  Team.Create Team.ReadBasic.All TeamMember.ReadWrite.All TeamSettings.ReadWrite.All TeamsActivity.Send
  TeamsAppInstallation.ReadWriteForTeam TeamsAppInstallation.ReadWriteForUser TeamsTab.Create
  TeamsTab.ReadWrite.All User.Read User.Read.All User.ReadBasic.All Calendars.Read Calendars.Read.Shared OnlineMeetings.Read
`;

/** Consents to that, as an administrator of the tenant may. */
export function consentWidely({ tenant, app }: Pick<Sandbox, "tenant" | "app">): void {
  const consent = entraOf(tenant).apps.get(app.clientId)?.consent;
  for (const name of APPLICATION.trim().split(/\s+/)) consent?.application.add(name);
  for (const name of DELEGATED.trim().split(/\s+/)) consent?.delegated.add(name);
}
