import type { MeetingPorts } from "./ports.ts";

/** Opens a deal's meetings in Teams, on the desktop as on the phone. */
export function meetingsLink(
  { teamsAppId }: Pick<MeetingPorts, "teamsAppId">,
  publicUrl: string,
  dealId: string,
): string {
  const page = encodeURIComponent(`${publicUrl}/tab/deals/${dealId}/meetings`);
  const context = encodeURIComponent(JSON.stringify({ subEntityId: `deals/${dealId}/meetings` }));
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/deals?webUrl=${page}&context=${context}`;
}
