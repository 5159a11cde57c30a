/** A link that opens a deal's page inside Teams: the activity feed takes no other. Source: deep links to tabs. */
export function teamsLink(
  { publicUrl, teamsAppId }: { publicUrl: string; teamsAppId: string },
  dealId: string | null,
): string {
  const place = dealId === null ? "" : `deals/${dealId}`;
  const page = encodeURIComponent(`${publicUrl}/tab/${place}`);
  const context = encodeURIComponent(JSON.stringify({ subEntityId: place }));
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/deals?webUrl=${page}&context=${context}`;
}

/** A number of a thing's own: a line told twice, because we were killed in between, shows once. `id` is a UUID. */
export function chainOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}
