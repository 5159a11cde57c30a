import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { oneVoiceTeamsApp } from "../../../server/sandbox/seed/one-voice-app.ts";
import type { As, TestSandbox } from "../support/open.ts";

/** The catalogue's id of the app "One Voice". */
export const ONE_VOICE = oneVoiceTeamsApp.id!;

/** The path of the team "Key accounts", which Anna owns and everyone but Helen and Markus is in. */
export const TEAM = `/teams/${KEY_ACCOUNTS_TEAM}`;

/** The three kinds of channels. */
export type Kind = "standard" | "private" | "shared";

/** The body that names an app of the catalogue, by its catalogue id. */
export const bindApp = (id: string = ONE_VOICE) => ({
  "teamsApp@odata.bind": `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`,
});

/** Consent to what "One Voice" asks for in such a place. */
export const rscOf = (place: "Group" | "User") => ({
  resourceSpecificPermissions: (oneVoiceTeamsApp.resourcePermissions ?? [])
    .filter((permissionValue) => permissionValue.endsWith(`.${place}`))
    .map((permissionValue) => ({ permissionValue, permissionType: "application" })),
});

/** A link into Teams to a page of "One Voice". */
export const teamsUrl = (page: string) =>
  `https://teams.microsoft.com/l/entity/${oneVoiceTeamsApp.externalId}/${page}`;

/** The body that names someone as a member. `who` is an id or a user principal name. */
export const memberOf = (who: string, ...roles: string[]) => ({
  "@odata.type": "#microsoft.graph.aadUserConversationMember",
  roles,
  "user@odata.bind": `https://graph.microsoft.com/v1.0/users('${who}')`,
});

/** The ids of people, by the part of their addresses before "@", in that order. */
export async function peopleIds<const N extends readonly string[]>(
  t: TestSandbox,
  ...names: N
): Promise<{ [I in keyof N]: string }> {
  const found = names.map(async (name) => {
    const { body } = await t.graph(t.asApp, "GET", `/users/${name}@bergmann.example?$select=id`);
    return body["id"] as string;
  });
  return (await Promise.all(found)) as { [I in keyof N]: string };
}

/** The body of a new channel that Anna owns; Pavel is in it too where it has members and may have two. */
export function newChannel(kind: Kind, displayName = `Line 4 ${kind}`) {
  const anna = memberOf("anna.kern@bergmann.example", "owner");
  const pavel = memberOf("pavel.orlov@bergmann.example");
  const members = { standard: [], private: [anna, pavel], shared: [anna] }[kind];
  return { displayName, membershipType: kind, ...(members.length > 0 && { members }) };
}

/** Makes such a channel in "Key accounts", waits until it is there, and gives its path. */
export async function channelIn(t: TestSandbox, kind: Kind, displayName?: string): Promise<string> {
  const made = await t.graph(t.asApp, "POST", `${TEAM}/channels`, { body: newChannel(kind, displayName) });
  if (made.status === 201) return `${TEAM}/channels/${made.body["id"]}`;
  await pass(t, "PT10S");
  const { body } = await t.graph(t.asApp, "GET", made.headers["location"]!);
  return `${TEAM}/channels/${body["targetResourceId"]}`;
}

/** Installs "One Voice" in "Key accounts"; gives the installation's id. */
export async function installed(t: TestSandbox): Promise<string> {
  const body = { ...bindApp(), consentedPermissionSet: rscOf("Group") };
  const { headers } = await t.graph(t.asApp, "POST", `${TEAM}/installedApps`, { body });
  return /'(.+)'/.exec(headers["location"]!)![1]!;
}

/** Moves the tenant's clock on by an ISO duration. */
export async function pass(t: TestSandbox, duration: string): Promise<void> {
  await t.outside("POST", "/clock", { advance: duration });
}

/** The values of one property of all that a list holds. */
export async function column(
  t: TestSandbox,
  path: string,
  property: string,
  as: As = t.asApp,
): Promise<unknown[]> {
  const { body } = await t.graph<{ value: Record<string, unknown>[] }>(as, "GET", path);
  return body.value.map((one) => one[property]);
}
