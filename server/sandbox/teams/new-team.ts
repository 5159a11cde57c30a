import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { putGroup, requireGroup } from "../directory/groups.ts";
import { directoryOf, type Group, type User } from "../directory/state.ts";
import { requireUser } from "../directory/users.ts";
import { later } from "./async-operation.ts";
import { teamChanged } from "./changes.ts";
import { addChannel } from "./channel.ts";
import { readMember } from "./member-input.ts";
import { type Team, teamsOf } from "./state.ts";
import { addTeam } from "./team.ts";
import { type NewTeamInput, newTeam, requireTemplate, settingsOf } from "./team-input.ts";

/** How long Teams works on a new team, on the tenant's clock. */
const TEAM_TAKES_SECONDS = 20;

/** POST /teams: a team from a template, or on a group that exists. */
export function createTeam(call: Call): Reply {
  const { tenant } = call;
  const input = readBody(call, newTeam, { type: "microsoft.graph.team", code: "BadRequest" });
  requireTemplate(input["template@odata.bind"]);
  const bound = input["group@odata.bind"];
  const group = bound === undefined ? newGroup(call, input) : knownGroup(tenant, bound);
  const team = addTeam(tenant, {
    groupId: group.id,
    classification: input.classification ?? null,
    ...(input.specialization != null && { specialization: input.specialization }),
    settings: settingsOf(input),
    isReady: false,
  });
  for (const channel of input.channels ?? []) {
    const { displayName, description = null, isFavoriteByDefault } = channel;
    addChannel(tenant, team, { displayName, description, isFavoriteByDefault: isFavoriteByDefault ?? false });
  }
  return later(call, team, {
    type: bound === undefined ? "createTeam" : "teamifyGroup",
    takesSeconds: TEAM_TAKES_SECONDS,
    targetId: team.id,
    targetLocation: `/teams('${team.id}')`,
    run() {
      team.isReady = true;
      teamChanged(tenant, team, "created");
    },
  });
}

function newGroup(call: Call, input: NewTeamInput): Group {
  const { tenant } = call;
  const { displayName } = input;
  if (displayName === undefined || displayName.trim() === "") {
    throw new GraphError(400, "BadRequest", "Team display name required.");
  }
  const owner = ownerOf(call, input);
  const nickname = nicknameOf(tenant, displayName);
  const group: Group = {
    id: tenant.newId(),
    displayName,
    description: input.description ?? null,
    mail: `${nickname}@${directoryOf(tenant).organization.domain}`,
    mailEnabled: true,
    mailNickname: nickname,
    securityEnabled: false,
    groupTypes: ["Unified"],
    visibility: input.visibility === "private" ? "Private" : "Public",
    createdDateTime: tenant.clock.now().toString(),
    ownerIds: [owner.id],
    memberIds: [owner.id],
    isTeam: true,
  };
  putGroup(tenant, group);
  return group;
}

/** Exactly one owner: the person who asks, or whom the application names. */
function ownerOf({ tenant, caller }: Call, input: NewTeamInput): User {
  const members = (input.members ?? []).map((member) => readMember(tenant, member));
  if (caller.kind === "user" && members.length === 0) return requireUser(tenant, caller.userId);
  const [first] = members;
  if (first === undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      "A team owner must be provided when creating a team in application context.",
    );
  }
  if (members.length > 1 || !("user" in first) || !first.roles.includes("owner")) {
    throw new GraphError(
      400,
      "BadRequest",
      "Exactly one member, the owner, can be named when a team is created.",
    );
  }
  return first.user;
}

function nicknameOf(tenant: Tenant, displayName: string): string {
  const plain = displayName.replaceAll(/[^A-Za-z0-9]/g, "") || "team";
  const taken = new Set(
    [...directoryOf(tenant).groups.values()].map(({ mailNickname }) => mailNickname.toLowerCase()),
  );
  let name = plain;
  for (let i = 2; taken.has(name.toLowerCase()); i += 1) name = `${plain}${i}`;
  return name;
}

function knownGroup(tenant: Tenant, link: string): Group {
  const found = /\/groups(?:\/([^/]+)|\('([^']+)'\))$/i.exec(link);
  if (found === null) throw new GraphError(400, "BadRequest", "Invalid bind property name group in request.");
  const group = requireGroup(tenant, found[1] ?? found[2] ?? "");
  if (teamsOf(tenant).teams.has(group.id))
    throw new GraphError(409, "Conflict", "The group is already provisioned as a team.");
  if (group.ownerIds.length === 0)
    throw new GraphError(400, "BadRequest", "The group must have an owner to become a team.");
  return group;
}

/** Changes what a body names. `input` was read with `teamShape`. */
export function changeTeam(tenant: Tenant, team: Team, input: Partial<NewTeamInput>): void {
  const { displayName, description, visibility } = input;
  team.displayName = displayName ?? team.displayName;
  if (description !== undefined) team.description = description;
  team.visibility = visibility ?? team.visibility;
  if (input.classification !== undefined) team.classification = input.classification;
  const settings = settingsOf(input);
  Object.assign(team.memberSettings, settings.memberSettings);
  Object.assign(team.guestSettings, settings.guestSettings);
  Object.assign(team.messagingSettings, settings.messagingSettings);
  Object.assign(team.funSettings, settings.funSettings);
  const group = requireGroup(tenant, team.id);
  putGroup(tenant, {
    ...group,
    displayName: team.displayName,
    description: team.description,
    visibility: team.visibility === "private" ? "Private" : "Public",
  });
}
